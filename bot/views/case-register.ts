import { DRILL_MARK } from '../messages/case-wording.ts';
import type { Case } from '../work/cases/case.ts';
import { firstAcknowledged } from '../work/cases/statistics.ts';
import { type CaseAround, caseLine } from './case-line-view.ts';
import { momentView, REPORT_TITLES } from './case-words.ts';

const COLUMNS = [
  '訓練',
  '事案番号',
  '報告の種類',
  '障害の種類',
  '状態',
  '報告日時',
  '報告者',
  '所属',
  '情報システム',
  '概要',
  '最初の受領',
  '受領までの分',
  '未受領の役職',
  '残っている手順',
  '終了日時',
  '軽微',
  '原因',
  '再発防止の措置',
  '保存した報告書',
  'つないだ事案',
] as const;

/** The register (台帳) as rows of texts, the oldest case first, under the names of the columns. */
export function caseRegister(cases: readonly Case[], around: CaseAround): string[][] {
  return [[...COLUMNS], ...cases.map((one) => rowOf(one, around))];
}

function rowOf(one: Case, around: CaseAround): string[] {
  const line = caseLine(one, around);
  const first = firstAcknowledged(one);
  const written = (field: string) =>
    one.closed?.written[field] ??
    one.done
      .map((step) => step.written[field] ?? '')
      .join('\n')
      .trim();
  const row: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    訓練: line.drill ? DRILL_MARK : '',
    事案番号: line.number,
    報告の種類: line.title,
    障害の種類: line.kind,
    状態: line.stateWords,
    報告日時: line.reported.words,
    報告者: line.reporter,
    所属: line.section,
    情報システム: around.names.system(one.system),
    概要: one.written.what ?? '',
    最初の受領: first === null ? '' : momentView(first).words,
    受領までの分: first === null ? '' : String(Math.floor((first.getTime() - one.at.getTime()) / 60_000)),
    未受領の役職: line.silent.map(({ post }) => post).join('・'),
    残っている手順: line.waitsFor.map(({ step }) => step).join('・'),
    終了日時: line.closed?.words ?? '',
    軽微: one.closed?.minor ? '軽微' : '',
    原因: written('cause'),
    再発防止の措置: written('prevention'),
    保存した報告書: [...new Set(one.reports.map(({ report }) => REPORT_TITLES[report]))].join('・'),
    つないだ事案: one.joined.join('・'),
  };
  return COLUMNS.map((column) => row[column]);
}
