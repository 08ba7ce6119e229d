import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../bot/store/open-store.ts';
import { foldCase } from '../../../../bot/work/cases/case.ts';
import { readCaseEvent } from '../../../../bot/work/cases/case-events.ts';
import { eraseExpired, keptUntil } from '../../../../bot/work/cases/retention.ts';
import { StoredCases } from '../../../../bot/work/cases/stored-cases.ts';
import { CaseStory } from './case-story.ts';

const PERIODS = [
  { procedure: 'report-incident', years: 5, because: '市の確認前' },
  { procedure: 'report-lost-id-card', years: 1, because: '市の確認前' },
];
const story = (id: string, at = '2026-11-24T01:00:00Z', report = {}) =>
  new CaseStory(id, at, 'clerk', report, { what: 'USBメモリをなくした', contact: '内線 1234' });

describe('how long what people wrote is kept', () => {
  const until = (one: CaseStory) => keptUntil(one.case, PERIODS)?.toISOString() ?? null;

  it('is counted in years from the closing, to the end of that day in Japan', () => {
    expect(
      until(
        story('A')
          .after(24 * 60)
          .closed('head'),
      ),
    ).toBe('2031-11-25T15:00:00.000Z');
    expect(until(story('A', '2028-02-29T01:00:00Z').closed('head'))).toBe('2033-03-01T15:00:00.000Z');
  });

  it('has no end while a case is open, or open again, or where the pack says nothing of it', () => {
    expect(until(story('A'))).toBe(null);
    expect(until(story('A').closed('head').reopened('head'))).toBe(null);
    expect(
      until(story('A', '2026-11-24T01:00:00Z', { flow: 'report-suspicious-email' }).closed('head')),
    ).toBe(null);
  });
});

describe('erasing', () => {
  it('takes what people wrote of closed cases past their time, once, and leaves who did what and when', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'retention-'));
    const now = new Date('2031-11-24T16:00:00Z');
    const store = await openStore({ dataFolder: folder, now: () => now });
    onTestFinished(async () => {
      await store.close();
      await rm(folder, { recursive: true });
    });
    const past = story('C-PAST-0000')
      .done('head', 'survey', 'information-manager', { cause: '置き忘れ' })
      .closed('head');
    const fresh = story('FRESH', '2026-11-25T01:00:00Z').closed('head');
    const open = story('OPEN', '2020-01-01T01:00:00Z');
    const card = story('CARD', '2029-01-01T01:00:00Z', { flow: 'report-lost-id-card' }).closed('head');
    for (const { id, events } of [past, fresh, open, card])
      await store.events.append({
        stream: `case/${id}`,
        expectedVersion: 0,
        policy: 'f',
        events: events.map(({ type, by, at, data, personal }) => ({
          type,
          by,
          at,
          data: { ...JSON.parse(JSON.stringify(data)), state: type === 'closed' ? 'closed' : 'open' },
          personal,
        })),
      });
    // Pressed long after the closing: no reason to keep it longer.
    await store.events.append({
      stream: 'case/C-PAST-0000',
      expectedVersion: past.events.length,
      policy: 'f',
      events: [
        {
          type: 'press-refused',
          by: 'other',
          at: new Date('2031-11-01'),
          data: { act: 'note', why: 'closed' },
        },
      ],
    });
    const load = async (stream: string) => {
      const loaded = (await store.events.load(stream)).filter(({ type }) => type !== 'personal-erased');
      const one = foldCase(
        stream,
        loaded.map((event) => readCaseEvent({ ...event, personal: {} })),
      );
      return { one, written: loaded.some(({ texts }) => Object.values(texts).some((text) => text !== null)) };
    };
    const parts = { store, periods: PERIODS, policy: 'f', load };
    const cases = new StoredCases(store.events, store.streams);
    const listed = async () => (await cases.list()).find(({ id }) => id === 'C-PAST-0000')?.written;
    expect(await listed()).toMatchObject({ contact: '内線 1234' });

    expect(await eraseExpired(parts, now)).toBe(5);
    expect(await eraseExpired(parts, now)).toBe(0);
    // What was listed before is not shown out of what was kept of it.
    expect(await listed()).toEqual({});
    const texts = async (id: string) =>
      (await store.events.load(`case/${id}`)).flatMap((event) => Object.values(event.texts));
    expect(await texts('C-PAST-0000')).toEqual([null, null, null]);
    expect(await texts('CARD')).toEqual([null, null]);
    for (const kept of ['FRESH', 'OPEN'])
      expect(await texts(kept)).toEqual(['内線 1234', 'USBメモリをなくした']);
    const erased = (await store.events.load('case/C-PAST-0000')).at(-1);
    expect(erased).toMatchObject({
      type: 'personal-erased',
      by: 'retention',
      data: { reason: 'retention-5-years' },
    });
    expect((await load('case/C-PAST-0000')).one).toMatchObject({
      status: 'closed',
      done: [{ step: 'report' }, { step: 'survey' }],
    });
  });
});
