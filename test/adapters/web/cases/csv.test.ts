import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvOf } from '../../../../adapters/web/server/cases/csv.ts';

const read = (csv: string): string[][] => parse(csv, { bom: true, relaxColumnCount: true });

it('begins with the mark by which spreadsheets know UTF-8, and ends every line as they do', () => {
  expect(csvOf([['事案'], ['C-1']])).toBe('\ufeff"事案"\r\n"C-1"\r\n');
});

it.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '＝1+1',
  '－1',
  ' \u00a0=1',
  '\u200b=1',
  '\u202e=1',
  '\t=1',
  '\r\n=1',
  '\tx',
])('shows %j as text', (text) => {
  expect(read(csvOf([[text]]))[0]?.[0]).toBe(`'${text}`);
});

it('gives every other text back as it was, whatever marks, quotes and lines are in it', () => {
  const plain = fc.string({ unit: 'grapheme' }).map((text) => `件${text.replaceAll('\r', '')}`);
  fc.assert(
    fc.property(fc.array(fc.array(plain, { minLength: 1, maxLength: 4 }), { minLength: 1 }), (rows) => {
      expect(read(csvOf(rows))).toEqual(rows);
    }),
  );
});

it('lets nothing begin as a formula does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [first = ''] = read(csvOf([[text]]))[0] ?? [];
      expect(first).not.toMatch(/^\s*[=+\-@]/u);
    }),
  );
});
