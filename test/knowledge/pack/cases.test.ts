import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../knowledge/pack.ts';
import { collectedBy } from '../../../knowledge/rules/procedure.ts';
import { copyOfSendai, refusalOf, SENDAI } from './small-pack.ts';

/** Codes and files of what is wrong with a copy of Sendai's pack where one piece of a file is written otherwise. */
async function refusedWith(file: string, piece: string, instead: string) {
  return copyOfSendai(async (folder) => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    if (text.split(piece).length !== 2) throw new Error(`「${piece}」 does not stand once in ${file}`);
    await writeFile(path, text.replace(piece, instead));
    const { errors } = await refusalOf(folder);
    return errors.map((error) => `${error.code} ${error.file}`);
  });
}

describe('what a pack says of cases', () => {
  it('is known of Sendai: times in minutes, posts, and the words for all that a step collects', async () => {
    const { alerts, cases, collected, procedures } = await loadPack(SENDAI);
    expect(alerts).toEqual({ deputyAfter: 10, aboveAfter: 20, thenEvery: 10, repeatEvery: 20 });
    expect(cases.sees.all).toEqual(['csirt-head', 'csirt-staff']);
    const fields = collected.map(({ field }) => field);
    expect([...collectedBy(procedures)].sort()).toEqual([...new Set(fields)].sort());
    const opened = procedures.flatMap(({ id, steps }) =>
      steps.flatMap(({ id: step, opens }) => (opens === null ? [] : [`${id} ${step} ${opens.procedure}`])),
    );
    expect(opened).toEqual([
      'report-lost-id-card file-incident report-incident',
      'report-suspicious-email file-incident report-incident',
    ]);
  });

  it.each([
    [
      'a role that is no post',
      'pack.yaml',
      'bureau: [csirt-manager]',
      'bureau: [staff]',
      ['ROLE_NO_POST pack.yaml'],
    ],
    [
      'times turned round',
      'pack.yaml',
      'deputyAfter: 10, aboveAfter: 20',
      'deputyAfter: 30, aboveAfter: 20',
      ['ALERTS_TURNED_ROUND pack.yaml'],
    ],
    [
      'no number of minutes',
      'pack.yaml',
      'repeatEvery: 20',
      'repeatEvery: 0',
      ['PACK_FILE_MALFORMED pack.yaml'],
    ],
    [
      'something collected without words',
      'procedures/collected.yaml',
      'field: measures,',
      'field: measure,',
      ['COLLECTED_UNKNOWN pack.yaml'],
    ],
    [
      'a report that there is not, to be opened',
      'procedures/report-lost-id-card.yaml',
      '      procedure: report-incident\n',
      '      procedure: send-email\n',
      ['PROCEDURE_UNKNOWN procedures/report-lost-id-card.yaml'],
    ],
    [
      'a fact that the opened report does not have',
      'procedures/report-lost-id-card.yaml',
      'set: { noticedBy: self }',
      'set: { noticedBy: nobody }',
      ['FACT_VALUE_UNKNOWN procedures/report-lost-id-card.yaml'],
    ],
  ])('is refused: %s', async (_, file, piece, instead, errors) => {
    expect((await refusedWith(file, piece, instead)).filter((one) => errors.includes(one))).toEqual(errors);
  });
});
