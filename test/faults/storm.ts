import type { Arrival } from './arrivals.ts';
import type { Planned } from './reports.ts';
import { without } from './staff-directory.ts';
import { STEP_MS, type Town } from './town.ts';

export interface StormPlan {
  readonly planned: readonly Planned[];
  readonly kills: number;
  /** Minutes of the desk's clock that reports come in. */
  readonly reporting: number;
  /** Minutes after, in which alerts go further. */
  readonly after: number;
}

const OUTAGE_MINUTES = 10;
/** One life in five ends while it may still be starting. */
const EARLY = 0.2;
const START_MS = 1_500;
const LIFE_MS = 3_000;
/** Between two steps of the clock, for what is under way. */
const STEP_TAKES_MS = 100;
/** Leaves the directory while alerts to them wait. */
const LEAVES = 'keiyaku-head';
const STEPS_A_LOOK = 2;
const STEPS_A_MINUTE = 60_000 / STEP_MS;

/** Everybody reports and some answer, while deliveries fail, both services are away for ten minutes, a manager leaves, and the desk is killed. */
export async function storm(town: Town, { planned, kills, reporting, after }: StormPlan): Promise<void> {
  const { desk, services, weather } = town;
  const doing = new Set<Promise<void>>();
  const begin = (act: Promise<unknown>) => {
    const one: Promise<void> = act
      .then(() => undefined)
      .catch((error: unknown) => {
        town.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      })
      .finally(() => doing.delete(one));
    doing.add(one);
  };
  const answers = new Answers(town);
  town.onArrival = (arrival, person) => answers.see(arrival, person);
  weather.isBad = true;
  const steps = (reporting + after) * STEPS_A_MINUTE;
  const killing = killSometimes(town, kills);
  const outageAt = Math.floor((reporting * STEPS_A_MINUTE) / 3);
  const outageEnds = outageAt + OUTAGE_MINUTES * STEPS_A_MINUTE;
  let next = 0;
  for (let step = 0; step < steps && town.faults.length === 0; step += 1) {
    if (step === outageAt) await services.shut();
    if (step === outageAt + OUTAGE_MINUTES) await leave(town);
    if (step === outageEnds) await services.open();
    const due = Math.ceil((planned.length * (step + 1)) / (reporting * STEPS_A_MINUTE));
    for (const one of planned.slice(next, due)) begin(town.file(one));
    next = Math.max(next, due);
    for (const act of answers.due(town.now())) begin(act());
    // Mostly somebody starts it again before the next half minute is over; not always.
    if (Math.random() < 0.7) await desk.gate.opened;
    await new Promise((resolve) => setTimeout(resolve, STEP_TAKES_MS));
    await town.move(STEP_MS);
    if (step % STEPS_A_LOOK === 0) await town.look();
  }
  await killing;
  weather.isBad = false;
  while (doing.size > 0) await Promise.all(doing);
  town.onArrival = () => undefined;
}

/** Kills at random moments, and starts again; with the last step of the clock it need not be over. */
async function killSometimes({ desk, faults }: Town, kills: number): Promise<void> {
  for (let killed = 0; killed < kills && faults.length === 0; killed += 1) {
    const isEarly = Math.random() < EARLY;
    if (!isEarly) await desk.gate.opened;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * (isEarly ? START_MS : LIFE_MS)));
    await desk.kill();
    desk.start();
  }
}

/** A manager leaves; the alerts to them wait at services that are away. */
async function leave(town: Town): Promise<void> {
  await town.staff.change(
    without(LEAVES),
    () => town.now(),
    () => town.desk.ask({ do: 'look' }),
  );
}

/** What people do with what comes to them: some acknowledge at once and survey, some late, some never. */
class Answers {
  readonly #town: Town;
  readonly #seen = new Set<string>();
  #planned: { readonly at: number; readonly act: () => Promise<void> }[] = [];

  constructor(town: Town) {
    this.#town = town;
  }

  see({ number, id }: Arrival, person: string): void {
    if (id.includes('.case-news.') || this.#seen.has(`${number} ${person}`)) return;
    this.#seen.add(`${number} ${person}`);
    const mood = Math.random();
    if (mood > 0.45) return;
    const town = this.#town;
    const act = async () => {
      const isRecorded = await town.receive(number, person);
      if (isRecorded && mood < 0.15) await town.survey(number, person);
    };
    this.#planned.push({ at: town.now() + (mood < 0.3 ? 0 : 12 * 60_000), act });
  }

  /** What is due by now, once. */
  due(now: number): readonly (() => Promise<void>)[] {
    const due = this.#planned.filter(({ at }) => at <= now);
    this.#planned = this.#planned.filter(({ at }) => at > now);
    return due.map(({ act }) => act);
  }
}
