import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** Where a file stands, and what it says that the arrows `adapters → bot → knowledge` forbid. */
const FORBIDDEN: readonly (readonly [file: string, source: string])[] = [
  ['knowledge/value.ts', "import { run } from '../bot/main.ts';\nexport const x = run;"],
  ['knowledge/type.ts', "import type { Channel } from '../bot/channel.ts';\nexport type X = Channel;"],
  ['knowledge/search/deeper.ts', "import { x } from '../../bot/messages/limits.ts';\nexport const y = x;"],
  ['knowledge/effect.ts', "import '../adapters/start.ts';"],
  ['knowledge/passed-on.ts', "export { run } from '../bot/main.ts';"],
  ['knowledge/all-passed-on.ts', "export * from '../adapters/web/wire.ts';"],
  ['knowledge/late.ts', "export const x = await import('../bot/main.ts');"],
  ['knowledge/from-a-test.ts', "import { x } from '../test/fakes/assistant.ts';\nexport const y = x;"],
  ['knowledge/network.ts', "import { get } from 'node:https';\nexport const x = get;"],
  ['knowledge/server.ts', "import { Hono } from 'hono';\nexport const x = Hono;"],
  ['knowledge/database.ts', "import Database from 'libsql';\nexport const x = Database;"],
  ['knowledge/page.ts', "import { jsx } from 'hono/jsx';\nexport const x = jsx;"],
  ['bot/channel-code.ts', "import { x } from '../adapters/web/wire.ts';\nexport const y = x;"],
  ['bot/conversation/deeper.ts', "import { x } from '../../adapters/start.ts';\nexport const y = x;"],
  ['bot/from-a-test.ts', "import { x } from '../test/fakes/assistant.ts';\nexport const y = x;"],
  ['bot/channel-library.ts', "import { WebClient } from '@slack/web-api';\nexport const x = WebClient;"],
  ['bot/page.ts', "import { h } from 'preact';\nexport const x = h;"],
  ['bot/conversation/database.ts', "import { Kysely } from 'kysely';\nexport const x = Kysely;"],
  ['bot/store/of-the-talk.ts', "import { x } from '../conversation/topics.ts';\nexport const y = x;"],
  [
    'bot/store/sqlite/of-the-policy.ts',
    "import { x } from '../../../knowledge/pack.ts';\nexport const y = x;",
  ],
  ['bot/store/channel-library.ts', "import { Hono } from 'hono';\nexport const x = Hono;"],
  ['adapters/web/database.ts', "import Database from 'libsql';\nexport const x = Database;"],
  ['adapters/web/from-a-test.ts', "import { x } from '../../test/fakes/assistant.ts';\nexport const y = x;"],
];

/** The same, along the arrows. */
const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ['knowledge/own.ts', "import { x } from './policy/clause.ts';\nexport const y = x;"],
  ['knowledge/disk.ts', "import { readFile } from 'node:fs/promises';\nexport const x = readFile;"],
  ['bot/knows.ts', "import { loadPack } from '../knowledge/pack.ts';\nexport const x = loadPack;"],
  ['bot/store/database.ts', "import { Kysely } from 'kysely';\nexport const x = Kysely;"],
  [
    'bot/conversation/keeps.ts',
    "import { openStore } from '../store/open-store.ts';\nexport const x = openStore;",
  ],
  ['bot/conversation/own.ts', "import { x } from '../messages/limits.ts';\nexport const y = x;"],
  [
    'adapters/web/shows.ts',
    "import type { Message } from '../../bot/messages/model.ts';\nexport type X = Message;",
  ],
  ['adapters/web/serves.ts', "import { Hono } from 'hono';\nexport const x = Hono;"],
  ['test/all.ts', "import { x } from '../adapters/start.ts';\nexport const y = x;"],
];

describe('the lint rule for imports', () => {
  let folder: string;
  let faults: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arrows-'));
    for (const file of ['biome.json', '.gitignore']) cpSync(join(ROOT, file), join(folder, file));
    for (const [file, source] of [...FORBIDDEN, ...ALLOWED]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${source}\n`);
    }
    const options = [
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    ];
    const ended = spawnSync(process.execPath, [BIOME, ...options], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = z
      .object({
        diagnostics: z.array(z.object({ message: z.string(), location: z.object({ path: z.string() }) })),
      })
      .parse(JSON.parse(ended.stdout));
    const found = new Map<string, string[]>();
    for (const { message, location } of diagnostics)
      found.set(location.path, [...(found.get(location.path) ?? []), message]);
    faults = found;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(FORBIDDEN)('stops %s: %s', (file) => {
    expect(faults.get(file)).toHaveLength(1);
    // What the room may not know, in words: the name of the rule alone would teach nobody.
    expect(faults.get(file)?.[0]).toMatch(
      /stands alone|is pure|knows channels only|belongs to its adapter|imports from test|knows the database|keeps what it is given/,
    );
  });

  it.each(ALLOWED)('lets %s pass: %s', (file) => {
    expect(faults.get(file)).toBeUndefined();
  });
});

describe('the tree itself', () => {
  /** What a file names after `from`, `import` or in `import(…)`. */
  const namedIn = (source: string) =>
    [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/gu)].map((match) => match[1] ?? '');
  const sourcesIn = (room: string) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/u.test(file))
      .map((file) => join(room, file));
  const importsOf = (room: string) =>
    sourcesIn(room).flatMap((file) =>
      namedIn(readFileSync(join(ROOT, file), 'utf8')).map((named) => ({
        file,
        to: named.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), named)) : named,
      })),
    );

  it('imports along the arrows only', () => {
    const local = (to: string) => /^(?:knowledge|bot|adapters|test)\//u.test(to);
    const against = (room: string, allowed: RegExp) =>
      importsOf(room).filter(({ to }) => local(to) && !allowed.test(to));
    expect(importsOf('knowledge').length).toBeGreaterThan(50);
    expect(against('knowledge', /^knowledge\//u)).toEqual([]);
    expect(against('bot', /^(?:knowledge|bot)\//u)).toEqual([]);
    expect(against('adapters', /^(?:knowledge|bot|adapters)\//u)).toEqual([]);
  });

  it('keeps knowledge/ pure: no network, no processes, no channel’s library', () => {
    const packages = new Set(
      importsOf('knowledge').flatMap(({ to }) => (/^knowledge\//u.test(to) ? [] : [to])),
    );
    expect(
      [...packages].filter((name) =>
        /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|child_process|worker_threads)$/u.test(name),
      ),
    ).toEqual([]);
    expect(
      [...packages].filter((name) => /^(?:@?hono|preact|@slack|botbuilder|kysely|libsql|pg)\b/u.test(name)),
    ).toEqual([]);
  });
});
