import type { Pack } from '../../../knowledge/pack.ts';
import type { Step } from '../../../knowledge/rules/procedure.ts';
import type { Case } from './case.ts';

/** Fewer letters say nothing: 「あ」「なし」. */
const LEAST_LETTERS = 4;

/**
 * What a step asks for and was not given at all: empty where something is written, or where nothing has to be.
 * @param written what was written, by field.
 */
export function fieldsWanted(
  { collects, opens }: Step,
  written: Readonly<Record<string, string>>,
  collected: Pack['collected'],
): readonly string[] {
  // Done by filing another report: what is asked for is written there.
  if (opens !== null || collects.some((field) => (written[field] ?? '').trim() !== '')) return [];
  return collects.filter((field) => collected.find((known) => known.field === field)?.may !== 'be-empty');
}

/** Facts of a case by which it is not minor (軽微), as the pack names them. */
export function againstMinor({ facts }: Case, { notMinor }: Pack['cases']): readonly string[] {
  return notMinor.filter(({ fact, is }) => String(facts[fact]) === is).map(({ fact }) => fact);
}

/** Whether it is said why: some letters, and not one and the same. */
export function isReason(words: string): boolean {
  const letters = words.match(/[\p{L}\p{N}]/gu) ?? [];
  return letters.length >= LEAST_LETTERS && new Set(letters).size > 1;
}
