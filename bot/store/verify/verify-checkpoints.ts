import type { Kysely } from 'kysely';
import { CHECKPOINT_FIELDS, checkpointHash } from '../events/checkpoint.ts';
import { isObject, parseObject } from '../json.ts';
import type { CheckpointTable, EventTable, Tables } from '../schema.ts';
import { changedFields } from '../seal.ts';
import type { Faults } from './fault.ts';

/** Stream → its last event so far. */
export type Heads = ReadonlyMap<string, Pick<EventTable, 'version' | 'hash'>>;

/** A checkpoint that somebody has written down elsewhere. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

/** Every checkpoint, held against the streams when the events have been read so far. */
export class CheckpointsVerified {
  readonly #rows: readonly CheckpointTable[];
  readonly #faults: Faults;
  #next = 0;

  private constructor(rows: readonly CheckpointTable[], faults: Faults) {
    this.#rows = rows;
    this.#faults = faults;
  }

  /** Reads them all, and checks each against its own hash and the one before. @param anchor must be among them. */
  static async read(db: Kysely<Tables>, faults: Faults, anchor?: Anchor): Promise<CheckpointsVerified> {
    const rows = await db.selectFrom('checkpoint').selectAll().orderBy('number').execute();
    let before: CheckpointTable | undefined;
    for (const row of rows) {
      verifyCheckpoint(row, before, faults);
      before = row;
    }
    if (anchor !== undefined && rows.find(({ number }) => number === anchor.number)?.hash !== anchor.hash)
      faults.add({
        code: 'CHECKPOINT_MISSING',
        table: 'checkpoint',
        row: String(anchor.number),
        field: 'hash',
      });
    return new CheckpointsVerified(rows, faults);
  }

  get count(): number {
    return this.#rows.length;
  }

  /** The last one, to be written down elsewhere. */
  get last(): Anchor | null {
    const last = this.#rows.at(-1);
    return last === undefined ? null : { number: last.number, hash: last.hash };
  }

  /** Holds all that cover events up to the position against where the streams stand. @param moved is emptied. */
  passTo(position: number, heads: Heads, moved: Map<string, unknown>): void {
    for (let row = this.#rows[this.#next]; row !== undefined && row.position <= position; ) {
      this.#compare(row, heads, moved);
      moved.clear();
      this.#next += 1;
      row = this.#rows[this.#next];
    }
  }

  #compare({ number, heads }: CheckpointTable, found: Heads, moved: ReadonlyMap<string, unknown>): void {
    const written = parseObject(heads);
    // Not to be read: it has been named already.
    if (written === undefined) return;
    for (const [stream, head] of Object.entries(written)) {
      if (!isObject(head)) continue;
      const now = found.get(stream);
      if (now === undefined || now.version !== head.version || now.hash !== head.hash)
        this.#faults.add({
          ...{ code: 'STREAM_CUT', table: 'event', row: `${stream} ${head.version}`, stream },
          ...(typeof head.version === 'number' ? { version: head.version } : {}),
        });
    }
    for (const stream of moved.keys())
      if (!Object.hasOwn(written, stream))
        this.#faults.add({
          ...{ code: 'CHECKPOINT_CHANGED', table: 'checkpoint', row: String(number) },
          ...{ field: 'heads', stream },
        });
  }
}

function verifyCheckpoint(row: CheckpointTable, before: CheckpointTable | undefined, faults: Faults): void {
  const place = { table: 'checkpoint', row: String(row.number) };
  const changed: readonly string[] = changedFields(row, CHECKPOINT_FIELDS);
  const fits = checkpointHash(row) === row.hash;
  for (const field of fits || changed.length > 0 ? changed : ['hash'])
    faults.add({ ...place, code: 'CHECKPOINT_CHANGED', field });
  const expected = (before?.number ?? 0) + 1;
  if (row.number !== expected) faults.add({ ...place, code: 'CHECKPOINT_MISSING', row: String(expected) });
  else if (
    row.previous !== (before?.hash ?? '') &&
    fits &&
    (before === undefined || checkpointHash(before) === before.hash)
  )
    faults.add({ ...place, code: 'CHECKPOINT_UNCHAINED', field: 'previous' });
}
