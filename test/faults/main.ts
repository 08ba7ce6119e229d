import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SENDAI } from '../../bot/knowledge.ts';
import type { CaseEvent } from '../../bot/work/cases/case-events.ts';
import { loadPack } from '../../knowledge/pack.ts';
import { conclude, countBy, say, secondsSince } from '../long-runs/figures.ts';
import type { RunChecked } from './check-run.ts';
import { planReports } from './reports.ts';
import { storm } from './storm.ts';
import { Town } from './town.ts';

/*
 * `npm run faults [-- --reports 120 --kills 20]`: everybody of the sample directory reports, first with all well, then while
 * three deliveries in ten fail, the services are away for ten minutes, a manager leaves, and the desk is killed again and
 * again, on a clock that is moved; then holds what is on record against what people were told and what came to them.
 * Prints figures; exits with 1 where an alert was lost, late, out of order, sent twice without its mark, or to others.
 */

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '120' }, kills: { type: 'string', default: '20' } },
});
const count = Number(values.reports);
const kills = Number(values.kills);
/** A Tuesday on which many managers of the sample are away: 10:00 in Sendai. */
const BEGINS = new Date('2026-11-24T01:00:00Z');
/** So many report at the same instant while all is well, and the next when all is delivered. */
const AT_ONCE = 4;
/** The aim, from the report to a deliverer. */
const AIM_MS = 2_000;
/** Minutes of the desk's clock; the long form goes up to the CISO and round again. */
const MINUTES = count >= 100 ? { reporting: 45, after: 75 } : { reporting: 16, after: 16 };

/** Whose managers cannot be reached: no address; an unknown mailbox; one who leaves while both services are away. */
const CAST = new Map([
  [1, 'shobo-somu-s1'],
  [2, 'yobo-s1'],
  [Math.floor(count / 3) + 2, 'keiyaku-s1'],
]);

const begun = performance.now();
const knowledgeFolder = await mkdtemp(join(tmpdir(), 'faults-knowledge-'));
const pack = await loadPack(SENDAI, join(knowledgeFolder, 'cache'));
const towns: Town[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void Promise.all(towns.map((town) => town.close())).then(() => process.exit(1)));

const calm = await run('all well', async (town) => {
  const planned = planReports(count, town.staff.current, CAST);
  for (let next = 0; next < planned.length; next += AT_ONCE) {
    await Promise.all(planned.slice(next, next + AT_ONCE).map((one) => town.file(one)));
    await town.untilQuiet();
  }
});
const stormy = await run('faults', (town) =>
  storm(town, { planned: planReports(count, town.staff.current, CAST), kills, ...MINUTES }),
);

const { answered, handed } = calm.town.desk.timed;
if (quantile(handed, 0.99) > AIM_MS) calm.town.faults.push(`report to deliverer: p99 over ${AIM_MS} ms`);
if (calm.checked !== null && calm.checked.arrivals.again > 0)
  calm.town.faults.push(`${calm.checked.arrivals.again} came twice while all was well`);
await rm(knowledgeFolder, { recursive: true });
const faults = towns.flatMap((town) => town.faults);
const { weather, services, desk, receipts } = stormy.town;
await conclude(
  faults,
  [
    ...figuresOf('all well', calm),
    ['report to answer, p50 / p99 ms', `${quantile(answered, 0.5)} / ${quantile(answered, 0.99)}`],
    ['report to deliverer, p50 / p99 ms', `${quantile(handed, 0.5)} / ${quantile(handed, 0.99)}`],
    ...figuresOf('with faults', stormy),
    ['kills', desk.deaths.length - 1],
    ['asked again after an unknown outcome', desk.askedAgain],
    ['deliveries tried', weather.attempts],
    ...Object.entries(weather.struck).map(([fate, times]) => [`- ${fate}`, times] as const),
    ['429 with Retry-After', services.asked429],
    ['受領 acknowledged', receipts.length],
    ['first alerts lost', faults.filter((fault) => fault.startsWith('lost first alert')).length],
    ['faults', faults.length],
    ['seconds', secondsSince(begun)],
  ],
  towns.map(({ dataFolder }) => dataFolder),
);

interface Ran {
  readonly town: Town;
  /** Null where the records could not be read. */
  readonly checked: RunChecked | null;
}

/** A town of its own, what happens in it, and what is found when nothing waits any more. */
async function run(name: string, act: (town: Town) => Promise<void>): Promise<Ran> {
  const town = await Town.open(pack, knowledgeFolder, BEGINS);
  towns.push(town);
  let checked: RunChecked | null = null;
  try {
    await act(town);
    await town.drain();
    checked = await town.examine();
  } catch (error) {
    town.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await town.close();
  }
  say(`${name}: ${town.reports.length} reports, ${town.faults.length} faults, ${secondsSince(begun)} s`);
  return { town, checked };
}

function figuresOf(name: string, { town, checked }: Ran): readonly (readonly [string, number])[] {
  const events = checked?.cases.flatMap(({ events }) => events) ?? [];
  return [
    [`${name}: reports acknowledged`, town.reports.length],
    ['cases on record', checked?.cases.length ?? 0],
    ['events of cases on record', events.length],
    ...Object.entries(countBy(checked?.cases.map(({ reported }) => `- ${reported.data.flow}`) ?? [])),
    ['first alerts due, delivered', checked?.alerts.delivered ?? 0],
    ['first alerts that went past, to others', checked?.alerts.past ?? 0],
    ['escalations', checked?.escalations.escalations ?? 0],
    ['- at once: not deliverable', checked?.escalations.undelivered ?? 0],
    ...Object.entries(countBy(events.flatMap(undeliverable))),
    ['notices that came', town.arrivals.length],
    ['notices that came twice, marked 再送', checked?.arrivals.again ?? 0],
  ];
}

/** By which channel somebody could not be told, and why: 「- mail: PERSON_GONE」. */
function undeliverable({ type, data }: CaseEvent): readonly string[] {
  return type === 'undelivered' ? [`- ${data.channel}: ${data.code}`] : [];
}

/** Of times in milliseconds; rounded. */
function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
