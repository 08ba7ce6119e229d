import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfSendai, refusalOf } from './small-pack.ts';

/** What a copy of Sendai's pack is refused with when one piece of one file is written otherwise. */
async function refusedWith(file: string, piece: string | RegExp, instead: string) {
  return copyOfSendai(async (folder) => {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const changed = text.replace(piece, () => instead);
    if (changed === text) throw new Error(`「${piece}」 does not stand in ${file}`);
    await writeFile(path, changed);
    return (await refusalOf(folder)).errors;
  });
}

const EMAIL = 'flows/send-email.yaml';

describe('a broken copy of the guided decisions is refused by name', () => {
  it('where a row was taken out: with the combination that is left open', async () => {
    const errors = await refusedWith(EMAIL, '      - when: { article7Personal: false }\n', '');
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'FLOW_GAP',
        file: EMAIL,
        message: expect.stringMatching(/article7Personal=false.*「個人情報」/u),
      }),
    ]);
    expect(errors[0]?.line).toBeGreaterThan(1);
  });

  it('where it leads to a decision that is not there', async () => {
    const errors = await refusedWith(
      'flows/use-external-service.yaml',
      'flow: cloud-data',
      'flow: clowd-data',
    );
    expect(errors).toEqual([
      expect.objectContaining({ code: 'FLOW_UNKNOWN', message: expect.stringContaining('clowd-data') }),
    ]);
  });

  it('where what is counted is given to a fact that is no number', async () => {
    const errors = await refusedWith(EMAIL, 'name: 添付ファイル', 'name: 添付ファイル\n    counts: [[添付]]');
    expect(errors).toEqual([expect.objectContaining({ code: 'FLOW_FACT_MALFORMED', file: EMAIL })]);
  });

  it('where two rows overlap: with both lines', async () => {
    const errors = await refusedWith(
      EMAIL,
      'article7Personal: true, classification: [S, I] }',
      'article7Personal: true }',
    );
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'FLOW_OVERLAP',
        file: EMAIL,
        message: expect.stringMatching(/flows\/send-email\.yaml:\d+/u),
      }),
    ]);
  });

  it('where a citation was changed to a clause that is not there, or to another that is', async () => {
    const nowhere = await refusedWith(EMAIL, 'cite: [2.7.1.vii#6]', 'cite: [2.7.1.vii#66]');
    expect(nowhere).toEqual([expect.objectContaining({ code: 'PACK_CLAUSE_UNKNOWN', file: EMAIL })]);
    const other = await refusedWith(EMAIL, 'cite: [2.7.1.vii#9]', 'cite: [2.7.1.ix]');
    expect(other).toEqual([
      expect.objectContaining({ code: 'FLOW_READING_MISSING', message: expect.stringContaining('2.7.1.ix') }),
    ]);
  });

  it("where a clause's text was changed: naming every flow that rests on it, and both fingerprints", async () => {
    const errors = await refusedWith(
      'policy/sendai-information-security-policy.txt',
      '自動転送機能を用いて，電子メールを転送してはならない',
      '自動転送機能を用いて，電子メールを転送しないこと',
    );
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'FLOW_CLAUSE_CHANGED',
        file: 'flows/auto-forward.yaml',
        message: expect.stringMatching(/2\.7\.1\.vii#5.*[0-9a-f]{8}.*[0-9a-f]{8}/u),
      }),
    ]);
  });

  it.each([
    ['an approver that is no post', 'approvers: [information-manager]', 'approvers: [kacho]', 'ROLE_UNKNOWN'],
    ['a fact that is not asked', '{ multiple: false }', '{ many: false }', 'FACT_UNKNOWN'],
    [
      'a value that a fact cannot have',
      '{ recipients: groupware }',
      '{ recipients: inside }',
      'FACT_VALUE_UNKNOWN',
    ],
    ['a shared question that is not there', 'same: classification', 'same: classes', 'FACT_UNKNOWN'],
    ['a flow that no intent has', 'flow: send-email', 'flow: send-fax', 'FLOW_UNKNOWN'],
    ['a verdict that there is not', 'verdict: approval', 'verdict: maybe', 'PACK_FILE_MALFORMED'],
    [
      'a permission without anybody who gives it',
      'approvers: [information-manager]\n',
      '\n',
      'FLOW_ROW_MALFORMED',
    ],
    ['YAML that cannot be read', 'tables:', 'tables: [', 'PACK_FILE_MALFORMED'],
    ['nothing at all', /[\s\S]*/u, '', 'PACK_FILE_EMPTY'],
  ])('where it names %s', async (_, piece, instead, code) => {
    const errors = await refusedWith(EMAIL, piece, instead);
    expect(errors.map((error) => error.code)).toContain(code);
    for (const error of errors) {
      expect(error.file).toBe(EMAIL);
      expect(error.message).toMatch(/[ぁ-ん]/u);
    }
  });

  it('where two files decide the same', async () => {
    const errors = await refusedWith('pack.yaml', 'flows/auto-forward.yaml', 'flows/send-email.yaml');
    expect(errors).toEqual([expect.objectContaining({ code: 'PACK_ENTRY_REPEATED', file: EMAIL })]);
  });
});
