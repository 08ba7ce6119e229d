import { Index } from 'flexsearch';

/** A character that {@link normalise} removes from every text, so no term can hold it. */
const SEPARATOR = '\u0001';

/**
 * Which documents are worth ranking: those that share most terms with the question, found by flexsearch. It gives an
 * order but no score, and without `suggest` it wants every term of the question in one document, which a question in
 * staff's own words never has. The analysed terms go through its `encode` untouched, joined and split again.
 */
export class Candidates {
  readonly #index: Index;

  constructor(documents: readonly (readonly string[])[]) {
    this.#index = new Index({
      tokenize: 'strict',
      encode: (joined: string) => joined.split(SEPARATOR),
      // Positions do not matter here: one slot keeps the order by number of shared terms alone.
      resolution: 1,
    });
    documents.forEach((terms, number) => {
      if (terms.length > 0) this.#index.add(number, [...new Set(terms)].join(SEPARATOR));
    });
  }

  /** Numbers of the documents that share terms with the question, most terms first. */
  find(terms: readonly string[], limit: number): number[] {
    if (terms.length === 0) return [];
    return this.#index.search([...new Set(terms)].join(SEPARATOR), { limit, suggest: true }).map(Number);
  }
}
