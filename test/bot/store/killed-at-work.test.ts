import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';
import { verifyFile } from '../../../bot/store/sqlite/verify-file.ts';
import { OtherProcess } from './other-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

const program = fileURLToPath(new URL('working-process.ts', import.meta.url));

/** Far more rounds than are ever waited for. */
const STREAM = 1_000_000;

it('loses nothing that was acknowledged, sends all at least once and in order, fires all once, when it is killed', {
  timeout: 60_000,
}, async () => {
  const dataFolder = temporaryFolder();
  const said: string[] = [];
  // At the start, and at ends that are no multiple of what a round says.
  for (const lines of [2, 64, 117]) {
    const other = new OtherProcess(dataFolder, { program, saves: STREAM });
    await other.said(lines);
    await other.kill();
    said.push(...other.lines);
    expect(other.stderr).toBe('');
    expect((await verifyFile({ file: dataFolder })).faults).toEqual([]);
  }
  const last = new OtherProcess(dataFolder, { program, saves: 0 });
  const drained = () => last.lines.includes('drained');
  while (!drained()) await last.said(last.lines.length + 1);
  said.push(...last.lines);

  const store = await openStore({ dataFolder });
  onTestFinished(() => store.close());
  const acknowledged = (word: string) =>
    said.flatMap((line) => (line.startsWith(`${word} `) ? [line.split(' ')] : []));

  // Events and texts.
  const noted: string[] = [];
  for (const stream of ['case/0', 'case/1', 'case/2']) {
    const events = (await store.events.load(stream)).filter(({ type }) => type === 'noted');
    for (const { data, texts } of events) expect(texts).toEqual({ text: `文章 ${data.id}` });
    const ids = events.map(({ data }) => String(data.id));
    noted.push(...ids);
    const kept = acknowledged('appended').flatMap(([, of, id]) => (of === stream ? [id] : []));
    expect(ids).toEqual(expect.arrayContaining(kept));
  }
  expect(acknowledged('appended').length).toBeGreaterThan(20);

  // Messages: each at least once, a second time only as one that may have arrived, in the order of their stream.
  const sent = readFileSync(join(dataFolder, 'sent.txt'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line): { id: string; orderKey: string; resend: boolean } => JSON.parse(line));
  expect(new Set(sent.map(({ id }) => id))).toEqual(new Set(noted));
  for (const [n, { id, resend }] of sent.entries())
    if (sent.slice(0, n).some((earlier) => earlier.id === id)) expect(resend).toBe(true);
  for (const stream of ['case/0', 'case/1', 'case/2']) {
    const inOrder = sent
      .filter(({ orderKey }) => orderKey === stream)
      .map(({ id }) => Number(id.split('-')[1]));
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
  }
  expect(await store.outbox.oldest()).toEqual({ waiting: 0, since: null });

  // Timers and what was received: each led to one event.
  const all: { type: string; key: string }[] = [];
  for await (const page of store.events.all())
    all.push(...page.map(({ type, data }) => ({ type, key: String(data.key ?? data.id) })));
  const of = (wanted: string) => all.flatMap(({ type, key }) => (type === wanted ? [key] : [])).sort();
  expect(of('fired')).toEqual([...noted].sort());
  const worked = of('worked');
  expect(new Set(worked).size).toBe(worked.length);
  expect(worked).toEqual(expect.arrayContaining(acknowledged('received').map(([, id]) => id)));
});
