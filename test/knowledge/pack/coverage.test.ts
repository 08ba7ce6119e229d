import { describe, expect, it } from 'vitest';
import { clauseCoverage } from '../../../knowledge/pack/coverage.ts';
import { loadPack } from '../../../knowledge/pack.ts';
import { SENDAI } from './small-pack.ts';

describe('which clauses of duty the pack makes use of', async () => {
  const pack = await loadPack(SENDAI);
  const usesOf = (one: typeof pack, id: string) =>
    clauseCoverage(one)
      .find(({ clause }) => clause === id)
      ?.uses.has('report');

  it('a report makes use of what its steps rest on, and of the reminders with them', () => {
    for (const id of ['2.4.4#4', '2.7.5#5', '2.8.3.iv#2', '2.2.8#3', '2.2.9#1']) {
      expect([id, usesOf(pack, id)]).toEqual([id, true]);
    }
    expect(usesOf({ ...pack, procedures: [] }, '2.2.9#1')).toBe(false);
  });

  it('a clause that is only said to give no step is not made use of', () => {
    expect(usesOf(pack, '2.4.4#5')).toBe(false);
  });
});
