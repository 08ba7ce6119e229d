import type { CardMessage, CopyOf, Message } from '../../../bot/messages/model.ts';
import type { Cards, News, Problem, Reply, Sent, Viewer, Wanted, Welcome } from '../wire.ts';

/** What became of a message that was sent. */
export type Outcome =
  | { readonly type: 'answered'; readonly messages: readonly Message[]; readonly hide: boolean }
  | {
      readonly type: 'refused';
      readonly problem: string;
      readonly again: boolean;
      readonly signIn: boolean;
      /** Whom to ring meanwhile. */
      readonly ring?: readonly string[];
    }
  /** No answer: it may have arrived or not. */
  | { readonly type: 'unknown' };

/** The server as the chat sees it. */
export interface Server {
  post(sent: Omit<Sent, 'as'>): Promise<Outcome>;
  /** null where the server does not answer. */
  welcome(): Promise<Welcome | null>;
  /** How many things the person was told since they last looked; null where the server does not answer. */
  news(): Promise<number | null>;
  /** These copies as they stand now, each null where the person may not see it; null where the server does not say. */
  cards(wanted: readonly CopyOf[]): Promise<readonly (CardMessage | null)[] | null>;
}

/** Longer than any answer takes, even to a hundred thousand characters on a busy machine. */
const PATIENCE_MS = 60_000;

/** What signing in again sets right. */
const FOR_SIGN_IN = ['SIGN_IN_NEEDED', 'PERSON_CHANGED'];

/** The server that this page came from, told as whom the page acts. */
export const serverFor = (viewer: Viewer): Server => ({
  async post(sent) {
    try {
      const response = await postJson('/api/messages', {
        ...sent,
        as: viewer.person?.id ?? null,
      } satisfies Sent);
      const body: Reply | Problem = await response.json();
      if ('messages' in body) return { type: 'answered', messages: body.messages, hide: body.hide === true };
      const { code, message, ring = [] } = body.error;
      const signIn = FOR_SIGN_IN.includes(code);
      const again = signIn || code === 'INTERNAL' || code === 'NOT_RECORDED';
      return { type: 'refused', problem: message, again, signIn, ring };
    } catch {
      // Also where something in between answers in our place: what it sends is not JSON, or has another shape.
      return { type: 'unknown' };
    }
  },
  async news() {
    // Nobody is told of anything before they have signed in.
    if (viewer.person === null) return 0;
    const news = await lookUp<News>('/api/news');
    return news?.count ?? null;
  },
  async cards(cards) {
    // Nobody has a card of anything before they have signed in.
    if (viewer.person === null) return null;
    try {
      const response = await postJson('/api/cards', { cards, as: viewer.person.id } satisfies Wanted);
      if (!response.ok) return null;
      const body: Cards = await response.json();
      return body.cards;
    } catch {
      return null;
    }
  },
  welcome: () => lookUp<Welcome>('/api/welcome'),
});

function postJson(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** What our own server answers to a look; null where it does not. */
async function lookUp<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
