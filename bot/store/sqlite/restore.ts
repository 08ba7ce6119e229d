import { constants, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Verified } from '../verify/verify-records.ts';
import { connect, execute } from './connect.ts';
import { copyInto } from './copy-into.ts';
import { openReader } from './open-reader.ts';
import { RESTORED } from './open-sqlite.ts';
import { fileToDisk, folderToDisk, makeFolder, makeNewFile } from './private-file.ts';
import { refuseForeignFile } from './refuse-file.ts';
import { storeErrorFrom } from './sqlite-error.ts';
import { type FileToVerify, verifyFile } from './verify-file.ts';
import { takeWriterLock } from './writer-lock.ts';

/** What a restore needs to be told. */
export interface RestoreOptions extends Omit<FileToVerify, 'anchor'> {
  readonly dataFolder: string;
  readonly now?: () => Date;
}

/** What came of it. */
export interface Restored {
  /** Where it has faults, nothing was done. */
  readonly verified: Verified;
  /** Where the records that were there before are now; null where there were none. */
  readonly kept: string | null;
}

/**
 * Puts a verified copy in the place of the records. What was there is kept beside it under the date. At every moment
 * there are whole records in the folder, the old ones or the new.
 * @throws {StoreError} `STORE_LOCKED` while an assistant has the folder.
 */
export async function restore({
  dataFolder,
  file,
  now = () => new Date(),
  ...how
}: RestoreOptions): Promise<Restored> {
  const folder = resolve(dataFolder);
  const target = join(folder, 'assistant.db');
  const source = resolve(file);
  // Before the folder is made: a mistyped name leaves nothing behind.
  const verified = await verifyFile({ ...how, file: source });
  if (verified.faults.length > 0) return { verified, kept: null };
  makeFolder(folder);
  const unlock = takeWriterLock(join(folder, 'assistant.lock'), folder);
  try {
    const fresh = join(folder, 'assistant.db.restoring');
    await copyFrom(source, fresh);
    const kept = keep(target, now());
    for (const companion of ['-wal', '-shm']) rmSync(`${target}${companion}`, { force: true });
    renameSync(fresh, target);
    folderToDisk(target);
    return { verified, kept };
  } catch (error) {
    throw storeErrorFrom(error, target);
  } finally {
    unlock();
  }
}

async function copyFrom(source: string, fresh: string): Promise<void> {
  // What an earlier attempt may have left.
  rmSync(fresh, { force: true });
  const reader = await openReader(source, 'any');
  try {
    makeNewFile(fresh);
    copyInto(reader.connection, source, fresh);
  } finally {
    reader.close();
  }
  const connection = connect(fresh);
  try {
    execute(connection, fresh, `pragma user_version = ${RESTORED}`);
  } finally {
    connection.close();
  }
  fileToDisk(fresh);
}

/** Copies what is in the way under the date, with the log beside it where SQLite cannot bring that into the file. */
function keep(target: string, at: Date): string | null {
  foldLog(target);
  const kept = freeName(target, at);
  const [file, log] = ['', '-wal'].map((companion) =>
    copyKept(`${target}${companion}`, `${kept}${companion}`),
  );
  if (!file && !log) return null;
  folderToDisk(kept);
  return kept;
}

/** @returns whether there was anything. */
function copyKept(from: string, to: string): boolean {
  if ((statSync(from, { throwIfNoEntry: false })?.size ?? 0) === 0) return false;
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  fileToDisk(to);
  return true;
}

/** A damaged file keeps its log beside it: damage may be why there is something to restore. */
function foldLog(target: string): void {
  try {
    if (!refuseForeignFile(target)) return;
    const connection = connect(target);
    try {
      execute(connection, target, 'pragma wal_checkpoint(truncate)');
    } finally {
      connection.close();
    }
  } catch {}
}

/** `assistant-2026-11-24T09-15-30.db`, in UTC, and a number where that is taken. */
function freeName(target: string, at: Date): string {
  const dated = target.replace(/\.db$/u, `-${at.toISOString().slice(0, 19).replaceAll(':', '-')}`);
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? `${dated}.db` : `${dated}-${n}.db`;
    if (!existsSync(name)) return name;
  }
}
