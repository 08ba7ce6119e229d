import type { Input, MOST_CARDS } from '../../bot/channel.ts';
import type { CardMessage, CopyOf, Message } from '../../bot/messages/model.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';

/** What the page and the server say to each other. Both sides import it, so neither can drift. */

/** `POST /api/messages`: one thing a person did. `id` is new for each, and the same again when it is sent again. */
export interface Sent {
  readonly conversation: string;
  readonly id: string;
  readonly input: Input;
  /** As whom the page believes to act, null for nobody: refused where it is no longer so. A program may leave it out. */
  readonly as?: string | null;
}

/** The answer to {@link Sent}, and the same answer to the same `id` sent again. */
export interface Reply {
  readonly messages: readonly Message[];
  /** What was typed holds a secret: the page shows and keeps it no longer. */
  readonly hide?: true;
}

/** `GET /api/welcome`: what a new conversation starts with. */
export interface Welcome {
  readonly policyName: string;
  readonly messages: readonly Message[];
}

/** Who looks at a page. The chat finds it in its HTML, in `data-viewer`. */
export interface Viewer {
  readonly person: {
    readonly id: string;
    /** 「防災課長 氏名 甲」 */
    readonly label: string;
  } | null;
  /** Whether anybody may pick any person: shown on every page. */
  readonly demo: boolean;
  /** Goes into the form that signs out; null where nobody is signed in. */
  readonly token: string | null;
}

/** `GET /api/news`: how many things the person was told since they last looked. */
export interface News {
  readonly count: number;
}

/** `POST /api/cards`: copies that a page shows, to be had as they stand now. `as` as in {@link Sent}. */
export interface Wanted {
  readonly cards: readonly CopyOf[];
  readonly as?: string | null;
}

/** So many are asked for at once. The page takes nothing but types from the conversation; this one holds the number. */
export const CARDS_AT_ONCE: typeof MOST_CARDS = 50;

/** The answer to {@link Wanted}, in the same order: null for what the person may not see, or not any more. */
export interface Cards {
  readonly cards: readonly (CardMessage | null)[];
}

/** The name of the event on `GET /api/live` that says that there is something new, or that cards may have changed, for whoever is signed in. */
export const NEWS_EVENT = 'news';

/** Why a request was refused: a short code for programs and a Japanese sentence for the person. */
export interface Problem {
  readonly error: { readonly code: string; readonly message: string; readonly ring?: readonly string[] };
}

/** The name of the events on `GET /api/live`, sent at once and then every {@link HEARTBEAT_MS}. */
export const HEARTBEAT_EVENT = 'heartbeat';

/** Short enough that a dead connection is noticed within a minute, long enough to cost nothing. */
export const HEARTBEAT_MS = 15_000;

/**
 * The address of a clause's page. Ids hold characters that mean something in addresses: `2.7.1.vii#6`, `2.3.1#*1`.
 */
export function clauseHref(id: string): string {
  return `/clauses/${encodeURIComponent(id)}`;
}

/** The address of the list of decisions, with their diagrams and sheets. */
export const FLOWS = '/flows';

/** The address of the list of cases. */
export const CASES = '/cases';

/** The address of a decision's printable page: the flow, and its facts as JSON. */
export function outcomeHref(flow: string, facts: Facts): string {
  return `/outcomes/${encodeURIComponent(flow)}?facts=${encodeURIComponent(JSON.stringify(facts))}`;
}
