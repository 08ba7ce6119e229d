import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, type Log } from '../../../bot/log.ts';
import { Secret } from '../../../bot/secret.ts';

const FILE = 'demo-session-secret';

/**
 * The demo's secret, made on its first start and kept in the data folder for its owner's eyes only, so that a restart
 * signs nobody out. Never used with a provider: there the administrator sets one.
 */
export async function demoSecret(options: {
  readonly dataFolder: string;
  readonly log: Log;
}): Promise<Secret> {
  const file = join(options.dataFolder, FILE);
  const fresh = randomBytes(32).toString('base64url');
  try {
    await mkdir(options.dataFolder, { recursive: true });
    await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return new Secret(fresh);
  } catch (error) {
    const kept = isThereAlready(error) ? await read(file) : null;
    if (kept !== null) return new Secret(kept);
    options.log({ code: 'DEMO_SECRET_NOT_KEPT', reason: codeOf(error) });
    return new Secret(fresh);
  }
}

async function read(file: string): Promise<string | null> {
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    await chmod(file, 0o600);
    return Buffer.byteLength(kept) >= 32 ? kept : null;
  } catch {
    return null;
  }
}

function isThereAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
