import type { Readable } from 'node:stream';
import { createTransport, type NodemailerError } from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import { type Deliverer, DeliveryUnavailable } from '../../bot/delivery.ts';
import type { MailServer, MailSettings } from '../../bot/environment/mail.ts';
import { compose } from './compose.ts';
import { noAnswerCode, outcomeOf } from './outcome.ts';

export interface MailDelivererOptions {
  readonly settings: MailSettings;
  /** Stands in front of every link: `https://desk.city.example.jp`. */
  readonly publicUrl: string;
  /** Another certificate authority than the machine's own. */
  readonly ca?: string;
  /** How long one attempt may take in all, and each silence within it. */
  readonly patience?: { readonly totalMs: number; readonly silenceMs: number };
}

/** A city's notices are few: more connections than this only look like a flood. */
const MOST_CONNECTIONS = 2;
/** An idle connection is closed by us soon, not by the server at the moment of the next mail. */
const IDLE_MS = 15_000;
/** Servers scan what they take before they say yes; shorter than the time that the outbox lends a notice. */
const PATIENCE = { totalMs: 60_000, silenceMs: 30_000 };

/** Mail to people whom no other channel reaches: plain text, a number, what is asked, a link. */
export function createMailDeliverer({
  settings: { server, from },
  publicUrl,
  ca,
  patience = PATIENCE,
}: MailDelivererOptions): Deliverer {
  const pool = new SMTPPool({ ...connection(server, patience.silenceMs), ...(ca && { tls: tls(ca) }) });
  const transport = createTransport(pool);
  /** The text of each mail under way, by its Message-ID: whoever reads from it is about to send it. */
  const texts = new Map<string, Readable>();
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((text: Readable) => {
      texts.set(mail.message.messageId(), text);
      return text;
    });
    done();
  });

  return {
    channel: 'mail',
    async deliver(notice) {
      const mail = compose(notice, from, publicUrl);
      if (typeof mail === 'string')
        return { type: 'failed', code: mail, retryAfterMs: null, permanent: true };
      const id = String(mail.messageId);
      try {
        const { response } = await transport.sendMail({
          ...mail,
          signal: AbortSignal.timeout(patience.totalMs),
        });
        return { type: 'delivered', receipt: receiptOf(response) };
      } catch (error) {
        return outcomeOf(asMailError(error), texts.get(id)?.readableDidRead === true);
      } finally {
        texts.delete(id);
      }
    },
    async check() {
      const verified = transport.verify();
      verified.catch(() => undefined);
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject({ code: 'ETIMEDOUT' }), patience.totalMs).unref();
      });
      try {
        await Promise.race([verified, late]);
      } catch (error) {
        throw new DeliveryUnavailable(noAnswerCode(asMailError(error)));
      }
    },
    async close() {
      pool.close({ force: true });
    },
  };
}

function connection(server: MailServer, silenceMs: number) {
  return {
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'plain',
    ...(server.signIn && {
      auth: { user: server.signIn.user, pass: server.signIn.password.reveal() },
      // A server that does not ask for it is not the one that was meant.
      forceAuth: true,
    }),
    tls: tls(),
    maxConnections: MOST_CONNECTIONS,
    // One attempt is one attempt: sending again is decided where its outcome is on record.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: Math.min(10_000, silenceMs),
    greetingTimeout: Math.min(15_000, silenceMs),
    dnsTimeout: Math.min(10_000, silenceMs),
    socketTimeout: silenceMs,
    socketCloseTimeout: 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not unsay it. */
function tls(ca?: string) {
  return { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) } as const;
}

/** The server's own number for what it took, by which its administrator finds it; no address, no second line. */
function receiptOf(response: string): string {
  return response
    .replace(/\S+@\S+/g, '…')
    .replace(/[^\x20-\x7e…]+/g, ' ')
    .slice(0, 200);
}

function asMailError(error: unknown): NodemailerError {
  return error instanceof Error ? error : Object.assign(new Error('no error'), error);
}
