import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import type { View } from '../views/view.ts';
import { type Fault, Faults } from './fault.ts';
import { type Anchor, CheckpointsVerified } from './verify-checkpoints.ts';
import { verifyEvents } from './verify-events.ts';
import { QueuesNamed } from './verify-queues.ts';
import { verifyRows } from './verify-rows.ts';
import { TextsNamed } from './verify-texts.ts';
import { verifyViews } from './verify-views.ts';

/** What was found. */
export interface Verified {
  readonly faults: readonly Fault[];
  /** Whether there were more faults than are listed. */
  readonly cut: boolean;
  readonly events: number;
  readonly streams: number;
  /** Texts that lie apart. */
  readonly texts: number;
  /** Texts that were erased, as an event says. */
  readonly erased: number;
  readonly checkpoints: number;
  /**
   * The last checkpoint. Written down elsewhere and given again at a later time, it shows that nothing up to it has been
   * made anew as a whole, which no file can show by itself.
   */
  readonly last: Anchor | null;
}

/** What verifying needs to be told. */
export interface VerifyOptions {
  readonly views: readonly View[];
  /** An empty database, to build views in. */
  readonly scratch: Kysely<Tables>;
  readonly anchor?: Anchor | undefined;
}

/** Verifies all that was recorded, as it stands at one moment. Writes nothing. @throws {StoreError} */
export async function verifyRecords(db: Kysely<Tables>, options: VerifyOptions): Promise<Verified> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const faults = new Faults();
      const checkpoints = await CheckpointsVerified.read(transaction, faults, options.anchor);
      const named = new TextsNamed();
      const queues = new QueuesNamed();
      const { events, heads, position } = await verifyEvents(transaction, faults, checkpoints, (event) => {
        named.read(event);
        queues.read(event);
      });
      const { texts, erased } = await named.verify(transaction, faults);
      const sound = faults.all.length === 0;
      await verifyRows(transaction, faults, position);
      if (sound) {
        await queues.verify(transaction, faults);
        await verifyViews(transaction, options.scratch, options.views, faults);
      }
      return {
        ...{ faults: faults.all, cut: faults.cut, events, streams: heads.size, texts, erased },
        ...{ checkpoints: checkpoints.count, last: checkpoints.last },
      };
    });
}
