import type { NodemailerError } from 'nodemailer';
import type { Delivered } from '../../bot/delivery.ts';

/** Why a mail server could not be reached or would not talk to us. */
export type NoAnswerCode =
  | 'SMTP_NO_ANSWER'
  | 'SMTP_TIMED_OUT'
  | 'SMTP_CONNECTION_LOST'
  | 'SMTP_TLS_FAILED'
  | 'SMTP_SIGN_IN_REFUSED';

/** Longest wait that a server's own words may ask for; beyond it the worker's own pace is better. */
const LONGEST_HINT_MS = 60 * 60_000;

/**
 * What a failed attempt means for its notice.
 * @param contentSent whether any of the mail's text had gone out: a server that falls silent after that may have it.
 */
export function outcomeOf(error: NodemailerError, contentSent: boolean): Delivered {
  const code = noAnswerCode(error);
  if (code === 'SMTP_TLS_FAILED' || code === 'SMTP_SIGN_IN_REFUSED') return later(code);
  const status = error.responseCode;
  if (status === undefined || status < 400 || status > 599) {
    return contentSent ? { type: 'uncertain', code } : later(code);
  }
  return {
    type: 'failed',
    code: `SMTP_${status}`,
    retryAfterMs: status < 500 ? askedToWait(error.response ?? '') : null,
    permanent: status >= 500 && refusesThisMail(error),
  };
}

function later(code: string): Delivered {
  return { type: 'failed', code, retryAfterMs: null, permanent: false };
}

/**
 * Whether another notice may fare better. A refusal of the connection or the sender speaks of our settings, and one
 * in wrong order (503) of the session: when that is mended, the same mail goes through.
 */
function refusesThisMail({ command, responseCode }: NodemailerError): boolean {
  return (command === 'RCPT TO' || command === 'DATA') && responseCode !== 503 && responseCode !== 530;
}

/** What stood in the way where no reply to this mail tells it. */
export function noAnswerCode(error: NodemailerError): NoAnswerCode {
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') return 'SMTP_SIGN_IN_REFUSED';
  const known = `${error.code ?? ''} ${error.originalCode ?? ''} ${error.cause instanceof Error ? error.cause.message : ''}`;
  if (/ETLS|CERT|SELF_SIGNED|ALTNAME|SSL|TLS/.test(known)) return 'SMTP_TLS_FAILED';
  if (error.code === 'ETIMEDOUT' || error.code === 'EABORT') return 'SMTP_TIMED_OUT';
  if (/ECONNREFUSED|ENOTFOUND|EDNS|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(known)) return 'SMTP_NO_ANSWER';
  return 'SMTP_CONNECTION_LOST';
}

/** 「450 4.2.0 Greylisted, see … try again in 300 seconds」→ 300,000. Null where it names no time. */
function askedToWait(reply: string): number | null {
  const match = /\b(\d{1,5})\s*(s|secs?|seconds?|m|mins?|minutes?)\b/i.exec(reply);
  if (match === null) return null;
  const ms = Number(match[1]) * (match[2]?.toLowerCase().startsWith('m') ? 60_000 : 1_000);
  return ms > 0 && ms <= LONGEST_HINT_MS ? ms : null;
}
