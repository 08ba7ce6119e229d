import fc from 'fast-check';
import { Index } from 'flexsearch';
import { describe, expect, it } from 'vitest';
import { Candidates } from '../../../knowledge/search/candidates.ts';

/** Among them what flexsearch's own encoder drops, folds or splits, and names that a plain object has by birth. */
const TERMS = [
  '情報',
  '管理',
  '者',
  '端末',
  'ー',
  'c++',
  'cd-r',
  '.net',
  'é',
  'e',
  'aaa',
  'a',
  'a b',
  '1000000',
];
const BORN = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
const terms = fc.array(fc.constantFrom(...TERMS, ...BORN), { maxLength: 8 });

const shared = (document: readonly string[], question: readonly string[]): number =>
  [...new Set(document)].filter((term) => question.includes(term)).length;

describe('candidates', () => {
  it('are exactly the documents that share a term, those that share most first', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 10 }), terms, (documents, question) => {
        const found = new Candidates(documents).find(question, 100);
        const counts = found.map((number) => shared(documents[number] ?? [], question));
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        const naive = documents.flatMap((document, number) =>
          shared(document, question) > 0 ? [number] : [],
        );
        expect([...found].sort((a, b) => a - b)).toEqual(naive);
      }),
    );
  });

  it('are no more than asked for, and then those that share most', () => {
    const documents = [['端末'], ['端末', '情報'], ['端末', '情報', '管理'], ['者']];
    expect(new Candidates(documents).find(['端末', '情報', '管理'], 2)).toEqual([2, 1]);
  });

  it('are none for no terms, none without documents, and none from an empty document', () => {
    expect(new Candidates([['端末']]).find([], 10)).toEqual([]);
    expect(new Candidates([]).find(['端末'], 10)).toEqual([]);
    expect(new Candidates([[], ['端末']]).find(['端末'], 10)).toEqual([1]);
  });
});

describe('flexsearch takes the terms as our analyser made them', () => {
  it.each(['c++', 'cd-r', '.net', 'é', 'ﾊ', 'a b', '1000000', 'ー', '！'])(
    'finds 「%s」 and nothing that only looks like it to its own encoder',
    (term) => {
      const alike = ['c', 'cd', 'r', 'net', 'e', 'a', 'b', '1', '100', '', 'ハ'].filter(
        (other) => other !== '',
      );
      const documents = [[term], ...alike.map((other) => [other])];
      expect(new Candidates(documents).find([term], 100)).toEqual([0]);
    },
  );

  it('whose own encoder would lose them: 「c++」 is read as 「c」, 「aaa」 as 「a」', () => {
    const index = new Index({ tokenize: 'strict' });
    index.add(0, 'c++');
    index.add(1, 'c');
    index.add(2, 'aaa');
    index.add(3, 'a');
    expect([...index.search('c++')].sort()).toEqual([0, 1]);
    expect([...index.search('aaa')].sort()).toEqual([2, 3]);
  });
});

describe('a question in staff’s own words', () => {
  const clauses = [
    ['行政', '情報', '行政情報', '持ち出す', '庁舎', '許可'],
    ['端末', '施錠', '保管'],
    ['外部', '記録', '媒体', '外部記録媒体', '保管'],
  ];
  const question = ['名簿', '行政情報', '家', '持ち出す', '外部記録媒体'];

  it('finds the clauses that share some of its words', () => {
    expect(new Candidates(clauses).find(question, 10)).toEqual([0, 2]);
  });

  it('would find nothing without `suggest`: flexsearch then wants every word in one clause', () => {
    const SEPARATOR = '\u0001';
    const index = new Index({ tokenize: 'strict', encode: (joined: string) => joined.split(SEPARATOR) });
    clauses.forEach((clause, number) => void index.add(number, clause.join(SEPARATOR)));
    const joined = question.join(SEPARATOR);
    expect(index.search(joined, { limit: 10 })).toEqual([]);
    expect(index.search(joined, { limit: 10, suggest: true })).toEqual([0, 2]);
  });
});
