import { expect, it } from 'vitest';
import { changedFields, sealOf } from '../../../bot/store/seal.ts';

const FIELDS = ['a', 'b', 'c'] as const;
const row = { a: 1, b: '規程', c: null };
const sealed = { ...row, seal: sealOf(row, FIELDS) };

it('finds nothing in a row that was not touched', () => {
  expect(changedFields(sealed, FIELDS)).toEqual([]);
});

it('names the fields that were changed, also from null to empty and from a number to its text', () => {
  expect(changedFields({ ...sealed, a: '1' }, FIELDS)).toEqual(['a']);
  expect(changedFields({ ...sealed, b: '規定' }, FIELDS)).toEqual(['b']);
  expect(changedFields({ ...sealed, c: '' }, FIELDS)).toEqual(['c']);
  expect(changedFields({ ...sealed, a: 2, c: 3 }, FIELDS)).toEqual(['a', 'c']);
});

it('names the seal where any of its own characters was changed', () => {
  for (let n = 0; n < sealed.seal.length; n += 1) {
    const other = sealed.seal[n] === '0' ? '1' : '0';
    const seal = sealed.seal.slice(0, n) + other + sealed.seal.slice(n + 1);
    expect(changedFields({ ...sealed, seal }, FIELDS)).toEqual(['seal']);
  }
  for (const seal of ['', `${sealed.seal}0`, null, 7])
    expect(changedFields({ ...row, seal }, FIELDS)).toEqual(['seal']);
});
