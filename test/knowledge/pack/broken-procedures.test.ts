import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfSendai, refusalOf } from './small-pack.ts';

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'pack-cache-'));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

/** What a copy of Sendai's pack is refused with when one piece of one file is written otherwise. */
async function refusedWith(file: string, piece: string | RegExp, instead: string) {
  return copyOfSendai(async (folder) => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const changed = text.replace(piece, () => instead);
    if (changed === text) throw new Error(`「${piece}」 does not stand in ${file}`);
    await writeFile(path, changed);
    return (await refusalOf(folder, cache)).errors;
  });
}

const INCIDENT = 'procedures/report-incident.yaml';
const CARD = 'procedures/report-lost-id-card.yaml';
const MAIL = 'procedures/report-suspicious-email.yaml';
const POLICY = 'policy/sendai-information-security-policy.txt';

describe('a broken copy of the procedures is refused by name', () => {
  it.each([
    [
      'a step with no condition in its conditions',
      CARD,
      '    title: カード',
      '    when: []\n    title: カード',
      'PACK_FILE_MALFORMED',
    ],
    [
      'somebody told only where the step is not due',
      INCIDENT,
      'tells: [system-manager]',
      'tells: [{ role: system-manager, when: { importantSystem: false } }]',
      'PROCEDURE_PART_DEAD',
    ],
    [
      'a step that nobody bears for some facts',
      INCIDENT,
      'bearers: [csirt-manager]',
      'bearers: [{ role: csirt-manager, when: { spreading: true } }]',
      'PROCEDURE_STEP_UNBORNE',
    ],
    [
      'a step without a clause for some facts',
      INCIDENT,
      'cite: [2.8.3.ii#6]',
      'cite: [{ clause: 2.8.3.ii#6, when: { spreading: true } }]',
      'PROCEDURE_STEP_UNCITED',
    ],
    [
      'a step that waits for one that comes later',
      INCIDENT,
      'after: recover',
      'after: final-report',
      'PROCEDURE_STEP_STRANDED',
    ],
    [
      'a step that waits for one that is not always due',
      INCIDENT,
      'after: recover',
      'after: tell-ciso',
      'PROCEDURE_STEP_STRANDED',
    ],
    [
      "a step of the policy that waits for a law's",
      INCIDENT,
      'after: recover',
      'after: check-personal-data-report',
      'PROCEDURE_STEP_STRANDED',
    ],
    [
      'facts that come to no end',
      MAIL,
      'pace: at-once\n    end: true\n  # 4項目め',
      'pace: at-once\n  # 4項目め',
      'PROCEDURE_ENDLESS',
    ],
    [
      'a fact that decides nothing, without a reason',
      MAIL,
      /^ {4}recordedBecause: .*\n/mu,
      '',
      'PROCEDURE_FACT_IDLE',
    ],
    [
      'a reason to record a fact that decides',
      MAIL,
      '開きましたか？\n    clause: 2.7.1.vii#10\n',
      '開きましたか？\n    clause: 2.7.1.vii#10\n    recordedBecause: 記録のため。\n',
      'PROCEDURE_FACT_DECIDES',
    ],
    [
      'a fourth question before anybody is told',
      CARD,
      '      ownPhone: true\n      choices:\n',
      `      ownPhone: true
      choices: [{ value: later, label: 後で }]
    - { ask: card, name: カード, question: どのカード？, clause: 2.4.4#3, choices: [{ value: one, label: 職員証 }] }
    - ask: systems
      name: システム
      question: どのシステム？
      clause: 2.4.4#3
      choices:
`,
      'INTAKE_TOO_LONG',
    ],
    [
      'an answer that no step writes down',
      MAIL,
      '    - ask: when-noticed',
      '    - ask: weather',
      'INTAKE_FIELD_UNKNOWN',
    ],
    [
      'a kind that cannot be chosen',
      INCIDENT,
      'facts: { kind: tampering } }',
      'facts: { kind: other } }',
      'INTAKE_VALUE_MISSING',
    ],
    [
      'a choice with a value that there is not',
      INCIDENT,
      'facts: { kind: tampering } }',
      'facts: { kind: fire } }',
      'FACT_VALUE_UNKNOWN',
    ],
    [
      'an entry with a fact that there is not',
      INCIDENT,
      'facts: { noticedBy: outside }',
      'facts: { weather: outside }',
      'FACT_UNKNOWN',
    ],
    ['a fact heard that there is not', CARD, 'hears: [theft, otherLoss]', 'hears: [weather]', 'FACT_UNKNOWN'],
    [
      'a doubt by which something is known',
      MAIL,
      'label: まだ確かでない, unsure: true, becomes',
      'label: まだ確かでない, unsure: true, facts: { opened: true }, becomes',
      'INTAKE_CHOICE_MALFORMED',
    ],
    [
      'an answer that makes it a report that there is not',
      MAIL,
      'becomes: { report: report-incident, facts: { kind: other } }',
      'becomes: { report: report-fire }',
      'PROCEDURE_UNKNOWN',
    ],
    [
      "an answer with a fact that the other report doesn't have",
      MAIL,
      'becomes: { report: report-incident, facts: { kind: other } }',
      'becomes: { report: report-incident, facts: { opened: true } }',
      'FACT_UNKNOWN',
    ],
    [
      'a question before the alert without a clause of the policy',
      CARD,
      '      clause: 2.4.4#3\n      ownPhone',
      '      clause: 2.4.4#99\n      ownPhone',
      'PACK_CLAUSE_UNKNOWN',
    ],
    ['a bearer that is no role', INCIDENT, 'bearers: [csirt-manager]', 'bearers: [kacho]', 'ROLE_UNKNOWN'],
    ['somebody told who is no role', INCIDENT, 'tells: [ciso]', 'tells: [mayor]', 'ROLE_UNKNOWN'],
    ['somebody told who is no post', INCIDENT, 'tells: [ciso]', 'tells: [staff]', 'ROLE_NO_POST'],
    [
      'somebody told twice',
      CARD,
      'tells: [system-manager, information-manager]',
      'tells: [system-manager, system-manager]',
      'PACK_ENTRY_REPEATED',
    ],
    ['a fact that is not asked', INCIDENT, '{ outsideImpact: true }', '{ press: true }', 'FACT_UNKNOWN'],
    [
      'a value that there is not',
      INCIDENT,
      'when: { kind: attack }',
      'when: { kind: fire }',
      'FACT_VALUE_UNKNOWN',
    ],
    ['a fact that is a number', MAIL, 'type: boolean', 'type: number', 'PROCEDURE_FACT_MALFORMED'],
    [
      'a clause that is not there',
      INCIDENT,
      'cite: [2.8.3.ii#6]',
      'cite: [2.8.3.ii#66]',
      'PACK_CLAUSE_UNKNOWN',
    ],
    ['a step that is not there', INCIDENT, 'after: recover', 'after: repair', 'STEP_UNKNOWN'],
    ['two steps of one name', INCIDENT, 'step: ask-advice', 'step: tell-csirt-head', 'PACK_ENTRY_REPEATED'],
    [
      'a report that no intent has',
      MAIL,
      'procedure: report-suspicious-email',
      'procedure: report-fire',
      'PROCEDURE_UNKNOWN',
    ],
    [
      'a decision as a report',
      MAIL,
      'procedure: report-suspicious-email',
      'procedure: send-email',
      'PROCEDURE_UNKNOWN',
    ],
    ['a word that there is not', INCIDENT, 'strength: should', 'strength: may', 'PACK_FILE_MALFORMED'],
    [
      'a clause whose reading is not recorded',
      MAIL,
      /^ {2}2\.4\.1#2: .*\n/mu,
      '',
      'PROCEDURE_READING_MISSING',
    ],
    [
      'a reading that nothing cites',
      MAIL,
      '\nreadings:\n',
      "\nreadings:\n  2.4.1#1: '00000000'\n",
      'PROCEDURE_READING_IDLE',
    ],
    [
      'a reason for a clause that has a step',
      CARD,
      'withoutStep:\n',
      'withoutStep:\n  - { clause: 2.4.4#4, because: 不要 }\n',
      'PROCEDURE_REASON_IDLE',
    ],
  ])('where it has %s', async (_, file, piece, instead, code) => {
    const errors = await refusedWith(file, piece, instead);
    expect(errors.map((error) => error.code)).toContain(code);
    for (const error of errors.filter((each) => each.code === code)) {
      expect(error.file).toBe(file);
      expect(error.message).toMatch(/[ぁ-ん]/u);
    }
  });

  it('where a step was taken out: with the clauses that nothing answers to, at the scope', async () => {
    const errors = await refusedWith(
      INCIDENT,
      / {2}- step: tell-ciso[\s\S]*?collects: \[instructions\]\n/u,
      '',
    );
    expect(errors).toContainEqual(
      expect.objectContaining({
        code: 'PROCEDURE_CLAUSE_OPEN',
        file: 'pack.yaml',
        message: expect.stringContaining('2.8.3.ii#6'),
      }),
    );
    expect(errors.find(({ code }) => code === 'PROCEDURE_CLAUSE_OPEN')?.line).toBeGreaterThan(1);
  });

  it('where a reason was taken out', async () => {
    const errors = await refusedWith(CARD, /^.*clause: 2\.4\.4#5.*\n/mu, '');
    expect(errors).toContainEqual(
      expect.objectContaining({ code: 'PROCEDURE_CLAUSE_OPEN', message: expect.stringContaining('2.4.4#5') }),
    );
  });

  it("where a clause's text was changed: naming every procedure that rests on it, and both fingerprints", async () => {
    const errors = await refusedWith(
      POLICY,
      '速やかにシステム管理者及び情報管理者に',
      '直ちにシステム管理者及び情報管理者に',
    );
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'PROCEDURE_CLAUSE_CHANGED',
        file: CARD,
        message: expect.stringMatching(/2\.4\.4#3.*[0-9a-f]{8}.*[0-9a-f]{8}/u),
      }),
    ]);
  });

  it('where a report has no procedure, or two', async () => {
    const none = await refusedWith('pack.yaml', `    - ${MAIL}\n`, '');
    expect(none).toEqual([
      expect.objectContaining({
        code: 'PROCEDURE_MISSING',
        file: 'pack.yaml',
        message: expect.stringContaining('report-suspicious-email'),
      }),
    ]);
    const two = await refusedWith('pack.yaml', `    - ${MAIL}\n`, `    - ${MAIL}\n    - ${MAIL}\n`);
    expect(two).toContainEqual(expect.objectContaining({ code: 'PACK_ENTRY_REPEATED', file: MAIL }));
  });

  it('where the scope names a clause that is not there', async () => {
    const errors = await refusedWith('pack.yaml', 'scope: [2.4.4, 2.8.3]', 'scope: [2.4.44, 2.8.3]');
    expect(errors).toContainEqual(
      expect.objectContaining({ code: 'PACK_CLAUSE_UNKNOWN', file: 'pack.yaml' }),
    );
  });
});
