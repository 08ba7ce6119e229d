import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayInJapan } from '../../knowledge/organisation/day.ts';
import { killAll } from '../e2e/program.ts';
import { startMailServer } from '../fakes/mail-server.ts';
import { conclude, countBy, say, secondsSince } from '../long-runs/figures.ts';
import { City } from './city.ts';
import { Client, type Weather } from './client.ts';
import { type Examined, examine, examineCard, examineList } from './examine.ts';
import { Ledger } from './ledger.ts';
import { clerk, type Day, decider, wanderer } from './people.ts';

/*
 * `npm run crash [-- --kills 200]`: kills the real program from outside, again and again, while people apply, decide,
 * withdraw and are away; then holds what is on record, on the page and in the mail against what they were told.
 * Prints figures; exits with 1 where anything was lost, decided twice, not delivered, or altered.
 */

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
const kills = Number(values.kills);
/** So often everybody stops, and all is looked at. */
const EXAMINE_EVERY = 20;
/** One life in five ends while it may still be starting; the others after they have answered for a while. */
const EARLY = 0.2;
const START_MS = 3_000;
const LIFE_MS = 2_500;
const DRAIN_MS = 120_000;

const CLERKS = ['keiyaku-s1', 'kenko-somu-s1', 'seisaku-kikaku-s1', 'shiminzei-s1'];
/** Twice the same one: two tabs. The deputies have rights only while their manager is away. */
const DECIDERS = [
  'keiyaku-head',
  'keiyaku-head',
  'keiyaku-c1',
  'kenko-somu-head',
  'kenko-somu-c1',
  'machizukuri-ciso',
  'machizukuri-ciso',
  'shiminzei-head',
  'shiminzei-c1',
  'shiminzei-c2',
  'seisaku-kikaku-head',
];
const WANDERERS = ['keiyaku-head', 'kenko-somu-head'];

const begun = performance.now();
const dataFolder = await mkdtemp(join(tmpdir(), 'crash-'));
const mail = await startMailServer();
const city = await City.on(dataFolder, mail.port);
const ledger = new Ledger();
const weather: Weather = { sentAgain: 0, notRecorded: 0 };
const absencesBefore = new Map<string, number>();
let killed = 0;
let last: Examined = { faults: [], events: 0, applications: 0, mails: 0, mailsAgain: 0 };
const faults: string[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void killAll().then(() => process.exit(1)));
try {
  city.start();
  await city.answering;
  while (killed < kills && faults.length === 0) {
    await stormUntil(Math.min(kills, killed + EXAMINE_EVERY));
    faults.push(...(await calm()));
    say(
      `${killed} kills, ${ledger.acts.length} acts acknowledged, ${faults.length} faults, ${secondsSince(begun)} s`,
    );
  }
} catch (error) {
  faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error), city.said);
} finally {
  await killAll();
  await mail.stop();
}
const figures = {
  kills: killed,
  'acts acknowledged': ledger.acts.length,
  ...countBy(ledger.acts.map((act) => `- ${act.do}`)),
  'presses refused': ledger.refused,
  'lists read': ledger.read,
  'sent again after an unknown outcome': weather.sentAgain,
  'told that nothing was recorded': weather.notRecorded,
  'applications on record': last.applications,
  'events on record': last.events,
  'mails due, all delivered': last.mails,
  'mails delivered twice, marked 再送': last.mailsAgain,
  'acts lost': faults.filter((fault) => fault.startsWith('lost')).length,
  faults: faults.length,
  seconds: secondsSince(begun),
};
await conclude(faults, Object.entries(figures), [dataFolder]);

/** Everybody at work, and the program killed at random moments until so many kills. */
async function stormUntil(count: number): Promise<void> {
  let going = true;
  const day: Day = { ledger, going: () => going, today: dayInJapan(new Date()), random: Math.random };
  const people = [
    ...CLERKS.map((person) => clerk(client(person), day)),
    ...DECIDERS.map((person) => decider(client(person), day)),
    ...WANDERERS.map((person) => wanderer(client(person), day, absencesBefore)),
  ];
  const failed = Promise.all(people);
  const killing = (async () => {
    while (killed < count && going) {
      const early = Math.random() < EARLY;
      if (!early) await city.answering;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * (early ? START_MS : LIFE_MS)));
      await city.kill();
      killed += 1;
      city.start();
    }
  })();
  try {
    await Promise.race([killing, failed]);
  } finally {
    going = false;
    await killing;
  }
  await failed;
}

/** Nobody does anything: all mail goes out, and everything is looked at. */
async function calm(): Promise<readonly string[]> {
  await city.answering;
  const until = performance.now() + DRAIN_MS;
  for (;;) {
    const answer = await fetch(`${city.url}/healthz`);
    const { oldestUndeliveredSeconds } = (await answer.json()) as { oldestUndeliveredSeconds: number | null };
    if (oldestUndeliveredSeconds === null) break;
    if (performance.now() > until) return [`mail still waits after ${DRAIN_MS / 1_000} s`];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const examined = await examine(dataFolder, ledger, mail.received);
  last = examined;
  const seen: string[] = [];
  for (const person of CLERKS) {
    const asker = client(person);
    seen.push(...(await examineList(asker, ledger)));
    const filed = ledger.acts.flatMap((act) => (act.do === 'filed' && act.by === person ? [act] : []));
    // All at the end; before, those that are new.
    for (const act of killed >= kills ? filed : filed.slice(-20))
      seen.push(...(await examineCard(asker, act, ledger)));
  }
  return [...examined.faults, ...seen];
}

function client(person: string): Client {
  return new Client(city, person, weather);
}
