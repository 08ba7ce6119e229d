import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const require = createRequire(import.meta.url);

/**
 * The style sheets that bring our fonts, and the name under which an installed copy of each face is found.
 * BIZ UDPGothic is the universal-design typeface that Windows brings; the package cuts it into some 120 files by
 * character, of which a browser fetches the few that a text needs.
 */
const FACES = [
  { from: '@fontsource/biz-udpgothic', sheet: '400.css', installed: 'BIZ UDPGothic' },
  { from: '@fontsource/biz-udpgothic', sheet: '700.css', installed: 'BIZ UDPGothic Bold' },
  // The markers ⅰ–ⅻ and Ⅰ–Ⅻ, which the packaged BIZ UDPGothic lacks.
  { from: '@fontsource-variable/noto-sans-symbols', sheet: 'wght.css', installed: 'Noto Sans Symbols' },
] as const;

/** The packages that fonts are served from. */
export const FONT_PACKAGES: readonly string[] = [...new Set(FACES.map(({ from }) => from))];

const packageSchema = z.object({ version: z.string() });

/**
 * The packages' own @font-face rules, made ours: an installed copy first (nothing to fetch on Windows), then our woff2
 * files; the old woff format is left out.
 */
export async function fontStyles(): Promise<string> {
  const sheets = FACES.map(async ({ from, sheet, installed }) => {
    const css = await readFile(join(folderOf(from), sheet), 'utf8');
    const address = await addressOf(from);
    return css
      .replaceAll(/,\s*url\([^)]+\.woff\) format\('woff'\)/g, '')
      .replaceAll(
        /url\(\.\/files\/([\w-]+\.woff2)\)/g,
        (_, file: string) => `local('${installed}'), url(${address}${file})`,
      );
  });
  return (await Promise.all(sheets)).join('\n');
}

/**
 * The font files that a style sheet made by {@link fontStyles} names, by their addresses: these and no others are
 * served, whatever else lies in the packages.
 */
export async function fontFiles(styles: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const from of FONT_PACKAGES) {
    const address = await addressOf(from);
    for (const [, path, file] of styles.matchAll(/url\(([^)]*\/([\w-]+\.woff2))\)/g)) {
      if (path === `${address}${file}`) files.set(path, join(folderOf(from), 'files', file ?? ''));
    }
  }
  return files;
}

function folderOf(from: string): string {
  return dirname(require.resolve(`${from}/package.json`));
}

/** The version is part of the address, so that the files can be cached for good. */
async function addressOf(from: string): Promise<string> {
  const { version } = packageSchema.parse(
    JSON.parse(await readFile(join(folderOf(from), 'package.json'), 'utf8')),
  );
  return `/assets/fonts/${from.replace(/^.*\//, '')}-${version}/`;
}
