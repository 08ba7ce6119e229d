import { z } from 'zod';
import { Secret } from '../secret.ts';

/** How people sign in to the web page. */
export type SignInSettings =
  /** Whoever sits at this machine picks a person from the sample directory. */
  | { readonly kind: 'demo'; readonly secret: Secret | null }
  | {
      readonly kind: 'oidc';
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret: Secret;
      /** The claim that holds the e-mail address by which a person is found in the directory. */
      readonly emailClaim: string;
      readonly secret: Secret;
    };

/** Names that reach only this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** As long as the keys that are made from it: 256 bits. */
const SECRET_BYTES = 32;

const filled = z.string().trim().min(1, '空にはできません');

export const signInVariables = {
  PUBLIC_URL: z
    .string()
    .refine(
      isHttpsOrigin,
      'https://desk.city.example.jp のように、パスを付けない https の URL で書いてください',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'https で始まる発行者（issuer）の URL で書いてください')
    .refine(
      isOneOrganisation,
      '「common」「organizations」「consumers」ではなく、自組織のテナント ID を含む URL で書いてください。ほかの組織のアカウントでサインインできてしまいます',
    )
    .optional(),
  OIDC_CLIENT_ID: filled.optional(),
  OIDC_CLIENT_SECRET: filled.transform((value) => new Secret(value)).optional(),
  OIDC_EMAIL_CLAIM: z
    .string()
    .regex(/^[0-9A-Za-z_:./-]{1,100}$/, 'email のようなクレーム名で書いてください')
    .default('email'),
  SESSION_SECRET: z
    .string()
    .refine(
      (value) => Buffer.byteLength(value) >= SECRET_BYTES,
      `${SECRET_BYTES} バイト以上の乱数にしてください（作る例：openssl rand -base64 32）`,
    )
    .transform((value) => new Secret(value))
    .optional(),
};

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/**
 * What is wrong with the variables together, whatever each says: whatever can be reached from other machines needs OIDC
 * and an https address in front, and OIDC needs all of its variables.
 */
export function faultsTogether(given: Readonly<Record<string, string>>): string[] {
  const oidc = OIDC.some((name) => given[name] !== undefined);
  const faults: string[] = [];
  if (given.HOST && !LOOPBACK.test(given.HOST) && (!oidc || given.PUBLIC_URL === undefined)) {
    faults.push(
      'HOST: 利用者の認証（OIDC_ISSUER などの OIDC の設定）と PUBLIC_URL がないと、このパソコンの中（127.0.0.1）でしか待ち受けできません [HOST_NEEDS_SIGN_IN]',
    );
  }
  if (given.PUBLIC_URL !== undefined && !oidc) {
    faults.push(
      'PUBLIC_URL: ほかのパソコンから使うには、利用者の認証（OIDC_ISSUER などの OIDC の設定）が要ります [PUBLIC_URL_NEEDS_SIGN_IN]',
    );
  }
  const missing = oidc ? [...OIDC, 'SESSION_SECRET'].filter((name) => given[name] === undefined) : [];
  return [
    ...faults,
    ...missing.map((name) => `${name}: OIDC でサインインするには、この変数も要ります [ENV_MISSING]`),
  ];
}

/** Demo where no OIDC variable is set. @param variables found without {@link faultsTogether} */
export function signInFrom(variables: z.output<z.ZodObject<typeof signInVariables>>): SignInSettings {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_EMAIL_CLAIM, SESSION_SECRET } = variables;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !SESSION_SECRET)
    return { kind: 'demo', secret: SESSION_SECRET ?? null };
  return {
    kind: 'oidc',
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    emailClaim: OIDC_EMAIL_CLAIM,
    secret: SESSION_SECRET,
  };
}

function isHttpsOrigin(value: string): boolean {
  const url = parsed(value);
  return url?.protocol === 'https:' && (value === url.origin || value === `${url.origin}/`);
}

/** Plain http only on this machine, where a provider is tried out. */
function isIssuer(value: string): boolean {
  const url = parsed(value);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

/**
 * Microsoft's shared endpoints issue tokens for every organisation's users, whose e-mail addresses their own
 * administrators choose.
 */
function isOneOrganisation(value: string): boolean {
  return !/\/(common|organizations|consumers)(\/|$)/i.test(parsed(value)?.pathname ?? '');
}

function parsed(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}
