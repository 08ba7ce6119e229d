import { dayInJapan, readDay } from '../../knowledge/organisation/day.ts';
import type { Day, Directory, Person } from '../../knowledge/organisation/directory.ts';
import { ABSENCES } from '../messages/desk-wording.ts';
import type { FormMessage } from '../messages/model.ts';
import type { Events } from '../store/events/events.ts';

const STREAM = 'absence/';

interface Recorded {
  readonly from: Day;
  readonly to: Day;
  readonly version: number;
}

/**
 * Absences that people recorded themselves, over those of the directory's files. Events, so that it can be seen later why a
 * deputy was asked.
 */
export class Absences {
  readonly #events: Pick<Events, 'load' | 'append' | 'streams'>;
  readonly #policy: string;
  #recorded: ReadonlyMap<string, Recorded> = new Map();
  /** What `over` made last: it is asked for at every use, and a directory of thousands takes its time. */
  #made: {
    readonly of: Directory;
    readonly recorded: ReadonlyMap<string, Recorded>;
    readonly today: Day;
    readonly directory: Directory;
  } | null = null;

  private constructor(events: Pick<Events, 'load' | 'append' | 'streams'>, policy: string) {
    this.#events = events;
    this.#policy = policy;
  }

  /** @throws {StoreError} */
  static async open(events: Pick<Events, 'load' | 'append' | 'streams'>, policy: string): Promise<Absences> {
    const absences = new Absences(events, policy);
    const streams = await events.streams({ prefix: STREAM });
    const found = await Promise.all(streams.map(({ stream }) => absences.#last(stream)));
    absences.#recorded = new Map(found.flatMap((one) => (one === null ? [] : [one])));
    return absences;
  }

  /** The directory with what was recorded: it counts over the files while it lasts. */
  over(directory: Directory, at: Date): Directory {
    const today = dayInJapan(at);
    const lasting = [...this.#recorded].filter(([, { to }]) => to >= today);
    if (lasting.length === 0) return directory;
    const made = this.#made;
    if (made?.of === directory && made.recorded === this.#recorded && made.today === today)
      return made.directory;
    const recorded = new Map(lasting);
    const over = directory.withAbsences((person) => {
      const own = recorded.get(person.id);
      return own === undefined ? person.absence : { from: own.from, to: own.to };
    });
    this.#made = { of: directory, recorded: this.#recorded, today, directory: over };
    return over;
  }

  /** What a person has recorded that is not over. */
  of(person: string, at: Date): { readonly from: Day; readonly to: Day } | null {
    const recorded = this.#recorded.get(person);
    return recorded === undefined || recorded.to < dayInJapan(at) ? null : recorded;
  }

  /** @throws {StoreError} @throws {EventConflict} where the same person recorded another at the same instant. */
  async record(person: Person, from: Day, to: Day, at: Date): Promise<void> {
    await this.#append(person.id, at, 'absence-recorded', { from, to });
    this.#recorded = new Map(this.#recorded).set(person.id, { from, to, version: 0 });
  }

  /** Back earlier than recorded. */
  async end(person: Person, at: Date): Promise<void> {
    await this.#append(person.id, at, 'absence-ended', {});
    const left = new Map(this.#recorded);
    left.delete(person.id);
    this.#recorded = left;
  }

  async #append(person: string, at: Date, type: string, data: Record<string, string>): Promise<void> {
    const stream = `${STREAM}${person}`;
    const { length } = await this.#events.load(stream);
    await this.#events.append({
      stream,
      expectedVersion: length,
      policy: this.#policy,
      events: [{ type, by: person, at, data }],
    });
  }

  async #last(stream: string): Promise<readonly [string, Recorded] | null> {
    const event = (await this.#events.load(stream)).at(-1);
    if (event?.type !== 'absence-recorded') return null;
    const from = readDay(String(event.data.from));
    const to = readDay(String(event.data.to));
    return from === null || to === null
      ? null
      : [stream.slice(STREAM.length), { from, to, version: event.version }];
  }
}

/** The form by which somebody records an absence. */
export function absenceForm(): FormMessage {
  const { fields } = ABSENCES;
  return {
    type: 'form',
    form: 'absence',
    title: ABSENCES.title,
    fields: [
      { kind: 'date', id: 'from', ...fields.from, required: true },
      { kind: 'date', id: 'to', ...fields.to, required: true },
    ],
    submit: ABSENCES.submit,
  };
}

/** Reads the form. @returns the problem in words where something is wrong. */
export function readAbsence(
  values: Readonly<Record<string, string>>,
  at: Date,
):
  | { readonly ok: true; readonly from: Day; readonly to: Day }
  | { readonly ok: false; readonly problem: string } {
  const from = readDay((values.from ?? '').trim());
  const to = readDay((values.to ?? '').trim());
  if (from === null || to === null) return { ok: false, problem: ABSENCES.notADate };
  if (to < from) return { ok: false, problem: ABSENCES.turnedRound };
  if (to < dayInJapan(at)) return { ok: false, problem: ABSENCES.past };
  return { ok: true, from, to };
}
