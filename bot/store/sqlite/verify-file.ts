import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Anchor } from '../verify/verify-checkpoints.ts';
import { type Verified, verifyRecords } from '../verify/verify-records.ts';
import { type StreamChange, streamIndexView } from '../views/stream-index.ts';
import type { View } from '../views/view.ts';
import { openReader, openScratch } from './open-reader.ts';

/** What to verify, and the views as the store was given them. */
export interface FileToVerify {
  /** A file of records, or the data folder that has one. */
  readonly file: string;
  readonly describe?: ((event: RecordedEvent) => StreamChange) | undefined;
  readonly views?: readonly View[] | undefined;
  /** A checkpoint that was written down elsewhere. */
  readonly anchor?: Anchor | undefined;
}

/** Verifies a file, also while the assistant runs. Writes nothing. @throws {StoreError} where it cannot be read. */
export async function verifyFile({ file, describe, views = [], anchor }: FileToVerify): Promise<Verified> {
  const place = resolve(file);
  const folder = existsSync(place) && statSync(place).isDirectory();
  const reader = await openReader(folder ? join(place, 'assistant.db') : place);
  const scratch = openScratch();
  try {
    const all = [streamIndexView(describe), ...views];
    return await verifyRecords(reader.db, { views: all, scratch: scratch.db, anchor });
  } finally {
    scratch.close();
    reader.close();
  }
}
