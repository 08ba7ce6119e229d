import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramsOf } from '../../../knowledge/search/analyse.ts';
import type { Bm25fOptions, FieldTerms } from '../../../knowledge/search/bm25f.ts';
import { type AnalysedDocument, type Query, SearchIndex } from '../../../knowledge/search/search-index.ts';
import { slowBm25f, slowIdf } from './slow-bm25f.ts';

const FIELDS: Bm25fOptions['fields'] = new Map([
  ['title', { weight: 2, lengthPenalty: 0.5 }],
  ['body', { weight: 1, lengthPenalty: 0.5 }],
]);
/** As in the index. */
const K1 = 0.5;

/** Terms are what blanks part; so this file needs no dictionary. */
const field = (text: string) => ({ terms: text.split(' ').filter(Boolean), text });
const document = (id: string, title: string, body: string): AnalysedDocument => ({
  id,
  fields: { title: field(title), body: field(body) },
});
const query = (text: string, weight = 1): Query => ({
  terms: new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((term) => [term, weight]),
  ),
  text,
});
const ids = (documents: readonly AnalysedDocument[], asked: Query, limit = 10): string[] =>
  new SearchIndex(documents, FIELDS).search(asked, limit).map(({ id }) => id);

const SHELF = [
  document('lock', '施錠', '執務室 の 鍵 を 施錠 する'),
  document('mail', '電子 メール', 'メール を 自動 転送 して は ならない'),
  document('loss', '紛失', '端末 を 紛失 した とき は 報告 する'),
  document('carry', '持ち出し', '端末 を 庁舎外 へ 持ち出す とき は 許可 を 得る'),
];

describe('a search', () => {
  it('puts the document first whose title and body have the words', () => {
    expect(ids(SHELF, query('端末 紛失'))).toEqual(['loss', 'carry']);
    expect(ids(SHELF, query('メール 転送'))[0]).toBe('mail');
  });

  it('finds a word that the dictionary cut otherwise, by its pairs of letters', () => {
    expect(ids(SHELF, query('自動転送'))[0]).toBe('mail');
  });

  it('gives no more than asked for', () => {
    expect(ids(SHELF, query('端末 メール 鍵'), 2)).toHaveLength(2);
    expect(ids(SHELF, query('端末'), 0)).toEqual([]);
  });

  it('gives nothing for nothing, and nothing that shares no word and no pair of letters', () => {
    expect(ids(SHELF, query(''))).toEqual([]);
    expect(ids(SHELF, query('天気 予報'))).toEqual([]);
    expect(ids([], query('端末'))).toEqual([]);
  });

  it('knows how rare a word is in these documents', () => {
    const index = new SearchIndex(SHELF, FIELDS);
    expect(index.rarity('紛失')).toBeGreaterThan(index.rarity('端末'));
    expect(index.rarity('天気')).toBe(0);
  });
});

const words = fc
  .array(fc.constantFrom('端末', '紛失', '許可', '情報', '管理', '者', '情報管理者', 'メール', 'x'), {
    maxLength: 6,
  })
  .map((all) => all.join(' '));
const shelf = fc
  .array(fc.tuple(words, words), { maxLength: 10 })
  .map((all) => all.map(([title, body], i) => document(`d${i}`, title, body)));

/** Every document scored by the formula, one after the other, over its terms and over its grams. */
function slowScores(documents: readonly AnalysedDocument[], asked: Query): Map<string, number> {
  const options = { k1: K1, fields: FIELDS };
  const fieldsOf = (pick: (text: { terms: readonly string[]; text: string }) => readonly string[]) =>
    documents.map(
      ({ fields }): FieldTerms => new Map(Object.entries(fields).map(([name, own]) => [name, pick(own)])),
    );
  const terms = fieldsOf((own) => own.terms);
  const grams = fieldsOf((own) => gramsOf(own.text));
  const scores = new Map<string, number>();
  documents.forEach(({ id }, number) => {
    const own = terms[number] ?? new Map();
    const ownGrams = grams[number] ?? new Map();
    let score = 0;
    for (const [term, weight] of asked.terms) score += weight * slowBm25f(terms, options, term, own);
    for (const gram of gramsOf(asked.text)) score += slowBm25f(grams, options, gram, ownGrams);
    scores.set(id, score);
  });
  return scores;
}

function shares({ fields }: AnalysedDocument, asked: Query): boolean {
  // Three words find the candidates by themselves; with fewer, pairs that are not all hiragana help.
  const pairs =
    asked.terms.size >= 3
      ? []
      : gramsOf(asked.text).filter((gram) => gram.length > 1 && !/^\p{Script=Hiragana}+$/u.test(gram));
  return Object.values(fields).some(
    (own) =>
      own.terms.some((term) => asked.terms.has(term)) ||
      gramsOf(own.text).some((gram) => pairs.includes(gram)),
  );
}

describe('over any small shelf', () => {
  it('has the scores of the textbook, best first, for all documents that share something and for no others', () => {
    fc.assert(
      fc.property(shelf, words, (documents, text) => {
        const asked = query(text);
        const hits = new SearchIndex(documents, FIELDS).search(asked, 100);
        const slow = slowScores(documents, asked);
        for (const { id, score } of hits) expect(score).toBeCloseTo(slow.get(id) ?? Number.NaN, 4);
        const scores = hits.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        const sharing = documents.filter((one) => shares(one, asked)).map(({ id }) => id);
        expect(hits.map(({ id }) => id).sort()).toEqual(sharing.sort());
      }),
      { numRuns: 150 },
    );
  });

  it('knows the rarity of the textbook', () => {
    fc.assert(
      fc.property(shelf, fc.constantFrom('端末', '情報管理者', 'x', 'y'), (documents, term) => {
        const terms = documents.map(
          ({ fields }): FieldTerms => new Map(Object.entries(fields).map(([name, own]) => [name, own.terms])),
        );
        expect(new SearchIndex(documents, FIELDS).rarity(term)).toBeCloseTo(
          slowIdf(terms, FIELDS.keys(), term),
          10,
        );
      }),
      { numRuns: 100 },
    );
  });
});
