import { type Analyser, termsOf } from './analyse.ts';
import type { FieldWeight } from './bm25f.ts';
import { SearchIndex } from './search-index.ts';

const FIELDS: ReadonlyMap<string, FieldWeight> = new Map([
  ['title', { weight: 2, lengthPenalty: 0.5 }],
  ['body', { weight: 1, lengthPenalty: 0.5 }],
]);

/** Any collection of titled texts under the analyser and ranking that the policy has, for public retrieval benchmarks. */
export class CorpusSearch {
  readonly #index: SearchIndex;
  readonly #analyser: Analyser;

  constructor(
    documents: readonly { readonly id: string; readonly title: string; readonly body: string }[],
    analyser: Analyser,
  ) {
    this.#analyser = analyser;
    const field = (text: string) => {
      const { tokens, normalised } = analyser.analyse(text);
      return { terms: termsOf(tokens), text: normalised.text };
    };
    this.#index = new SearchIndex(
      documents.map(({ id, title, body }) => ({ id, fields: { title: field(title), body: field(body) } })),
      FIELDS,
    );
  }

  /** Ids of the best documents, best first. */
  search(question: string, limit: number): string[] {
    const { tokens, normalised } = this.#analyser.analyse(question);
    const terms = new Map(termsOf(tokens).map((term): [string, number] => [term, 1]));
    return this.#index.search({ terms, text: normalised.text }, limit).map((hit) => hit.id);
  }
}
