import { z } from 'zod';
import { Secret } from '../secret.ts';

/** The mail server that takes over what is sent. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /**
   * - `tls`: encrypted from the first byte (`smtps://`);
   * - `starttls`: encrypted before anything is said, or not used at all (`smtp://`);
   * - `plain`: on this machine only, where nobody stands between.
   */
  readonly security: 'tls' | 'starttls' | 'plain';
  readonly signIn: { readonly user: string; readonly password: Secret } | null;
}

export interface MailSettings {
  readonly server: MailServer;
  readonly from: MailSender;
}

export interface MailSender {
  readonly address: string;
  /** Empty where only the address was given. */
  readonly name: string;
}

/** Names that reach only this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** RFC 8314 §3.3 for submission over TLS, RFC 6409 §3.1 for submission, RFC 5321 §4.5.4.2 for the server on this machine. */
const PORTS = { tls: 465, starttls: 587, plain: 25 } as const;

const SERVER_REMEDY =
  'smtp://利用者:パスワード@mail.city.example.jp:587 か smtps://… の形で書いてください。利用者とパスワードの記号は %40（@）のように書きます';
const FROM_REMEDY = 'desk@city.example.jp か「セキュリティ窓口 <desk@city.example.jp>」の形で書いてください';

export const mailVariables = {
  // The value holds a password: no message may repeat it.
  SMTP_URL: z
    .string()
    .transform((value, context) => {
      const server = readServer(value);
      if (server === null) context.addIssue({ code: 'custom', message: SERVER_REMEDY });
      return server ?? z.NEVER;
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .transform((value, context) => {
      const sender = readSender(value);
      if (sender === null) context.addIssue({ code: 'custom', message: FROM_REMEDY });
      return sender ?? z.NEVER;
    })
    .optional(),
};

/** What is wrong with the variables together, whatever each says. */
export function mailFaults(given: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(mailVariables);
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === names.length) return [];
  return missing.map(
    (name) => `${name}: メールを送るには、SMTP_URL と MAIL_FROM の両方が要ります [ENV_MISSING]`,
  );
}

/** No mail where neither is set. @param variables found without {@link mailFaults} */
export function mailFrom(variables: {
  readonly SMTP_URL?: MailServer | undefined;
  readonly MAIL_FROM?: MailSender | undefined;
}): MailSettings | null {
  const { SMTP_URL: server, MAIL_FROM: from } = variables;
  return server === undefined || from === undefined ? null : { server, from };
}

/** Nothing of it can weaken the encryption: what stands after the port (`?tls=…`) is refused. */
function readServer(value: string): MailServer | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  if (!/^smtps?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') return null;
  if (url.pathname !== '' && url.pathname !== '/') return null;
  const host = url.hostname.replace(/^\[(.+)\]$/, '$1').toLowerCase();
  if (!/^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$|^[0-9a-f:.]*:[0-9a-f:.]*$/.test(host)) return null;
  const signIn = readSignIn(url);
  if (signIn === undefined || url.port === '0') return null;
  const security = url.protocol === 'smtps:' ? 'tls' : LOOPBACK.test(host) ? 'plain' : 'starttls';
  return { host, port: url.port === '' ? PORTS[security] : Number(url.port), security, signIn };
}

/** Null where there is none, undefined where it is malformed. */
function readSignIn(url: URL): MailServer['signIn'] | undefined {
  if (url.username === '' && url.password === '') return null;
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    if (user === '' || password === '' || /\p{Cc}/u.test(user + password)) return undefined;
    return { user, password: new Secret(password) };
  } catch {
    return undefined;
  }
}

function readSender(value: string): MailSender | null {
  const match = /^(?:(?<name>[^<>"\p{C}]*[^<>"\p{C}\s]) *<(?<named>[^<>]+)>|(?<bare>\S+))$/u.exec(
    value.trim(),
  );
  const address = match?.groups?.named ?? match?.groups?.bare ?? '';
  return isMailAddress(address) ? { address, name: match?.groups?.name ?? '' } : null;
}

/** RFC 5321 without quoted local parts: `taro.sendai@city.example.jp`. Lengths after §4.5.3.1. */
export function isMailAddress(value: string): boolean {
  const [local = '', domain = '', ...more] = value.split('@');
  if (more.length > 0 || local.length > 64 || domain.length > 253 || value.length > 254) return false;
  const atom = "[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+";
  const label = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
  return (
    new RegExp(`^${atom}(?:\\.${atom})*$`).test(local) &&
    new RegExp(`^${label}(?:\\.${label})+$`).test(domain)
  );
}
