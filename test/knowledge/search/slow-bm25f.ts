import type { Bm25fOptions, FieldTerms } from '../../../knowledge/search/bm25f.ts';

/**
 * BM25F as the textbook writes it (Robertson, Zaragoza, Taylor 2004), worked out anew for one term and one document:
 * the weighted, length-normalised frequencies of all fields are added, saturated once, and multiplied by the rarity.
 */
export function slowBm25f(
  documents: readonly FieldTerms[],
  { k1, fields }: Bm25fOptions,
  term: string,
  document: FieldTerms,
): number {
  let frequency = 0;
  for (const [name, { weight, lengthPenalty }] of fields) {
    const own = document.get(name) ?? [];
    const occurrences = own.filter((other) => other === term).length;
    if (occurrences === 0) continue;
    const lengths = documents.map((other) => other.get(name)?.length ?? 0);
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    frequency += (weight * occurrences) / (1 - lengthPenalty + lengthPenalty * (own.length / average));
  }
  return slowIdf(documents, fields.keys(), term) * ((frequency * (k1 + 1)) / (k1 + frequency));
}

export function slowIdf(documents: readonly FieldTerms[], names: Iterable<string>, term: string): number {
  const counted = [...names];
  const having = documents.filter((document) =>
    counted.some((name) => document.get(name)?.includes(term)),
  ).length;
  return having === 0 ? 0 : Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
}
