import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Asset, PageAssets } from './assets.ts';
import { FONT_PACKAGES, fontStyles } from './fonts.ts';

const require = createRequire(import.meta.url);
const webFolder = fileURLToPath(new URL('..', import.meta.url));

/** Where everything lies that the page is made of. A new import from elsewhere must be added here, or the build stops. */
const SOURCES = ['page', 'wire.ts'];

/** Everything that decides what the bundle looks like, in one hash: our sources, and the versions of what they use. */
export async function bundleKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sourceFiles()) {
    const bytes = await readFile(join(webFolder, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  // This file holds the build's options, and fonts.ts shapes the fonts' style sheet.
  for (const own of ['./bundle.ts', './fonts.ts']) hash.update(await readFile(new URL(own, import.meta.url)));
  for (const name of ['preact', 'esbuild', ...FONT_PACKAGES]) {
    hash.update(await readFile(require.resolve(`${name}/package.json`)));
  }
  return hash.digest('hex').slice(0, 20);
}

/** Bundles the page: one script, one style sheet, one icon, and the fonts' style sheet. */
export async function bundle(): Promise<PageAssets> {
  // Loaded only here: a start that finds the bundle in the cache never pays for esbuild.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: webFolder,
    entryPoints: ['page/main.tsx', 'page/style.css'],
    outdir: 'assets',
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  refuseStrangeInputs(Object.keys(metafile.inputs));

  const assets: Asset[] = outputFiles.map(({ path, contents }) => ({
    path: `/assets/${relative(join(webFolder, 'assets'), path)}`,
    type: path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
    bytes: contents,
  }));
  const fonts = hashed('fonts', 'css', 'text/css; charset=utf-8', Buffer.from(await fontStyles()));
  const icon = hashed('icon', 'svg', 'image/svg+xml', await readFile(join(webFolder, 'page', 'icon.svg')));
  const pathOf = (end: string) => assets.find(({ path }) => path.endsWith(end))?.path ?? '';
  return {
    script: pathOf('.js'),
    style: pathOf('.css'),
    fonts: fonts.path,
    icon: icon.path,
    files: [...assets, fonts, icon],
  };
}

async function sourceFiles(): Promise<string[]> {
  const folder = await readdir(join(webFolder, 'page'), { recursive: true, withFileTypes: true });
  const files = folder
    .filter((entry) => entry.isFile())
    .map((entry) => relative(webFolder, join(entry.parentPath, entry.name)));
  return [...files, 'wire.ts'].sort();
}

/** The cache is keyed by {@link SOURCES}: a page that imported from elsewhere would be served stale. */
function refuseStrangeInputs(inputs: readonly string[]): void {
  const strange = inputs.filter(
    (input) => !input.includes('node_modules/') && !SOURCES.some((known) => input.startsWith(known)),
  );
  if (strange.length > 0)
    throw new Error(`The page imports ${strange.join(', ')}: add it to SOURCES in bundle.ts`);
}

function hashed(name: string, extension: string, type: string, bytes: Uint8Array): Asset {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { path: `/assets/${name}-${hash}.${extension}`, type, bytes };
}
