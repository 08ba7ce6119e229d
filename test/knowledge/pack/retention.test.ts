import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../knowledge/pack.ts';
import { copyOfSendai, refusalOf, SENDAI } from './small-pack.ts';

const CARD = `  - procedure: report-lost-id-card
    years: 3
`;

/** Code and line of what is wrong with a copy of Sendai's pack where one piece of `pack.yaml` is written otherwise. */
async function refusedWith(piece: string, instead: string) {
  return copyOfSendai(async (folder) => {
    const path = join(folder, 'pack.yaml');
    const text = await readFile(path, 'utf8');
    if (text.split(piece).length !== 2) throw new Error(`「${piece}」 does not stand once in pack.yaml`);
    await writeFile(path, text.replace(piece, instead));
    const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split('\n').length;
    const { errors } = await refusalOf(folder);
    return errors.map(({ code, file, line }) => `${code} ${file} ${(line ?? 0) - lineOf('retention:')}`);
  });
}

describe('how long what people wrote of a case is kept', () => {
  it('is said in years for every procedure of Sendai, each marked as yet to be confirmed', async () => {
    const { retention, procedures } = await loadPack(SENDAI);
    expect(retention.map(({ procedure }) => procedure).sort()).toEqual(procedures.map(({ id }) => id).sort());
    for (const { years, because } of retention) {
      expect(Number.isInteger(years) && years > 0).toBe(true);
      expect(because).toMatch(/^市の確認前：/);
    }
  });

  it.each([
    [
      'no such report',
      'procedure: report-suspicious-email',
      'procedure: send-email',
      ['RETENTION_UNKNOWN pack.yaml 7', 'RETENTION_MISSING pack.yaml 1'],
    ],
    [
      'one twice',
      'procedure: report-incident\n    years',
      'procedure: report-lost-id-card\n    years',
      ['PACK_ENTRY_REPEATED pack.yaml 4', 'RETENTION_MISSING pack.yaml 1'],
    ],
    ['no number of years', CARD, CARD.replace('3', '0'), ['PACK_FILE_MALFORMED pack.yaml 2']],
    [
      'no reason',
      '    because: 市の確認前：同じメール',
      '    why: 市の確認前：同じメール',
      ['PACK_FILE_MALFORMED pack.yaml 7', 'PACK_FILE_MALFORMED pack.yaml 9'],
    ],
  ])('is refused with the line: %s', async (_, piece, instead, errors) => {
    expect(await refusedWith(piece, instead)).toEqual(errors);
  });
});
