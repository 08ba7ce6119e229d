import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupSimilar } from '../../../bot/conversation/similar.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import { clause, sendai } from '../../knowledge/policy/sendai-text.ts';

const ids = (...names: string[]): ClauseId[] => names.map((name) => clause(name).id);
const group = (...names: string[]) => groupSimilar(ids(...names), sendai);

describe('clauses that say nearly the same', () => {
  it('are grouped under the first: the duty of training, laid on three posts in turn', () => {
    expect(group('2.5.1#2', '2.5.1#3', '2.5.1#4')).toEqual([
      { clause: '2.5.1#2', similar: ['2.5.1#3', '2.5.1#4'] },
    ]);
  });

  it('lead in the order in which they were found, not as printed', () => {
    expect(group('2.5.1#4', '2.7.1.vii#6', '2.5.1#2')).toEqual([
      { clause: '2.5.1#4', similar: ['2.5.1#2'] },
      { clause: '2.7.1.vii#6', similar: [] },
    ]);
  });

  it('are not grouped for being neighbours: the rules on electronic mail stay apart', () => {
    const mail = sendai.children('2.7.1.vii').map(({ id }) => id);
    expect(groupSimilar(mail, sendai)).toEqual(mail.map((id) => ({ clause: id, similar: [] })));
  });

  it('are not grouped for having nothing to say: headings without a text stay apart', () => {
    const headings = ['2.7', '2.7.1', '2.7.1.vii'];
    for (const heading of headings) expect(clause(heading).body).toBe('');
    expect(group(...headings)).toEqual(headings.map((heading) => ({ clause: heading, similar: [] })));
  });

  it('are few: a policy in which half the clauses were one would not be quoted whole', () => {
    const all = sendai.all.map(({ id }) => id);
    const hidden = groupSimilar(all, sendai).flatMap(({ similar }) => similar);
    expect(hidden.length).toBeGreaterThan(5);
    expect(hidden.length).toBeLessThan(20);
  });

  it('lose no clause, double none, and keep the order, whatever was found', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...sendai.all.map(({ id }) => id)), { maxLength: 12 }),
        (found) => {
          const groups = groupSimilar(found, sendai);
          const all = groups.flatMap(({ clause: first, similar }) => [first, ...similar]);
          expect([...all].sort()).toEqual([...found].sort());
          const places = groups.map(({ clause: first }) => found.indexOf(first));
          expect(places).toEqual([...places].sort((a, b) => a - b));
          for (const { clause: first, similar } of groups)
            for (const other of similar) expect(found.indexOf(other)).toBeGreaterThan(found.indexOf(first));
        },
      ),
    );
  });
});
