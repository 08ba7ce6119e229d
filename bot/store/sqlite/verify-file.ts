import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordedEvent } from '../events/recorded-event.ts';
import { StoreError } from '../store-error.ts';
import type { Anchor } from '../verify/verify-checkpoints.ts';
import { type Verified, verifyRecords } from '../verify/verify-records.ts';
import { type StreamChange, streamIndexView } from '../views/stream-index.ts';
import type { View } from '../views/view.ts';
import { copyInto } from './copy-into.ts';
import { openReader, openScratch } from './open-reader.ts';
import { openSqlite } from './open-sqlite.ts';

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
  const records = folder ? join(place, 'assistant.db') : place;
  const all = [streamIndexView(describe), ...views];
  try {
    return await verifyOurs(records, all, anchor);
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'STORE_OLDER')) throw error;
    return verifyOlder(records, all, anchor);
  }
}

async function verifyOurs(file: string, views: readonly View[], anchor?: Anchor): Promise<Verified> {
  const reader = await openReader(file);
  const scratch = openScratch();
  try {
    return await verifyRecords(reader.db, { views, scratch: scratch.db, anchor });
  } finally {
    scratch.close();
    reader.close();
  }
}

/** A copy made before an update: verified as it will be after the migrations, which run on a copy of it. */
async function verifyOlder(file: string, views: readonly View[], anchor?: Anchor): Promise<Verified> {
  // Made for this user alone.
  const folder = mkdtempSync(join(tmpdir(), 'assistant-'));
  try {
    const reader = await openReader(file, 'any');
    try {
      copyInto(reader.connection, file, join(folder, 'assistant.db'));
    } finally {
      reader.close();
    }
    await (await openSqlite(folder)).close();
    return await verifyOurs(join(folder, 'assistant.db'), views, anchor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
