import type { Pack } from '../../knowledge/pack.ts';
import type { Clause, ClauseId } from '../../knowledge/policy/clause.ts';
import { type Analyser, isContent } from '../../knowledge/search/analyse.ts';
import type { QuoteMessage } from './model.ts';

/** Shorter words stand inside others by chance. */
const LONG_ENOUGH_TO_SPELL = 3;

/** Quotes clauses word for word. The only maker of quotes: what it quotes exists, and is quoted whole. */
export class Quoter {
  readonly #policy: Pack['policy'];
  readonly #analyser: Analyser;

  constructor(policy: Pack['policy'], analyser: Analyser) {
    this.#policy = policy;
    this.#analyser = analyser;
  }

  /**
   * @param words dictionary forms to be marked; none for a clause that was asked for by number.
   * @throws Error where the clause does not exist: ids come from the policy, never from a person.
   */
  quote(
    id: ClauseId,
    words: ReadonlySet<string>,
    as: {
      readonly role: QuoteMessage['role'];
      readonly why?: string;
      readonly similar?: readonly ClauseId[];
    },
  ): QuoteMessage {
    const clause = this.#clause(id);
    // A heading has only its title to quote.
    const text = clause.body === '' ? clause.title : clause.body;
    return {
      type: 'quote',
      clause: id,
      citation: this.#policy.citation(id),
      path: this.#policy
        .ancestors(id)
        .map((ancestor) => ancestor.title)
        .filter((title) => title !== ''),
      title: clause.body === '' ? '' : clause.title,
      text,
      marks: this.#marks(text, words),
      role: as.role,
      why: as.why ?? '',
      similar: (as.similar ?? []).map((other) => ({
        clause: other,
        citation: this.#policy.citation(other),
        text: this.#clause(other).body,
      })),
    };
  }

  #clause(id: ClauseId): Clause {
    const clause = this.#policy.get(id);
    if (clause === undefined) throw new Error(`no clause ${id} to quote`);
    return clause;
  }

  /**
   * Places of the words in the original text, neighbours joined: 情報 + 管理 + 者 is marked as one. Longer words are also
   * looked for letter by letter: the dictionary cuts テレワーク端末 differently from sentence to sentence.
   */
  #marks(text: string, words: ReadonlySet<string>): [number, number][] {
    const { tokens, normalised } = this.#analyser.analyse(text);
    const marked = new Array<boolean>(normalised.text.length).fill(false);
    for (const token of tokens) {
      if (isContent(token) && words.has(token.base)) marked.fill(true, token.start, token.end);
    }
    for (const word of words) {
      if (word.length < LONG_ENOUGH_TO_SPELL) continue;
      for (let at = normalised.text.indexOf(word); at >= 0; at = normalised.text.indexOf(word, at + 1)) {
        marked.fill(true, at, at + word.length);
      }
    }
    const marks: [number, number][] = [];
    marked.forEach((is, at) => {
      if (!is) return;
      const start = normalised.origin[at] ?? 0;
      const end = normalised.origin[at + 1] ?? text.length;
      const last = marks.at(-1);
      if (last !== undefined && last[1] >= start) last[1] = Math.max(last[1], end);
      else if (end > start) marks.push([start, end]);
    });
    return marks;
  }
}
