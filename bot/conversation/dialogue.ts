import type { Evidence, PolicySearch } from '../../knowledge/search/policy-search.ts';
import type { Message } from '../messages/model.ts';
import { continued, pointsBack } from './follow-up.ts';
import type { Replier } from './reply.ts';
import { type Topic, Topics } from './topics.ts';
import type { Understander } from './understand/understand.ts';
import type { Understanding } from './understand/understanding.ts';

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

  /** @param fresh the message stands for itself, even where it would be taken for a follow-up. */
  say(conversation: string, message: string, at: Date, fresh: boolean): Message[] {
    const topic = fresh ? null : this.#topics.current(conversation, at);
    const parts = this.#understander.understandParts(message);
    const alone = parts.length === 1 ? parts[0] : undefined;
    if (topic !== null && alone !== undefined && 'evidence' in alone && pointsBack(message)) {
      return this.#followUp(conversation, topic, message, alone, at);
    }
    const about = parts.findLast((part) => 'evidence' in part);
    if (about !== undefined && 'evidence' in about) {
      this.#topics.set(conversation, { said: [message], evidence: about.evidence }, at);
    } else if (parts.some((part) => part.kind === 'command')) {
      this.#topics.end(conversation);
    }
    return this.#replier.replyAll(parts);
  }

  #followUp(
    conversation: string,
    topic: Topic,
    message: string,
    alone: Understanding & { readonly evidence: Evidence },
    at: Date,
  ): Message[] {
    const together = this.#understander.understand(continued(topic.evidence, this.#search.ask(message)));
    if (!('evidence' in together)) return this.#replier.reply(alone);
    this.#topics.set(conversation, { said: [...topic.said, message], evidence: together.evidence }, at);
    // 「課長が休みのときは？」 is a question of its own that merely looks left open: the pack knows it better alone.
    if (likest(alone.evidence) > likest(together.evidence)) return this.#replier.reply(alone);
    return [this.#replier.continuation(topic.said, message), ...this.#replier.reply(together)];
  }
}

function likest(evidence: Evidence): number {
  return evidence.neighbours[0]?.likeness ?? 0;
}
