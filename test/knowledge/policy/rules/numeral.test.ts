import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCircled, readNumber, readRoman, romanOf } from '../../../../knowledge/policy/rules/numeral.ts';

it.each([
  ['12', 12],
  ['１２', 12],
  ['二', 2],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['二十七', 27],
  ['〇', 0],
  ['', null],
  ['百', null],
  ['ア', null],
])('reads %s as %s', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

it.each([
  ['①', 1],
  ['⑳', 20],
  ['㉟', 35],
  ['㊱', 36],
  ['㊿', 50],
  ['1', null],
])('reads circled %s as %s', (text, value) => {
  expect(readCircled(text)).toBe(value);
});

it.each([
  ['ⅶ', 7],
  ['ⅹⅲ', 13],
  ['VII', 7],
  ['iiii', null],
  ['vx', null],
  ['', null],
])('reads roman %s as %s', (text, value) => {
  expect(readRoman(text)).toBe(value);
});

it('writes every roman numeral that it reads', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 39 }), (value) => readRoman(romanOf(value)) === value));
});
