import type { Input } from '../../../bot/channel.ts';
import type { Message } from '../../../bot/messages/model.ts';

/** One thing that the person said, and what came of it. */
export interface Turn {
  /** The message's own id: the server answers the same id once, however often it arrives. */
  readonly id: string;
  /** What the transcript shows for it: the typed text, or the label of the button. */
  readonly shown: string;
  readonly input: Input;
  readonly delivery: Delivery;
}

export type Delivery =
  /** Not known to have arrived: still to be sent, or sent with unknown outcome and to be sent again. */
  | { readonly state: 'unsent' }
  | { readonly state: 'sending' }
  | { readonly state: 'answered'; readonly messages: readonly Message[] }
  /** Arrived and turned down. `again`: whether sending the same once more may help; `signIn`: after signing in. */
  | {
      readonly state: 'refused';
      readonly problem: string;
      readonly again: boolean;
      readonly signIn?: boolean;
      /** Whom to ring meanwhile. */
      readonly ring?: readonly string[];
    };

/** A conversation as it is kept across a reload. */
export interface Conversation {
  readonly id: string;
  readonly turns: readonly Turn[];
}

/** More than a day's questions; older ones leave the transcript. */
export const TURNS_KEPT = 200;

/** Whether a turn still waits for its answer. */
export function isPending({ delivery }: Turn): boolean {
  return delivery.state === 'unsent' || delivery.state === 'sending';
}

/** The conversation with one more turn, the oldest given up where there are too many. */
export function withTurn({ id, turns }: Conversation, turn: Turn): Conversation {
  return { id, turns: [...turns, turn].slice(-TURNS_KEPT) };
}

/** The conversation with one turn's delivery changed. */
export function withDelivery({ id, turns }: Conversation, turnId: string, delivery: Delivery): Conversation {
  return { id, turns: turns.map((turn) => (turn.id === turnId ? { ...turn, delivery } : turn)) };
}

/** What stands where a secret stood. */
const HIDDEN = '（伏せました）';

/** The conversation without what was typed in one turn: it is not kept either, so that a reload does not bring it back. */
export function withoutWords({ id, turns }: Conversation, turnId: string): Conversation {
  const input = { type: 'text', text: HIDDEN } as const;
  return { id, turns: turns.map((turn) => (turn.id === turnId ? { ...turn, shown: HIDDEN, input } : turn)) };
}
