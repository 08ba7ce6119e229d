import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * BIZ UDPGothic, the universal-design typeface that Windows brings. It is cut into about 120 files by character, of
 * which a browser fetches the few that a text needs.
 */
const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('@fontsource/biz-udpgothic/package.json'));

/** Weights that the pages use, with the name under which an installed copy of the face is found. */
const FACES = [
  { file: '400.css', installed: 'BIZ UDPGothic' },
  { file: '700.css', installed: 'BIZ UDPGothic Bold' },
] as const;

const packageSchema = z.object({ version: z.string() });

/** The package's version: part of the fonts' addresses, so that they can be cached for good. */
export async function fontVersion(): Promise<string> {
  return packageSchema.parse(JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))).version;
}

/** The address under which one font file is served. */
export function fontPath(version: string, file: string): string {
  return `/assets/fonts-${version}/${file}`;
}

/**
 * The package's own @font-face rules, made ours: an installed copy first (nothing to fetch on Windows), then our woff2
 * files; the old woff format is left out.
 */
export async function fontStyles(version: string): Promise<string> {
  const sheets = FACES.map(async ({ file, installed }) => {
    const css = await readFile(join(packageFolder, file), 'utf8');
    return css
      .replaceAll(/,\s*url\([^)]+\.woff\) format\('woff'\)/g, '')
      .replaceAll(
        /url\(\.\/files\/([\w-]+\.woff2)\)/g,
        (_, name: string) => `local('${installed}'), url(${fontPath(version, name)})`,
      );
  });
  return (await Promise.all(sheets)).join('\n');
}

/** The font files that a style sheet made by {@link fontStyles} names: these and no others are served. */
export function fontFilesNamedIn(styles: string): ReadonlySet<string> {
  return new Set([...styles.matchAll(/\/([\w-]+\.woff2)\)/g)].flatMap((match) => match[1] ?? []));
}

/** The bytes of one font file. The name must come from {@link fontFilesNamedIn}. */
export function readFont(file: string): Promise<Uint8Array> {
  return readFile(join(packageFolder, 'files', file));
}
