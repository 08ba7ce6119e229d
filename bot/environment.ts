import { z } from 'zod';
import { ja } from 'zod/locales';
import { type MailSettings, mailFaults, mailFrom, mailVariables } from './environment/mail.ts';
import { faultsTogether, type SignInSettings, signInFrom, signInVariables } from './environment/sign-in.ts';
import type { Level } from './log.ts';

z.config(ja());

/** What the process takes from its surroundings. README lists the variables. */
export interface Environment {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly openBrowser: boolean;
  readonly logLevel: Level;
  /** Null: nobody is told anything by mail. */
  readonly mail: MailSettings | null;
  /** The city's directory; null: the sample of the pack. */
  readonly directoryFolder: string | null;
  /** `https://desk.city.example.jp`: where people reach the web page through a proxy; null: on this machine only. */
  readonly publicUrl: string | null;
  readonly signIn: SignInSettings;
}

/** Thrown for a malformed variable; the message names it and is ready to be shown. */
export class EnvironmentRefused extends Error {
  readonly code = 'ENVIRONMENT_REFUSED';

  constructor(faults: readonly string[]) {
    super(
      [
        '環境変数の設定を読み取れません。次を直してください。 [ENVIRONMENT_REFUSED]',
        ...faults.map((fault) => `  ${fault}`),
      ].join('\n'),
    );
    this.name = 'EnvironmentRefused';
  }
}

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, '0〜65535 の数字で書いてください')
    .transform(Number)
    .refine((port) => port <= 65_535, '0〜65535 の数字で書いてください')
    .default(3978),
  HOST: z
    .string()
    .regex(/^[0-9A-Za-z:.-]+$/, '127.0.0.1 のようなアドレスで書いてください')
    .default('127.0.0.1'),
  DATA_DIR: z.string().trim().min(1, '空にはできません').default('.data'),
  DIRECTORY_DIR: z.string().trim().min(1, '空にはできません').optional(),
  NO_BROWSER: z
    .enum(['', '0', '1', 'true', 'false'], '1 か 0 で書いてください')
    .default('')
    .transform((value) => value === '1' || value === 'true'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'debug、info、warn、error のどれかで書いてください')
    .default('info'),
  ...mailVariables,
  ...signInVariables,
});

/** @throws {EnvironmentRefused} naming every malformed variable. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const checked = schema.safeParse(given);
  const malformed = (checked.error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')}: ${issue.message} [ENV_MALFORMED]`,
  );
  const faults = [...malformed, ...faultsTogether(given), ...mailFaults(given)];
  if (!checked.success || faults.length > 0) throw new EnvironmentRefused(faults);
  const { PORT, HOST, DATA_DIR, DIRECTORY_DIR, NO_BROWSER, PUBLIC_URL, LOG_LEVEL, ...rest } = checked.data;
  return {
    host: HOST,
    port: PORT,
    dataFolder: DATA_DIR,
    openBrowser: !NO_BROWSER,
    directoryFolder: DIRECTORY_DIR ?? null,
    publicUrl: PUBLIC_URL ?? null,
    signIn: signInFrom({ PUBLIC_URL, ...rest }),
    logLevel: LOG_LEVEL,
    mail: mailFrom(rest),
  };
}
