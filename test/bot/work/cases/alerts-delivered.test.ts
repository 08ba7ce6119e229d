import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Delivered, Deliverer, OutgoingNotice } from '../../../../bot/delivery.ts';
import type { Knowledge } from '../../../../bot/knowledge.ts';
import { deliverNotices } from '../../../../bot/work/deliver-notices.ts';
import { Directory } from '../../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../../sendai.ts';
import { ReportStory } from './report-story.ts';

const CLERK = 'shiminzei-s1';
const HEAD = 'shiminzei-head';

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  const loaded = await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules);
  sample = loaded.directory.withoutAbsences();
});

let story: ReportStory;
beforeEach(async () => {
  story = await ReportStory.begin(knowledge, sample);
});

/** Hands out everything that waits to a channel which answers as it is told. */
async function deliver(answer: (notice: OutgoingNotice) => Delivered, until: () => Promise<boolean>) {
  const notices: OutgoingNotice[] = [];
  const deliverer: Deliverer = {
    channel: 'mail',
    async deliver(notice) {
      notices.push(notice);
      return answer(notice);
    },
    check: async () => undefined,
    close: async () => undefined,
  };
  const delivery = deliverNotices({
    outbox: story.desk.store.outbox,
    deliverer,
    directory: { current: story.desk.directory, look: async () => undefined, close: () => undefined },
    undelivered: story.desk.work.undelivered,
    log: () => undefined,
  });
  await vi.waitFor(async () => expect(await until()).toBe(true), { timeout: 10_000 });
  await delivery.stop(0);
  return notices;
}

const taken: Delivered = { type: 'delivered', receipt: '250 ok' };
const refused: Delivered = { type: 'failed', code: 'SMTP_550', retryAfterMs: null, permanent: true };
const isEmpty = async () => (await story.desk.store.outbox.oldest()).since === null;

it('an alert says where to go on and nothing of what it is about, an exercise that it is one', async () => {
  const { number } = await story.report(CLERK);
  const drill = await story.report(CLERK, { drill: { roles: ['information-manager'] } });
  const notices = await deliver(() => taken, isEmpty);
  expect(notices.map(({ asks, link, to }) => [to.person, asks, link])).toEqual([
    ['市民税課長', '報告が届いています。受領をお願いします', `/cases/${number}`],
    ['市民税課長', '【訓練】報告が届いています。受領をお願いします', `/cases/${drill.number}`],
  ]);
  expect(JSON.stringify(notices)).not.toContain('USB');
});

it('an alert that the channel refuses goes to those who stand in, at once', async () => {
  const { number } = await story.report(CLERK);
  const notices = await deliver(({ to }) => (to.person === '市民税課長' ? refused : taken), isEmpty);
  expect((await story.case(number)).alerts.at(-1)).toMatchObject({
    level: 1,
    persons: ['shiminzei-c1', 'shiminzei-c2'],
  });
  expect(notices.map(({ to }) => to.person)).toEqual(
    expect.arrayContaining(['市民税課 係長１', '市民税課 係長２']),
  );
});

it.each([
  [
    'has no address',
    (people: Directory['people']) => people.map((one) => (one.id === HEAD ? { ...one, email: null } : one)),
    'NO_ADDRESS',
  ],
  ['has left', (people: Directory['people']) => people.filter(({ id }) => id !== HEAD), 'PERSON_GONE'],
])('an alert to somebody who %s goes to others at once', async (_, change, code) => {
  const { number } = await story.report(CLERK);
  const { units, systems, posts, people } = sample;
  story.desk.directory = new Directory({ units, systems, posts, people: change(people) });
  await deliver(() => taken, isEmpty);
  const events = await story.events(number);
  expect(events.find(({ type }) => type === 'undelivered')?.data).toMatchObject({ person: HEAD, code });
  const told = (await story.case(number)).alerts.slice(1).flatMap(({ persons }) => persons);
  expect(told).toEqual(expect.arrayContaining(['shiminzei-c1', 'shiminzei-c2']));
});
