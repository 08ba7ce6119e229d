import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from '../pack.ts';
import type { Analyser } from './analyse.ts';
import { indexData, type PolicyIndexData, sayingsOf } from './policy-search.ts';

/** Raised whenever analysis changes what is indexed: a kept index of another version is not read. */
const VERSION = 5;

/**
 * The analysed pack, from `folder` where the same pack was analysed before, else worked out now and kept. A cache that
 * cannot be read or written costs time, never the start.
 */
export async function keptIndex(folder: string, pack: Pack, analyser: Analyser): Promise<PolicyIndexData> {
  const name = createHash('sha256').update(`${VERSION} ${pack.fingerprint}`).digest('hex').slice(0, 32);
  const file = join(folder, `index-${name}.json`);
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isIndexData(kept) && kept.features.length === sayingsOf(pack).length) return kept;
  } catch {
    // Not kept yet, or damaged: worked out below and written anew.
  }
  const data = indexData(pack, analyser);
  try {
    await mkdir(folder, { recursive: true });
    // Written beside and renamed: a process killed in the middle leaves no half file under the name.
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(data));
    await rename(unfinished, file);
  } catch {
    // A read-only disk: the next start works it out again.
  }
  return data;
}

function isIndexData(value: unknown): value is PolicyIndexData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documents' in value &&
    Array.isArray(value.documents) &&
    'features' in value &&
    Array.isArray(value.features) &&
    'lexicon' in value &&
    'readings' in value &&
    Array.isArray(value.readings)
  );
}
