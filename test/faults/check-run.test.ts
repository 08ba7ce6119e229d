import { beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../knowledge/organisation/load-directory.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { loadSendai } from '../bot/sendai.ts';
import { CaseStory } from '../bot/work/cases/case-story.ts';
import type { Streams } from '../long-runs/records.ts';
import type { Arrival } from './arrivals.ts';
import { checkRun } from './check-run.ts';
import type { RunRecord } from './run-record.ts';

const NUMBER = 'C-AAAA-2222';
const BEGINS = '2026-10-06T01:00:00Z';
const CLERK = 'keiyaku-s1';
const HEAD = 'keiyaku-head';
const DEPUTY = 'keiyaku-c1';
const BUREAU = 'zaisei-head';

let pack: Pack;
let directory: Directory;
beforeAll(async () => {
  ({ pack } = await loadSendai());
  ({ directory } = await loadDirectory(pack.directory ?? '', pack.roleRules));
});

/** Reported, alerted, after ten minutes the deputies, after twenty the bureau; then a survey by the deputy who received. */
function told(): CaseStory {
  const first = 'report.information-manager.0';
  const alert = (persons: string[], post: string, level: number) => {
    const { events } = new CaseStory('x', BEGINS, CLERK).alerted('information-manager', persons, post, {
      id: `report.information-manager.${level}`,
      of: first,
      level,
    });
    const last = events.at(-1);
    return last?.type === 'alerted' ? last.data.alerts : [];
  };
  const more = { alert: first, cause: 'unacknowledged', exhausted: false } as const;
  return new CaseStory(NUMBER, BEGINS, CLERK, { subject: { person: CLERK, section: 'keiyaku' } }, WRITTEN)
    .alerted('information-manager', [HEAD], '契約課長')
    .after(10)
    .escalated({ ...more, alerts: alert([DEPUTY], '契約課 係長１', 1) })
    .after(10)
    .escalated({ ...more, alerts: alert([BUREAU], '財政局長', 2) });
}

const WRITTEN = { what: '書類がない' };
const minute = (minutes: number) => new Date(BEGINS).getTime() + minutes * 60_000;

function streamsOf(story: CaseStory): Streams {
  const stream = `case/${NUMBER}`;
  const events = story.events.map(({ type, by, at, data, personal }, i) => ({
    ...{ position: i + 1, stream, version: i + 1, type, by, at, policy: 'p', hash: 'h' },
    data: JSON.parse(JSON.stringify(data)),
    personal: Object.keys(personal),
    texts: personal,
  }));
  return new Map([[stream, events]]);
}

/** A notice of one event of the case. */
function came(
  version: number,
  person: string,
  channel: Arrival['channel'],
  more: Partial<Arrival> = {},
): Arrival {
  return {
    channel,
    id: `${NUMBER}.${version}.case-alert.${person}.${channel}`,
    address: directory.person(person)?.email ?? '',
    number: NUMBER,
    marked: false,
    unknown: false,
    at: version * 10_000,
    ...more,
  };
}

const both = (version: number, person: string) => [
  came(version, person, 'mail'),
  came(version, person, 'chat'),
];

/** A run in which nothing is wrong, with what a test changes of it. */
function run(more: Partial<RunRecord> = {}, story = told()): RunRecord {
  const filing = {
    ...{ key: 'k', flow: 'report-incident', facts: { kind: 'loss' }, written: WRITTEN },
    ...{ concerning: null, about: null, system: null, with: null, drill: null },
  };
  const planned = {
    filing,
    reporter: { kind: 'listed', person: CLERK },
    roles: ['information-manager'],
    opened: null,
  } as const;
  return {
    reports: [{ number: NUMBER, opens: null, planned, from: minute(0), to: minute(0) }],
    receipts: [],
    streams: streamsOf(story),
    arrivals: [...both(3, HEAD), ...both(4, DEPUTY), ...both(5, BUREAU)],
    channels: ['mail', 'chat'],
    deaths: [],
    looks: [0, 5, 10, 15, 20, 25].map((at) => ({ from: minute(at), to: minute(at) })),
    times: pack.alerts,
    directories: [{ directory, from: 0, to: Number.POSITIVE_INFINITY }],
    rules: pack.roleRules,
    ...more,
  };
}

const faultsOf = (record: RunRecord) => checkRun(record).faults;

it('finds nothing where all went as it should', () => {
  const checked = checkRun(run());
  expect(checked.faults).toEqual([]);
  expect(checked.alerts).toMatchObject({ delivered: 1, past: 0 });
  expect(checked.escalations.escalations).toBe(2);
});

describe('what people were told is on record', () => {
  it('finds a report and a receipt that are not', () => {
    expect(faultsOf(run({ streams: new Map(), arrivals: [] }))).toEqual([
      `lost report: ${NUMBER} by ${CLERK}`,
    ]);
    const receipts = [{ number: NUMBER, person: HEAD }];
    expect(faultsOf(run({ receipts }))).toEqual([`lost receipt: ${NUMBER} by ${HEAD}`]);
  });

  it('finds an alert that names others than the policy does', () => {
    const story = new CaseStory(
      NUMBER,
      BEGINS,
      CLERK,
      { subject: { person: CLERK, section: 'keiyaku' } },
      WRITTEN,
    );
    story.alerted('information-manager', [BUREAU], '財政局長');
    const faults = faultsOf(run({ arrivals: both(3, BUREAU), looks: [] }, story));
    expect(faults).toEqual([`not told: ${NUMBER} information-manager: ${BUREAU} in place of ${HEAD}`]);
  });
});

describe('alerts', () => {
  it('finds a first alert that came by one channel only, and one that came by none', () => {
    const arrivals = run().arrivals.filter(({ id }) => !id.includes(`${HEAD}.mail`));
    expect(faultsOf(run({ arrivals }))).toEqual([
      expect.stringMatching(/^lost first alert: .* to keiyaku-head by mail$/u),
    ]);
    const none = run().arrivals.filter(({ id }) => !id.includes(HEAD));
    expect(faultsOf(run({ arrivals: none }))).toHaveLength(2);
  });

  it('finds one that is on record as not delivered and went to nobody else', () => {
    const story = new CaseStory(
      NUMBER,
      BEGINS,
      CLERK,
      { subject: { person: CLERK, section: 'keiyaku' } },
      WRITTEN,
    );
    story.alerted('information-manager', [HEAD], '契約課長');
    for (const channel of ['mail', 'chat'])
      story.events.push({
        ...{ type: 'undelivered', by: 'assistant', at: new Date(BEGINS), personal: {} },
        data: { alert: 'report.information-manager.0', person: HEAD, channel, code: 'PERSON_GONE' },
      });
    const faults = faultsOf(run({ arrivals: [], looks: [] }, story));
    expect(faults).toEqual([expect.stringMatching(/did not reach keiyaku-head, and went to nobody else$/u)]);
  });
});

describe('order and copies', () => {
  it('finds what overtakes what was before it', () => {
    const arrivals = [...both(5, BUREAU), ...both(4, DEPUTY), ...both(3, HEAD), came(2, HEAD, 'mail')];
    expect(faultsOf(run({ arrivals }))).toEqual([expect.stringMatching(/^out of order: .*\.2\./u)]);
  });

  it('finds a second copy without its mark, and one of what was known to have arrived', () => {
    const twice = (first: Partial<Arrival>, second: Partial<Arrival>, deaths: number[] = []) => {
      const copies = [
        came(3, HEAD, 'mail', { at: 30_000, ...first }),
        came(3, HEAD, 'mail', { at: 40_000, ...second }),
      ];
      return faultsOf(
        run({ arrivals: [came(3, HEAD, 'chat'), ...copies, ...both(4, DEPUTY), ...both(5, BUREAU)], deaths }),
      );
    };
    expect(twice({ unknown: true }, { marked: true })).toEqual([]);
    expect(twice({}, { marked: true }, [35_000])).toEqual([]);
    expect(twice({ unknown: true }, {})).toEqual([expect.stringMatching(/^came again without its mark/u)]);
    expect(twice({}, { marked: true })).toEqual([expect.stringMatching(/^came again though it was known/u)]);
    expect(twice({}, { marked: true }, [45_000])).toHaveLength(1);
  });
});

describe('escalations', () => {
  const moved = (minutes: number) => {
    const story = told();
    story.events.splice(
      3,
      2,
      ...story.events.slice(3).map((event, i) => ({ ...event, at: new Date(minute((i + 1) * minutes)) })),
    );
    return story;
  };

  it('finds those before their time and after it', () => {
    expect(faultsOf(run({}, moved(9)))).toContainEqual(expect.stringMatching(/^escalated too early/u));
    expect(faultsOf(run({}, moved(14)))).toContainEqual(expect.stringMatching(/^escalated too late/u));
  });

  it('finds one that never came', () => {
    const looks = [
      { from: minute(31), to: minute(31) },
      { from: minute(33), to: minute(33) },
    ];
    const story = told();
    expect(faultsOf(run({ looks }, story))).toEqual([expect.stringMatching(/^escalated too late/u)]);
    expect(faultsOf(run({ looks }, story.acknowledged(BUREAU, 'report.information-manager.2')))).toEqual([]);
  });

  it('finds one after somebody had acknowledged', () => {
    const story = told();
    const [last] = story.events.splice(4, 1);
    story.acknowledged(DEPUTY, 'report.information-manager.1');
    if (last !== undefined) story.events.push({ ...last, at: new Date(minute(40)) });
    const arrivals = [...both(3, HEAD), ...both(4, DEPUTY), ...both(6, BUREAU)];
    expect(faultsOf(run({ arrivals }, story))).toEqual([expect.stringMatching(/^escalated after its end/u)]);
  });

  it('finds one for want of delivery though the alert was delivered', () => {
    const story = told();
    const event = story.events[3];
    if (event?.type === 'escalated')
      story.events[3] = { ...event, data: { ...event.data, cause: 'undelivered' } };
    expect(faultsOf(run({}, story))).toEqual([expect.stringMatching(/^escalated too often/u)]);
  });
});

it('finds whoever is told and has no part in the case', () => {
  const arrivals = [...run().arrivals, came(5, 'aoba-head', 'mail'), came(5, 'keiyaku-s1', 'mail')];
  expect(faultsOf(run({ arrivals }))).toEqual([
    expect.stringMatching(/^outside the chain: .* to aoba-head$/u),
  ]);
});
