import type { Pack } from '../../../knowledge/pack.ts';
import { findCitations } from '../../../knowledge/policy/citation.ts';
import type { Clause, ClauseId } from '../../../knowledge/policy/clause.ts';
import { type Definition, definitionsIn } from '../../../knowledge/policy/definitions.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';

/** What a question names outright: a clause by its number, a defined term, a heading. No search is needed for these. */
export class NamedClauses {
  readonly #policy: Pack['policy'];
  readonly #terms: readonly (Definition & { readonly normalised: string })[];

  constructor(policy: Pack['policy']) {
    this.#policy = policy;
    this.#terms = definitionsIn(policy.all)
      .map((definition) => ({ ...definition, normalised: compact(definition.term) }))
      .sort((a, b) => b.normalised.length - a.normalised.length);
  }

  /** Clauses named by number: 「第2章（7）①（ⅶ）の6番目」. */
  byNumber(question: string): ClauseId[] {
    return [...new Set(findCitations(question, this.#policy).map((found) => found.id))];
  }

  /** The definitions of the terms that stand in a text, longest terms first read: モバイル端末 is not also 端末. */
  definitions(text: string): Definition[] {
    let rest = compact(text);
    const found: (Definition & { readonly at: number })[] = [];
    for (const { term, clause, normalised } of this.#terms) {
      const at = rest.indexOf(normalised);
      if (at < 0) continue;
      found.push({ term, clause, at });
      rest = rest.replaceAll(normalised, '\n'.repeat(normalised.length));
    }
    return found.sort((a, b) => a.at - b.at).map(({ term, clause }) => ({ term, clause }));
  }

  /**
   * The heading that a listing question means: the titled clause under which most of what was found lies, more so
   * where its title holds the question's own words. Null where nothing stands out.
   */
  heading(evidence: Evidence): Clause | null {
    const votes = new Map<string, number>();
    for (const { id, score } of evidence.ranking.slice(0, 12)) {
      const heading = [...this.#policy.ancestors(id)].reverse().find((above) => this.#isHeading(above));
      if (heading !== undefined) votes.set(heading.id, (votes.get(heading.id) ?? 0) + score);
    }
    let best: Clause | null = null;
    let most = 0;
    let all = 0;
    for (const [id, score] of votes) {
      all += score;
      if (score > most) {
        most = score;
        best = this.#policy.get(id) ?? null;
      }
    }
    return most > all * SHARE_THAT_STANDS_OUT ? best : null;
  }

  #isHeading(clause: Clause): boolean {
    return clause.title !== '' && clause.level !== 'chapter' && this.#policy.children(clause.id).length > 0;
  }
}

const SHARE_THAT_STANDS_OUT = 0.4;

/** Normalised and without blanks: the text prints 「ID カード」, people type 「IDカード」. */
function compact(text: string): string {
  return normaliseText(text).replace(/\s/gu, '');
}
