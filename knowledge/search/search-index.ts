import { gramsOf } from './analyse.ts';
import { Bm25f, type FieldTerms, type FieldWeight } from './bm25f.ts';
import { Candidates } from './candidates.ts';
import { topOf } from './top-of.ts';

/** A text of a document, analysed: content morphemes with compounds, and the normalised text for its grams. */
export interface AnalysedField {
  readonly terms: readonly string[];
  readonly text: string;
}

export interface AnalysedDocument {
  readonly id: string;
  readonly fields: Readonly<Record<string, AnalysedField>>;
}

/** What is looked for: terms with their weights (1 for what the person typed), and the normalised text for its grams. */
export interface Query {
  readonly terms: ReadonlyMap<string, number>;
  readonly text: string;
}

export interface Hit {
  readonly id: string;
  /** Sum of BM25F scores over morphemes and over character grams; only comparable within one question. */
  readonly score: number;
}

/** How many documents flexsearch hands to the ranking. JSQuAD: 400 of 2,304 lose nothing that the ranking would put first. */
const CANDIDATES = 400;
const K1 = 0.5;
const ENOUGH_WORDS = 3;
/** Among fewer documents even a common character tells something. */
const ENOUGH_DOCUMENTS = 50;

/**
 * Documents that can be searched. flexsearch finds the candidates; the order is ours: BM25F over morphemes plus BM25F
 * over single characters and character pairs, raw scores added. Grams carry what the dictionary splits otherwise in
 * question and clause, and words that it does not know.
 */
export class SearchIndex {
  readonly #ids: readonly string[];
  readonly #words: Bm25f;
  readonly #grams: Bm25f;
  readonly #candidates: Candidates;

  constructor(documents: readonly AnalysedDocument[], fields: ReadonlyMap<string, FieldWeight>) {
    this.#ids = documents.map((document) => document.id);
    const names = [...fields.keys()];
    const words = documents.map((document) => fieldTerms(document, names, (field) => field.terms));
    const grams = documents.map((document) => fieldTerms(document, names, (field) => gramsOf(field.text)));
    this.#words = new Bm25f(words, { k1: K1, fields });
    const dropCommon = documents.length >= ENOUGH_DOCUMENTS;
    this.#grams = new Bm25f(grams, { k1: K1, fields, dropCommon });
    this.#candidates = new Candidates(words.map((own) => [...own.values()].flat()));
  }

  /** How rare a term is in these documents; 0 where none has it. */
  rarity(term: string): number {
    return this.#words.idf(term);
  }

  /** The best documents for a question, best first; documents that share nothing with it are not among them. */
  search(query: Query, limit: number): Hit[] {
    const grams = gramsOf(query.text);
    const terms = [...query.terms.keys()];
    const candidates =
      terms.length >= ENOUGH_WORDS
        ? this.#candidates.find(terms, CANDIDATES)
        : this.#sharing(terms, grams.filter(isPair));
    const scores = new Float64Array(this.#ids.length);
    for (const [term, weight] of query.terms) this.#words.add(term, weight, scores);
    for (const gram of grams) this.#grams.add(gram, 1, scores);
    const ofCandidates = new Float64Array(scores.length);
    for (const number of candidates) ofCandidates[number] = scores[number] ?? 0;
    return topOf(ofCandidates, limit).map((number) => ({
      id: this.#ids[number] ?? '',
      score: scores[number] ?? 0,
    }));
  }

  /** Where the dictionary knew few words: every document that has one of them, or a pair of the question's letters. */
  #sharing(terms: readonly string[], pairs: readonly string[]): number[] {
    const found = new Float64Array(this.#ids.length);
    for (const term of terms) this.#words.add(term, 1, found);
    for (const pair of pairs) this.#grams.add(pair, 1, found);
    return [...found.keys()].filter((number) => (found[number] ?? 0) > 0);
  }
}

/** A single character, or a pair of hiragana, is shared by nearly every document and would find them all. */
function isPair(gram: string): boolean {
  return gram.length > 1 && !/^\p{Script=Hiragana}+$/u.test(gram);
}

function fieldTerms(
  document: AnalysedDocument,
  names: readonly string[],
  pick: (field: AnalysedField) => readonly string[],
): FieldTerms {
  const terms = new Map<string, readonly string[]>();
  for (const name of names) {
    const field = document.fields[name];
    if (field !== undefined) terms.set(name, pick(field));
  }
  return terms;
}
