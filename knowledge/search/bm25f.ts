/**
 * BM25 over several weighted fields (BM25F: Robertson, Zaragoza, Taylor 2004): the weighted term frequencies of all
 * fields are added first and saturated once, so that a word in both title and body does not count as two words.
 */

/** How one field counts. */
export interface FieldWeight {
  /** How many occurrences in the body one occurrence here is worth. */
  readonly weight: number;
  /** 0: length does not matter; 1: a field twice as long as the average halves every occurrence. */
  readonly lengthPenalty: number;
}

export interface Bm25fOptions {
  /** Saturation: how soon further occurrences stop counting. 0.5 measured best on JSQuAD, for morphemes and grams alike. */
  readonly k1: number;
  readonly fields: ReadonlyMap<string, FieldWeight>;
  /** Leaves out terms that nearly all documents have: right for grams, of which every text has the same few. */
  readonly dropCommon?: boolean;
}

/** The terms of one document by field. */
export type FieldTerms = ReadonlyMap<string, readonly string[]>;

/** A term that more than this share of the documents has tells little. */
const NEARLY_ALL = 0.8;

interface Posting {
  readonly documents: Int32Array;
  /** The whole contribution of the term to each document: nothing of it depends on the question. */
  readonly impacts: Float32Array;
}

/** Postings with their impacts worked out once, so that a question costs only additions. */
export class Bm25f {
  readonly #postings = new Map<string, Posting>();
  /** How many documents have each term. */
  readonly #frequencies = new Map<string, number>();
  readonly #size: number;

  constructor(documents: readonly FieldTerms[], options: Bm25fOptions) {
    this.#size = documents.length;
    for (const [term, { documents: having, frequencies }] of frequenciesByTerm(documents, options)) {
      this.#frequencies.set(term, having.length);
      // In nearly every document: it takes longest to add and tells least.
      if (options.dropCommon && having.length > documents.length * NEARLY_ALL) continue;
      const rarity = idf(documents.length, having.length) * (options.k1 + 1);
      this.#postings.set(term, {
        documents: Int32Array.from(having),
        impacts: Float32Array.from(frequencies, (tf) => (rarity * tf) / (options.k1 + tf)),
      });
    }
  }

  /** How rare a term is, as a weight: 0 for a term that no document has. */
  idf(term: string): number {
    const frequency = this.#frequencies.get(term);
    return frequency === undefined ? 0 : idf(this.#size, frequency);
  }

  /** Adds `weight` times the term's score to `scores`, which has one place a document. */
  add(term: string, weight: number, scores: Float64Array): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) return;
    const { documents, impacts } = posting;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i] as number;
      scores[document] = (scores[document] as number) + weight * (impacts[i] as number);
    }
  }
}

function idf(size: number, frequency: number): number {
  return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** The documents that have a term, and how often: weighted, corrected for length. */
interface Frequencies {
  readonly documents: number[];
  readonly frequencies: number[];
}

function frequenciesByTerm(
  documents: readonly FieldTerms[],
  options: Bm25fOptions,
): ReadonlyMap<string, Frequencies> {
  const averages = averageLengths(documents, options.fields);
  const byTerm = new Map<string, Frequencies>();
  documents.forEach((document, number) => {
    const own = new Map<string, number>();
    for (const [field, { weight, lengthPenalty }] of options.fields) {
      const terms = document.get(field) ?? [];
      const norm = 1 - lengthPenalty + (lengthPenalty * terms.length) / (averages.get(field) ?? 1);
      for (const term of terms) own.set(term, (own.get(term) ?? 0) + weight / norm);
    }
    for (const [term, frequency] of own) {
      const known = byTerm.get(term);
      if (known === undefined) byTerm.set(term, { documents: [number], frequencies: [frequency] });
      else {
        known.documents.push(number);
        known.frequencies.push(frequency);
      }
    }
  });
  return byTerm;
}

function averageLengths(
  documents: readonly FieldTerms[],
  fields: ReadonlyMap<string, FieldWeight>,
): ReadonlyMap<string, number> {
  const averages = new Map<string, number>();
  for (const field of fields.keys()) {
    let total = 0;
    for (const document of documents) total += document.get(field)?.length ?? 0;
    // A field that is empty everywhere must not divide by zero.
    averages.set(field, total / documents.length || 1);
  }
  return averages;
}
