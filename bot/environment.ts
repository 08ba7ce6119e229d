import { z } from 'zod';
import { ja } from 'zod/locales';
import { type MailSettings, mailVariables, readMail } from './environment/mail.ts';
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

/** Names that reach only this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, '0〜65535 の数字で書いてください')
    .transform(Number)
    .refine((port) => port <= 65_535, '0〜65535 の数字で書いてください')
    .default(3978),
  // Nobody signs in to this page yet, so nobody beyond this machine may reach it.
  HOST: z
    .string()
    .regex(
      LOOPBACK,
      'この画面には利用者の認証がないため、このパソコンの中（127.0.0.1）でしか待ち受けできません',
    )
    .default('127.0.0.1'),
  DATA_DIR: z.string().trim().min(1, '空にはできません').default('.data'),
  NO_BROWSER: z
    .enum(['', '0', '1', 'true', 'false'], '1 か 0 で書いてください')
    .default('')
    .transform((value) => value === '1' || value === 'true'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'debug、info、warn、error のどれかで書いてください')
    .default('info'),
  ...mailVariables,
});

/** @throws {EnvironmentRefused} naming every malformed variable. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(
    names.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])),
  );
  const checked = schema.safeParse(given);
  if (!checked.success) {
    throw new EnvironmentRefused(
      checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message} [ENV_MALFORMED]`),
    );
  }
  const { PORT, HOST, DATA_DIR, NO_BROWSER, LOG_LEVEL: logLevel } = checked.data;
  const mail = readMail(checked.data);
  if ('faults' in mail) throw new EnvironmentRefused(mail.faults);
  return { host: HOST, port: PORT, dataFolder: DATA_DIR, openBrowser: !NO_BROWSER, logLevel, ...mail };
}
