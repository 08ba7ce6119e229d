import { beforeAll, describe, expect, it } from 'vitest';
import { CaseNames } from '../../../../bot/views/case-names.ts';
import type { ReportKind } from '../../../../bot/work/cases/case-events.ts';
import { CaseProcedures } from '../../../../bot/work/cases/case-standing.ts';
import { drawReport } from '../../../../bot/work/cases/draw-report.ts';
import { loadPack, type Pack } from '../../../../knowledge/pack.ts';
import { sample } from '../../../knowledge/organisation/sample-directory.ts';
import { SENDAI } from '../../../knowledge/pack/small-pack.ts';
import { cardCase, closedCase, drillCase, NOW, silentCase, workingCase } from '../../views/case-stories.ts';
import type { CaseStory } from './case-story.ts';

let pack: Pack;
let procedures: CaseProcedures;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
  procedures = new CaseProcedures(pack.procedures);
});

const drawn = (report: ReportKind, story: CaseStory) =>
  drawReport(report, story.case, {
    names: new CaseNames(pack, sample),
    procedures,
    at: NOW,
    policyName: pack.name,
    by: 'keiyaku-head',
  });

describe('the first report', () => {
  it('says what was reported, what is known and what is not, who was told and has acknowledged, what comes next', () => {
    const text = drawn('first', silentCase());
    expect(text).toContain('報告書（第一報）');
    expect(text).toContain('　何があったか：<b>USBメモリ</b>をなくした');
    expect(text).toContain('　障害の種類：紛失・滅失');
    expect(text).toContain('　軽微：確認中');
    expect(text).toMatch(
      /情報管理者：契約課長（根拠：第２章（８）③（ⅰ）1項目め、第２章（１）③）\n.*受領の返事なし/u,
    );
    expect(text).toMatch(/情報管理者（代わる人）：契約課 係長１/u);
    expect(text).toMatch(
      /５　これから行うこと\n　・三項目を調査し、報告する（情報管理者、.*直ちに）（根拠：第２章（８）③（ⅱ）1項目め/u,
    );
    expect(text).not.toContain('訓練');
  });
});

describe('the reports after it', () => {
  it('go through every step with all that it collects, and say what is missing', () => {
    const text = drawn('follow-up', workingCase());
    expect(text).toContain('　　実施：2026年11月20日 12:04　契約課長（情報管理者）');
    expect(text).toContain('　　障害の内容：業者一覧の名簿1件を別の業者に送信した。\n　　　　添付は1件。');
    expect(text).toContain('　　原因：宛先の候補を選び間違えた');
    expect(text).toContain('　　復旧の措置：（未記入）');
    expect(text).toContain('　　再発防止の措置：（未記入）');
    expect(text).toContain('第68条');
    expect(text).toContain('（市の確認前）');
    expect(drawn('final', workingCase())).toContain('５　終了\n　まだ終了していません。');
  });

  it('end with the closing, and why it was minor', () => {
    const text = drawn('final', closedCase());
    expect(text).toContain('　　復旧の措置：交換した');
    expect(text).toMatch(
      /５　終了\n　終了：2026年9月11日 \d\d:\d\d　介護保険課長（軽微）\n　軽微とする理由：影響した業務はない/u,
    );
  });

  it('are of the procedure’s own steps for a lost card', () => {
    expect(drawn('final', cardCase())).toContain('　　停止した日時：11月24日 5:25');
  });
});

it('a drill’s are marked at both ends, without steps of posts that take no part', () => {
  const text = drawn('final', drillCase());
  expect(text.startsWith('【訓練】')).toBe(true);
  expect(text.trimEnd().split('\n').at(-1)).toContain('【訓練】');
  expect(text).not.toContain('CSIRT 責任者に報告する');
});

it('a step that was done before its condition changed stays, marked', () => {
  const story = workingCase()
    .done('zaisei-kikaku-head', 'tell-csirt-head', 'csirt-manager', {}, true)
    .facts('keiyaku-head', { minor: true });
  expect(drawn('follow-up', story)).toMatch(/財政企画課長（CSIRT 管理者の代理）　※条件が変わる前に実施/u);
});
