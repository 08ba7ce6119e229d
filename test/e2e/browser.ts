import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import { z } from 'zod';

/**
 * A headless Chromium that comes through npm alone (`@sparticuz/chromium`), on a machine with no browser, no fonts and
 * none of a browser's libraries.
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  return playwright.launch({
    executablePath,
    args: [...FLAGS],
    env: {
      ...process.env,
      // The package's own fonts (Latin only), and not the machine's: Japanese shows only if our page serves its font.
      FONTCONFIG_PATH: join(folder, 'fonts'),
      ...(lacksLibraries(executablePath) ? { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } : {}),
    },
  });
}

/**
 * Of the package's own flags, those that a browser needs inside a container. The rest would spoil the tests: it turns
 * web security off, and runs every tab in one process that dies with the first.
 */
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

const packageSchema = z.object({ version: z.string() });

/** Unpacks the browser once for each version, and says where. */
async function unpacked(): Promise<string> {
  const require = createRequire(import.meta.url);
  const { version } = packageSchema.parse(require('../../node_modules/@sparticuz/chromium/package.json'));
  const folder = join(tmpdir(), `chromium-for-tests-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(tmpdir(), { recursive: true });
  const aside = await mkdtemp(`${folder}-`);
  await unpackInto(aside);
  await writeFile(join(aside, 'fonts', 'fonts.conf'), fontsConfig(join(folder, 'fonts')));
  // Renamed when it is whole: a test run broken off half-way leaves nothing that the next would take for a browser.
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/**
 * The package unpacks into TMPDIR, and unpacks the libraries (libnss3 and its like) only where it believes itself on
 * Amazon's Lambda: it is told both for this one call.
 */
async function unpackInto(folder: string): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const before = {
    TMPDIR: process.env.TMPDIR,
    AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME,
  };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    await chromium.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The package's own fonts.conf looks in /tmp/fonts; without any font at all Chromium draws nothing and falls over. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`;
}

/** Only where the machine lacks one: the package's copies are older than most machines' own. */
function lacksLibraries(executable: string): boolean {
  return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
}
