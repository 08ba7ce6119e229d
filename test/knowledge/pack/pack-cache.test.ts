import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';
import { SENDAI } from './small-pack.ts';

let folder: string;
let cache: string;
let fresh: Pack;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
  cache = join(folder, 'cache');
  fresh = await loadPack(SENDAI);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const places = ({ flows, procedures }: Pack) => [
  ...flows.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.map(({ place }) => place))),
  ...procedures.flatMap(({ steps }) => steps.map(({ place }) => place)),
];

describe('a pack that was checked before', () => {
  it('is the same, each row and step at its line', async () => {
    const first = await loadPack(SENDAI, cache);
    const again = await loadPack(SENDAI, cache);
    expect(places(fresh).length).toBeGreaterThan(100);
    for (const pack of [first, again]) {
      expect(places(pack)).toEqual(places(fresh));
      expect(pack.fingerprint).toBe(fresh.fingerprint);
    }
  });

  it('is proved anew once a rule has changed, so that a gap is found all the same', async () => {
    const changed = join(folder, 'changed');
    await cp(SENDAI, changed, { recursive: true });
    const file = join(changed, 'flows/auto-forward.yaml');
    const text = await readFile(file, 'utf8');
    await loadPack(changed, cache);
    const lastRow = text.slice(text.lastIndexOf('      - when:'), text.indexOf('readings:'));
    // What the row answered is left open.
    await writeFile(file, text.replace(lastRow, ''));
    await expect(loadPack(changed, cache)).rejects.toThrow('FLOW_');
  });

  it('is proved anew where the proof is damaged', async () => {
    const proofs = (await readdir(cache)).filter((name) => name.startsWith('proved-'));
    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of proofs) await writeFile(join(cache, proof), 'prov');
    await loadPack(SENDAI, cache);
    const mended = await Promise.all(proofs.map((proof) => readFile(join(cache, proof), 'utf8')));
    expect(mended).toContain('proved\n');
  });
});
