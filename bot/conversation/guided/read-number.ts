import type { Fact } from '../../../knowledge/rules/flow.ts';
import { type Asked, tidy } from './phrases.ts';

const KANJI = '〇一二三四五六七八九';

/** A number with what is counted: 「12文字」「3種類」「十文字」. What is counted are the letters up to the next particle. */
const COUNTED =
  /([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])([\p{sc=Han}]{1,3})/gu;

/**
 * The numbers in a text by the fact that they are about: the one whose name the counted thing makes up most of.
 * 「12文字で3種類」 with 「文字数」 and 「文字の種類」 → 12 and 3.
 */
export function numbersIn(flow: Asked, text: string): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [, digits = '', unit = ''] of text.matchAll(COUNTED)) {
    const about = countedBy(flow, unit);
    if (about !== undefined && !numbers.has(about.id)) numbers.set(about.id, numberOf(digits));
  }
  return numbers;
}

/** A text that is a number and nothing else, whatever is counted. */
export function wholeNumber(text: string): number | null {
  const digits =
    /^(?:約|およそ)?([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:[\p{sc=Han}つ]{0,2})$/u.exec(
      text,
    )?.[1];
  return digits === undefined ? null : numberOf(digits);
}

function countedBy(flow: Asked, unit: string): Fact | undefined {
  for (let length = unit.length; length >= 1; length -= 1) {
    const word = unit.slice(0, length);
    const named = flow.facts
      .filter((fact) => fact.type === 'number' && tidy(fact.name).includes(word))
      .sort((a, b) => tidy(a.name).length - tidy(b.name).length);
    const asked = flow.facts.filter((fact) => fact.type === 'number' && tidy(fact.question).includes(word));
    const fact = named[0] ?? asked[0];
    if (fact !== undefined) return fact;
  }
  return undefined;
}

function numberOf(digits: string): number {
  if (!/[一二三四五六七八九十]/u.test(digits)) return Number(digits);
  const [tens = '', ones = ''] = digits.includes('十') ? digits.split('十') : ['', digits];
  const ten = digits.includes('十') ? Math.max(1, KANJI.indexOf(tens)) : 0;
  return ten * 10 + (ones === '' ? 0 : KANJI.indexOf(ones));
}
