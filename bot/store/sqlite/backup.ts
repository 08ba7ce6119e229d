import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Verified } from '../verify/verify-records.ts';
import { copyInto } from './copy-into.ts';
import { openReader } from './open-reader.ts';
import { makeNewFile } from './private-file.ts';
import { type FileToVerify, verifyFile } from './verify-file.ts';

/** What a backup needs to be told. */
export interface BackupOptions extends Omit<FileToVerify, 'file' | 'anchor'> {
  readonly dataFolder: string;
  /** Where to; nothing may be there yet. */
  readonly file: string;
}

/**
 * Copies the records into one file, also while the assistant runs, for this user alone. The copy is on the disk and has
 * been verified when it resolves; where it has faults it is taken away again.
 * @throws {StoreError}
 */
export async function backup({ dataFolder, file: to, ...how }: BackupOptions): Promise<Verified> {
  const source = join(resolve(dataFolder), 'assistant.db');
  const file = resolve(to);
  const reader = await openReader(source);
  try {
    makeNewFile(file);
    try {
      copyInto(reader.connection, source, file);
      const verified = await verifyFile({ ...how, file });
      if (verified.faults.length > 0) rmSync(file);
      return verified;
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  } finally {
    reader.close();
  }
}
