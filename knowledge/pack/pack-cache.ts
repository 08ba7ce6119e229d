import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackCache } from './read-file.ts';

/** Raised whenever a schema changes: what an older one found good is read again. */
const VERSION = 7;

/**
 * Checked pack files in a folder. Only this program writes there, and only what a schema has passed; a cache that cannot
 * be read or written costs time, never the start.
 */
export function packCache<T>(folder: string, kind: string): PackCache<T> {
  const fileOf = (text: string) => {
    const hash = createHash('sha256').update(`${VERSION} ${kind} ${text}`).digest('hex').slice(0, 32);
    return join(folder, `pack-${hash}.json`);
  };
  return {
    async get(text) {
      try {
        return JSON.parse(await readFile(fileOf(text), 'utf8'));
      } catch {
        return null;
      }
    },
    async set(text, data) {
      try {
        await mkdir(folder, { recursive: true });
        const unfinished = `${fileOf(text)}.${process.pid}`;
        await writeFile(unfinished, JSON.stringify(data));
        await rename(unfinished, fileOf(text));
      } catch {
        // A read-only disk: the next start reads the YAML again.
      }
    },
  };
}

/** Raised whenever a check finds faults that it did not find before. */
const PROOF = 1;

/**
 * Remembers which rules were proved whole: trying every combination of facts takes longer than reading the rules.
 * `npm run -s cli -- check` proves anew whatever is remembered.
 */
export class ProofCache {
  readonly #file: string;

  /** @param rules all that the proof depends on. */
  constructor(folder: string, rules: unknown) {
    const hash = createHash('sha256')
      .update(JSON.stringify([PROOF, rules]))
      .digest('hex')
      .slice(0, 32);
    this.#file = join(folder, `proved-${hash}`);
  }

  async has(): Promise<boolean> {
    try {
      return (await readFile(this.#file, 'utf8')) === PROVED;
    } catch {
      return false;
    }
  }

  async add(): Promise<void> {
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(this.#file, PROVED);
    } catch {
      // A read-only disk: the next start proves it again.
    }
  }
}

/** Half a file proves nothing. */
const PROVED = 'proved\n';
