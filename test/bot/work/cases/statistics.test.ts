import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStatistics, durations } from '../../../../bot/work/cases/statistics.ts';
import { CaseStory } from './case-story.ts';

const MINUTE = 60_000;
const story = (id: string, at = '2026-11-24T01:00:00Z', report = {}) =>
  new CaseStory(id, at, 'clerk', report);

describe('statistics of cases', () => {
  it('measure from the report to the first who acknowledged it, to each step, and to the closing', () => {
    const quick = story('A')
      .alerted('information-manager', ['head'], '市民税課長')
      .after(2)
      .acknowledged('head', 'report.information-manager.0')
      .after(58)
      .done('head', 'survey', 'information-manager')
      .after(60)
      .closed('head');
    const slow = story('B')
      .alerted('information-manager', ['head'], '市民税課長')
      .after(30)
      .acknowledged('head', 'report.information-manager.0');
    const silent = story('C').alerted('information-manager', ['head'], '市民税課長');
    const found = caseStatistics([quick.case, slow.case, silent.case]);
    expect(found).toMatchObject({ cases: 3, open: 2, closed: 1, unacknowledged: 1 });
    expect(found.toAcknowledgement).toEqual({ count: 2, median: 2 * MINUTE, ninth: 30 * MINUTE });
    expect(found.toStage).toEqual([
      {
        flow: 'report-incident',
        steps: [{ step: 'survey', durations: { count: 1, median: 60 * MINUTE, ninth: 60 * MINUTE } }],
        toClosing: { count: 1, median: 120 * MINUTE, ninth: 120 * MINUTE },
      },
    ]);
  });

  it('do not count reporters who are told of their own report', () => {
    const own = new CaseStory('A', '2026-11-24T01:00:00Z', 'head')
      .alerted('information-manager', ['head'], '市民税課長')
      .acknowledged('head', 'report.information-manager.0');
    expect(caseStatistics([own.case])).toMatchObject({ unacknowledged: 1, toAcknowledgement: { count: 0 } });
  });

  it('leave drills out of every number', () => {
    const drill = story('D', '2026-01-01T00:00:00Z', { drill: { roles: ['information-manager'] } });
    expect(caseStatistics([story('A').case, drill.closed('head').case])).toEqual(
      caseStatistics([story('A').case]),
    );
  });

  it('count by kind, and by month in Japan with the months between', () => {
    const found = caseStatistics([
      story('A', '2026-11-30T14:59:00Z').case,
      story('B', '2026-11-30T15:00:00Z').closed('head').case,
      story('C', '2027-02-01T00:00:00Z', { flow: 'report-lost-id-card', facts: {} }).case,
    ]);
    expect(found.byMonth).toEqual([
      { month: '2026-11', count: 1 },
      { month: '2026-12', count: 1 },
      { month: '2027-01', count: 0 },
      { month: '2027-02', count: 1 },
    ]);
    expect(found.byKind).toEqual([
      { flow: 'report-incident', kind: 'loss', count: 2, open: 1 },
      { flow: 'report-lost-id-card', kind: null, count: 1, open: 1 },
    ]);
  });

  it('say nothing of no cases', () => {
    expect(caseStatistics([])).toMatchObject({ cases: 0, byMonth: [], byKind: [], toStage: [] });
  });

  it('take numbers that occurred: half take no longer than the median, nine in ten no longer than the other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (times) => {
        const { median, ninth } = durations(times);
        if (median === null || ninth === null) throw new Error('nothing measured');
        const within = (most: number) => times.filter((time) => time <= most).length / times.length;
        const below = (most: number) => times.filter((time) => time < most).length / times.length;
        expect(times).toEqual(expect.arrayContaining([median, ninth]));
        expect([within(median) >= 0.5, below(median) < 0.5]).toEqual([true, true]);
        expect([within(ninth) >= 0.9, below(ninth) < 0.9]).toEqual([true, true]);
      }),
    );
  });
});
