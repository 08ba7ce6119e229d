import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../../bot/sendai.ts';
import { runScript } from '../run-script.ts';
import { readScript } from '../script.ts';
import { DeskScriptChannel } from './desk-script-channel.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

let knowledge: Knowledge;
let directory: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  const loaded = await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules);
  directory = loaded.directory.withoutAbsences();
});

describe('a case from the first words to its end', () => {
  it('is there for each of the ten kinds, a lost card and a suspicious mail', () =>
    expect(files).toHaveLength(12));

  it.each(files)('%s', async (file) => {
    await runScript(readScript(new URL(file, folder)), await DeskScriptChannel.begin(knowledge, directory));
  });
});
