import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { codeOf, type Log } from '../../../bot/log.ts';
import type { PageAssets } from './assets.ts';
import { bundle, bundleKey } from './bundle.ts';

const manifestSchema = z.object({
  script: z.string(),
  style: z.string(),
  fonts: z.string(),
  icon: z.string(),
  files: z.array(z.object({ path: z.string(), type: z.string() })),
});

/**
 * The page's assets, from `<cacheFolder>/web/<hash of the sources>/` if they were bundled before. A cache that cannot
 * be read or written costs a second at start, never an error.
 */
export async function cachedBundle(cacheFolder: string, log: Log): Promise<PageAssets> {
  const folder = join(cacheFolder, 'web', await bundleKey());
  const known = await read(folder);
  if (known !== null) return known;
  const fresh = await bundle();
  await write(folder, fresh).catch((error: unknown) =>
    log({ code: 'CACHE_NOT_KEPT', reason: codeOf(error) }),
  );
  return fresh;
}

async function read(folder: string): Promise<PageAssets | null> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    const files = manifest.files.map(async (file) => ({
      ...file,
      bytes: await readFile(join(folder, basename(file.path))),
    }));
    return { ...manifest, files: await Promise.all(files) };
  } catch {
    return null;
  }
}

/** Written aside and then renamed: whoever reads sees all of it or nothing, also when two processes start at once. */
async function write(folder: string, assets: PageAssets): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  try {
    for (const { path, bytes } of assets.files) await writeFile(join(aside, basename(path)), bytes);
    const files = assets.files.map(({ path, type }) => ({ path, type }));
    await writeFile(join(aside, 'manifest.json'), JSON.stringify({ ...assets, files }));
    // What lies here could not be read, or another process was faster: either way ours is good.
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}
