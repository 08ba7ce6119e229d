import { expect, it } from 'vitest';
import type { MarkerRule } from '../../../../knowledge/policy/rules/marker.ts';

/** Shows what a rule reads (marker, id part, rest) and what it leaves alone. */
export function itReads(
  rule: MarkerRule,
  reads: readonly (readonly [text: string, printed: string, idPart: string, rest: string])[],
  leaves: readonly string[],
): void {
  it.each(reads)('reads %s', (text, printed, idPart, rest) => {
    expect(rule(text)).toMatchObject({ printed, idPart, rest });
  });
  it.each(leaves)('leaves %s', (text) => {
    expect(rule(text)).toBeNull();
  });
}
