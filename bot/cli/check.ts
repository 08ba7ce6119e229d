import type { Writable } from 'node:stream';
import { clauseCoverage } from '../../knowledge/pack/coverage.ts';
import { loadPack } from '../../knowledge/pack.ts';
import { checkFlow, type FlowReport } from '../../knowledge/rules/check.ts';
import { checkProcedure, type ProcedureReport } from '../../knowledge/rules/check-procedure.ts';
import type { Procedure } from '../../knowledge/rules/procedure.ts';

/**
 * `cli check`: proves a pack's guided decisions and procedures whole and says what was tried, as tables; then which clauses of duty
 * nothing of the pack makes use of.
 * @throws {import('../../knowledge/pack.ts').PackRefused} naming file, line and the combination that is left open.
 */
export async function printCheck(folder: string, output: Writable): Promise<void> {
  const pack = await loadPack(folder);
  const reports = pack.flows.map((flow) => checkFlow(flow, pack.policy));
  const line = (...cells: readonly (string | number)[]) => output.write(`${cells.join('\t')}\n`);
  line('判定', '組合せ', '試した数', '行', '異なる結果', '条項', '問題', '結果の内訳');
  for (const report of reports) line(...cellsOf(report));
  const tried = reports.reduce((sum, report) => sum + report.tried, 0);
  line(
    `計 ${reports.length} 判定、${tried.toLocaleString('ja-JP')} 組合せ。どの組合せにも、条項のある結果が一つずつあります。`,
  );

  const courses = pack.procedures.map((procedure) => checkProcedure(procedure, pack.policy));
  line();
  line('報告の手順', '組合せ', '手順', '法令の手順', '条項', '問題', '手順が始まる組合せ');
  for (const course of courses) line(...cellsOfCourse(course));
  const reasons = pack.procedures.flatMap(({ withoutStep }) => withoutStep);
  line(
    `計 ${courses.length} 報告。どの組合せも終わりまで進めます。手順がなく理由のある条項 ${reasons.length}：`,
  );
  for (const { clause, because } of reasons) line(clause, because);

  line();
  line(
    '最初の連絡までの質問',
    '質問',
    '選択肢',
    '選択肢で分かる事実',
    '最初の文から読む事実',
    '一覧での呼び方',
  );
  for (const procedure of pack.procedures) line(...cellsOfIntake(procedure));

  const clauses = clauseCoverage(pack);
  const used = (use: 'flow' | 'report' | 'answer') => clauses.filter(({ uses }) => uses.has(use)).length;
  const open = clauses.filter(({ uses }) => uses.size === 0);
  line();
  line(
    `義務・禁止・許可・努力を定める条項 ${clauses.length}：判定に使うもの ${used('flow')}、報告に使うもの ${used('report')}、回答の言い方を持つもの ${used('answer')}、どれもないもの ${open.length}`,
  );
  for (const { clause, modality, bearers } of open) line(clause, modality, bearers.join(','));
}

function cellsOf(report: FlowReport): (string | number)[] {
  const { flow, combinations, tried, rows, outcomes, citations, faults, counts } = report;
  const shares = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const sampled = tried < combinations ? `${tried}（抜取り）` : tried;
  return [flow, combinations, sampled, rows, outcomes, citations.length, faults.length, shares.join('、')];
}

function cellsOfCourse(report: ProcedureReport): (string | number)[] {
  const { procedure, combinations, steps, lawSteps, citations, faults, counts } = report;
  const shares = Object.entries(counts).map(([step, count]) => `${step} ${count}`);
  return [procedure, combinations, steps, lawSteps, citations.length, faults.length, shares.join('、')];
}

function cellsOfIntake({ id, intake: { questions, hears, entries } }: Procedure): (string | number)[] {
  const choices = questions.flatMap((question) => question.choices);
  const facts = new Set(choices.flatMap((choice) => Object.keys(choice.facts)));
  const labels = entries.map(({ label }) => label);
  const asked = questions.map(({ field, clause }) => `${field}（${clause}）`);
  return [id, asked.join('、'), choices.length, [...facts].join('、'), hears.join('、'), labels.join('、')];
}
