import type { Evidence, PolicySearch } from '../../knowledge/search/policy-search.ts';
import type { Message } from '../messages/model.ts';
import { continued, pointsBack } from './follow-up.ts';
import type { Replier } from './reply.ts';
import { type Topic, Topics } from './topics.ts';
import type { Understander } from './understand/understand.ts';
import type { Understanding } from './understand/understanding.ts';

/** What a message means. */
export interface Understood {
  readonly parts: readonly Understanding[];
  /** What is said before the answer: whose continuation it is. */
  readonly before: readonly Message[];
  /** Remembers the topic, for the next message. */
  readonly keep: () => void;
}

/** Keeps each conversation on its topic: a follow-up is understood with what was asked before it. */
export class Dialogue {
  readonly #understander: Understander;
  readonly #replier: Replier;
  readonly #search: PolicySearch;
  readonly #topics = new Topics();

  constructor(understander: Understander, replier: Replier, search: PolicySearch) {
    this.#understander = understander;
    this.#replier = replier;
    this.#search = search;
  }

  /**
   * Understands a message, alone or with what was asked before it. Nothing is remembered until `keep` is called.
   * @param fresh the message stands for itself, even where it would be taken for a follow-up.
   */
  read(conversation: string, message: string, at: Date, fresh: boolean): Understood {
    const topic = fresh ? null : this.#topics.current(conversation, at);
    const parts = this.#understander.understandParts(message);
    const alone = parts.length === 1 ? parts[0] : undefined;
    const isTitle = this.#understander.titled(message) !== null;
    if (topic !== null && alone !== undefined && 'evidence' in alone && !isTitle && pointsBack(message)) {
      return this.#followUp(conversation, topic, message, alone, at);
    }
    const about = parts.findLast((part) => 'evidence' in part);
    return {
      parts,
      before: [],
      keep: () => {
        if (about !== undefined && 'evidence' in about) {
          this.#topics.set(conversation, { said: [message], evidence: about.evidence }, at);
        } else if (parts.some((part) => part.kind === 'command')) {
          this.#topics.end(conversation);
        }
      },
    };
  }

  /** The guided decision that a message calls by its title; null where it calls none. */
  titled(message: string): string | null {
    const titled = this.#understander.titled(message);
    return titled?.kind === 'flow' ? titled.id : null;
  }

  #followUp(
    conversation: string,
    topic: Topic,
    message: string,
    alone: Understanding & { readonly evidence: Evidence },
    at: Date,
  ): Understood {
    const together = this.#understander.understand(continued(topic.evidence, this.#search.ask(message)));
    if (!('evidence' in together)) return { parts: [alone], before: [], keep: () => undefined };
    const keep = () =>
      this.#topics.set(conversation, { said: [...topic.said, message], evidence: together.evidence }, at);
    // 「課長が休みのときは？」 is a question of its own that merely looks left open: the pack knows it better alone.
    if (likest(alone.evidence) > likest(together.evidence)) return { parts: [alone], before: [], keep };
    return { parts: [together], before: [this.#replier.continuation(topic.said, message)], keep };
  }
}

function likest(evidence: Evidence): number {
  return evidence.neighbours[0]?.likeness ?? 0;
}
