import type { CardMessage, CopyOf } from '../../../bot/messages/model.ts';
import type { Conversation, Turn } from './turn.ts';

/** Copies as they stand now, by {@link keyOf}; null for one that may not be seen any more. */
export type Copies = ReadonlyMap<string, CardMessage | null>;

/** The same for the same copy. */
export function keyOf({ number, view, round }: CopyOf): string {
  return `${number} ${view} ${round ?? ''}`;
}

/** What a conversation shows copies of, each once. */
export function copiesIn({ turns }: Conversation): readonly CopyOf[] {
  const copies = turns
    .flatMap(({ delivery }) => (delivery.state === 'answered' ? delivery.messages : []))
    .flatMap((message) => (message.type === 'card' && message.of !== undefined ? [message.of] : []));
  return [...new Map(copies.map((of) => [keyOf(of), of])).values()];
}

/**
 * The conversation with its copies as they stand now, each in its place; the same conversation where none has changed.
 * @param before as it was when they were asked for: what was answered since is newer than they are.
 */
export function withCopies(
  conversation: Conversation,
  copies: Copies,
  before: readonly Turn[],
): Conversation {
  const old = new Set(before.flatMap(({ id, delivery }) => (delivery.state === 'answered' ? [id] : [])));
  const turns = conversation.turns.map((turn) => (old.has(turn.id) ? withFresh(turn, copies) : turn));
  const isSame = turns.every((turn, place) => turn === conversation.turns[place]);
  return isSame ? conversation : { ...conversation, turns };
}

function withFresh(turn: Turn, copies: Copies): Turn {
  const { delivery } = turn;
  if (delivery.state !== 'answered') return turn;
  const messages = delivery.messages.map((message) =>
    message.type === 'card' && message.of !== undefined
      ? fresh(message, copies.get(keyOf(message.of)))
      : message,
  );
  const isSame = messages.every((message, place) => message === delivery.messages[place]);
  return isSame ? turn : { ...turn, delivery: { ...delivery, messages } };
}

function fresh(card: CardMessage, now: CardMessage | null | undefined): CardMessage {
  if (now === undefined) return card;
  // What was read is not taken back; there is nothing more to be done with it.
  const next = now ?? { ...card, choices: [] };
  return JSON.stringify(next) === JSON.stringify(card) ? card : next;
}
