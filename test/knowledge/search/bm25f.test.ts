import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bm25f, type Bm25fOptions, type FieldTerms } from '../../../knowledge/search/bm25f.ts';
import { slowBm25f, slowIdf } from './slow-bm25f.ts';

const WORDS = ['端末', '情報', '紛失', '許可', 'constructor', '__proto__', ''];
const OPTIONS: Bm25fOptions = {
  k1: 0.5,
  fields: new Map([
    ['title', { weight: 2, lengthPenalty: 0.5 }],
    ['body', { weight: 1, lengthPenalty: 0.75 }],
  ]),
};

const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 });
const document: fc.Arbitrary<FieldTerms> = fc
  .record({ title: words, body: words, note: words }, { requiredKeys: [] })
  .map((fields) => new Map(Object.entries(fields)));
const penalty = fc.double({ min: 0, max: 1, noNaN: true });
const weight = fc.double({ min: 0.1, max: 5, noNaN: true });
const options: fc.Arbitrary<Bm25fOptions> = fc
  .record({ k1: fc.double({ min: 0.1, max: 2, noNaN: true }), title: weight, body: weight, penalty })
  .map(({ k1, title, body, penalty: lengthPenalty }) => ({
    k1,
    fields: new Map([
      ['title', { weight: title, lengthPenalty }],
      ['body', { weight: body, lengthPenalty }],
    ]),
  }));

const corpus = (...texts: readonly { readonly title?: string; readonly body?: string }[]): FieldTerms[] =>
  texts.map(
    ({ title = '', body = '' }) =>
      new Map([
        ['title', title.split(' ').filter(Boolean)],
        ['body', body.split(' ').filter(Boolean)],
      ]),
  );
const scoresOf = (documents: readonly FieldTerms[], term: string, times = 1): number[] => {
  const scores = new Float64Array(documents.length);
  new Bm25f(documents, OPTIONS).add(term, times, scores);
  return [...scores];
};

describe('BM25F', () => {
  it('gives the textbook’s score for every term and document', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), options, (documents, given) => {
        const index = new Bm25f(documents, given);
        for (const term of WORDS) {
          const scores = new Float64Array(documents.length);
          index.add(term, 1, scores);
          documents.forEach((one, number) => {
            const slow = slowBm25f(documents, given, term, one);
            // The index keeps single precision: seven digits.
            expect(Math.abs((scores[number] ?? Number.NaN) - slow)).toBeLessThanOrEqual(1e-6 * (1 + slow));
          });
          expect(index.idf(term)).toBeCloseTo(slowIdf(documents, given.fields.keys(), term), 10);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('adds to what is there, by weight: a question is a sum over its terms', () => {
    const documents = corpus({ body: '端末 紛失' }, { body: '端末' });
    const index = new Bm25f(documents, OPTIONS);
    const sum = new Float64Array(2);
    index.add('端末', 1, sum);
    index.add('紛失', 0.4, sum);
    const [both = 0, one = 0] = sum;
    const alone = scoresOf(documents, '端末');
    expect(one).toBe(alone[1]);
    expect(both).toBeCloseTo((alone[0] ?? 0) + 0.4 * (scoresOf(documents, '紛失')[0] ?? 0), 6);
  });

  it('counts a word in title and body as one word said louder, not as two words', () => {
    const [both = 0, body = 0] = scoresOf(
      corpus({ title: '端末', body: '端末' }, { title: '許可', body: '端末' }, { body: '紛失' }),
      '端末',
    );
    expect(both).toBeGreaterThan(body);
    expect(both).toBeLessThan(2 * body);
  });

  it('holds a rare word for more than a common one, and an unknown one for nothing', () => {
    const documents = corpus({ body: '端末 紛失' }, { body: '端末 許可' }, { body: '端末 許可' });
    const index = new Bm25f(documents, OPTIONS);
    expect(index.idf('紛失')).toBeGreaterThan(index.idf('許可'));
    expect(index.idf('許可')).toBeGreaterThan(index.idf('端末'));
    expect(index.idf('端末')).toBeGreaterThan(0);
    expect(index.idf('情報')).toBe(0);
    expect(scoresOf(documents, '情報')).toEqual([0, 0, 0]);
  });

  it('does not count fields that it was given no weight for', () => {
    const documents = [new Map([['note', ['端末']]]), new Map([['body', ['端末']]])];
    expect(scoresOf(documents, '端末')[0]).toBe(0);
  });

  it('lives with no documents, and with fields that are empty everywhere', () => {
    expect(scoresOf([], '端末')).toEqual([]);
    expect(scoresOf(corpus({ body: '端末' }), '端末')[0]).toBeGreaterThan(0);
  });
});
