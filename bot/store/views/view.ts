import type { Kysely } from 'kysely';
import type { RecordedEvent } from '../events/recorded-event.ts';

/** One table of a view: rows of texts and whole numbers, found by their key. */
export interface ViewTableShape {
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>;
  /** Names of columns that together are unlike in any two rows. */
  readonly key: readonly string[];
  /** Names of columns to be found by quickly. */
  readonly indexes?: readonly (readonly string[])[];
}

/** The database as a view sees it; it names its own tables by `withTables<{ … }>()`. */
export type ViewDatabase = Kysely<unknown>;

/**
 * Tables that say nothing new, kept up with every append and rebuilt from the events at any time. `apply` runs in the
 * transaction of the append; what it throws undoes all of it. It reads the event and its own tables and nothing else: no
 * clock, no chance, no texts that lie apart (they may be gone at the next rebuild).
 */
export interface View {
  /** Lower case and underscores; every table is named `view_` and this, or begins so. */
  readonly name: string;
  /** Raised with every change of `tables` or `apply`: the next start rebuilds it. */
  readonly version: number;
  readonly tables: Readonly<Record<string, ViewTableShape>>;
  apply(event: RecordedEvent, db: ViewDatabase): Promise<void>;
}
