import type { Message } from '../../../bot/messages/model.ts';
import type { Problem, Reply, Sent, Viewer, Welcome } from '../wire.ts';

/** What became of a message that was sent. */
export type Outcome =
  | { readonly type: 'answered'; readonly messages: readonly Message[]; readonly hide: boolean }
  | { readonly type: 'refused'; readonly problem: string; readonly again: boolean; readonly signIn: boolean }
  /** No answer: it may have arrived or not. */
  | { readonly type: 'unknown' };

/** The server as the chat sees it. */
export interface Server {
  post(sent: Omit<Sent, 'as'>): Promise<Outcome>;
  /** null where the server does not answer. */
  welcome(): Promise<Welcome | null>;
}

/** Longer than any answer takes, even to a hundred thousand characters on a busy machine. */
const PATIENCE_MS = 60_000;

/** What signing in again sets right. */
const FOR_SIGN_IN = ['SIGN_IN_NEEDED', 'PERSON_CHANGED'];

/** The server that this page came from, told as whom the page acts. */
export const serverFor = (viewer: Viewer): Server => ({
  async post(sent) {
    try {
      const response = await fetch('/api/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...sent, as: viewer.person?.id ?? null } satisfies Sent),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const body: Reply | Problem = await response.json();
      if ('messages' in body) return { type: 'answered', messages: body.messages, hide: body.hide === true };
      const { code, message } = body.error;
      const signIn = FOR_SIGN_IN.includes(code);
      const again = signIn || code === 'INTERNAL' || code === 'NOT_RECORDED';
      return { type: 'refused', problem: message, again, signIn };
    } catch {
      // Also where something in between answers in our place: what it sends is not JSON, or has another shape.
      return { type: 'unknown' };
    }
  },
  async welcome() {
    try {
      const response = await fetch('/api/welcome', { signal: AbortSignal.timeout(PATIENCE_MS) });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  },
});
