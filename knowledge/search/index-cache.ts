import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from '../pack.ts';
import type { Analyser } from './analyse.ts';
import { indexData, type PolicyIndexData, sayingsOf } from './policy-search.ts';

/** Raised whenever analysis changes what is indexed: a kept index of another version is not read. */
const VERSION = 8;

/** The analysed pack from `folder`, or null where this pack was not analysed before, or what was kept is damaged. */
export async function keptIndex(folder: string, pack: Pack): Promise<PolicyIndexData | null> {
  try {
    const kept: unknown = JSON.parse(await readFile(fileOf(folder, pack), 'utf8'));
    if (!isKept(kept) || kept.features.length !== sayingsOf(pack).length) return null;
    const { names, ...data } = kept;
    return { ...data, features: kept.features.map((own) => own.map((number) => names[number] ?? '')) };
  } catch {
    return null;
  }
}

/** Analyses the pack and keeps what it found. A folder that cannot be written costs time at the next start, no more. */
export async function newIndex(folder: string, pack: Pack, analyser: Analyser): Promise<PolicyIndexData> {
  const data = indexData(pack, analyser);
  try {
    await mkdir(folder, { recursive: true });
    // Written beside and renamed: a process killed in the middle leaves no half file under the name.
    const unfinished = `${fileOf(folder, pack)}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(numbered(data)));
    await rename(unfinished, fileOf(folder, pack));
  } catch {
    // A read-only disk: the next start works it out again.
  }
  return data;
}

function fileOf(folder: string, pack: Pack): string {
  const name = createHash('sha256').update(`${VERSION} ${pack.fingerprint}`).digest('hex').slice(0, 32);
  return join(folder, `index-${name}.json`);
}

/** The index with each feature written once, and named by its place: a third of the size, and of the time to read it. */
type Kept = Omit<PolicyIndexData, 'features'> & {
  readonly names: readonly string[];
  readonly features: readonly (readonly number[])[];
};

function numbered(data: PolicyIndexData): Kept {
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const features = data.features.map((own) => own.map(numberOf));
  return { ...data, features, names: [...numbers.keys()] };
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documents' in value &&
    Array.isArray(value.documents) &&
    'features' in value &&
    Array.isArray(value.features) &&
    'names' in value &&
    Array.isArray(value.names) &&
    'lexicon' in value &&
    'leanings' in value &&
    'readings' in value &&
    Array.isArray(value.readings)
  );
}
