import { DRILL_MARK } from '../../messages/case-wording.ts';
import type { CaseAround } from '../../views/case-line-view.ts';
import { alertViews, caseLine } from '../../views/case-line-view.ts';
import { dueWords } from '../../views/case-page-view.ts';
import type { CitedClause } from '../../views/case-view.ts';
import { momentView, REPORT_TITLES } from '../../views/case-words.ts';
import { factAnswers } from '../../views/fact-words.ts';
import type { Case } from './case.ts';
import type { ReportKind } from './case-events.ts';
import type { StandingStep } from './case-standing.ts';

/** What a report is drawn up from, beside the case. */
export interface ReportAround extends CaseAround {
  /** The policy's printed name. */
  readonly policyName: string;
  /** Who draws it up. */
  readonly by: string;
}

const NOT_WRITTEN = '（未記入）';
const NOT_KNOWN = '確認中';

/**
 * 第一報・続報・最終報 as a text to be filed: what was entered, in the order of the procedure, each part under its clause.
 * Nothing is made up: what is not on record is said to be missing, for its author to fill in. The first report names
 * what was done and what comes next; the others go through every step with all that it collects.
 */
export function drawReport(report: ReportKind, one: Case, around: ReportAround): string {
  const sections = [
    ['概要', summaryOf(one, around)],
    ['分かっていること', knownOf(one, around)],
    ['知らせた相手と受領', toldOf(one, around)],
    ...(report === 'first'
      ? ([
          ['これまでに行ったこと', stepsOf(one, around, ({ state }) => state === 'done')],
          ['これから行うこと', aheadOf(one, around)],
        ] as const)
      : ([['手順ごとの状況', stepsOf(one, around, () => true)]] as const)),
    ...(report === 'final' ? ([['終了', closingOf(one, around)]] as const) : []),
  ] as const;
  return [
    ...headOf(report, one, around),
    ...sections.flatMap(([heading, lines], i) => [
      '',
      `${wide(i + 1)}　${heading}`,
      ...(lines.length === 0 ? ['　ありません。'] : lines),
    ]),
    ...(one.drill === null ? [] : ['', `${DRILL_MARK}この報告書は訓練のためのものです。`]),
  ].join('\n');
}

function headOf(report: ReportKind, one: Case, around: ReportAround): string[] {
  const line = caseLine(one, around);
  const title = `報告書（${REPORT_TITLES[report]}）`;
  return [
    ...(line.drill ? [`${DRILL_MARK}${title}`] : [title]),
    '',
    named('件名', line.kind === '' ? line.title : line.kind, ''),
    named('事案番号', line.number, ''),
    named('作成', `${momentView(around.at).words}　${around.names.person(around.by)}`, ''),
    named('根拠', around.policyName, ''),
  ];
}

function summaryOf(one: Case, { names }: ReportAround): string[] {
  const subject = names.subject(one);
  const system = names.system(one.system);
  return [
    named('報告した日時', momentView(one.at).words),
    named('報告者', `${names.reporter(one)}（${names.section(one)}）`),
    ...(subject === '' ? [] : [named('関係する職員', subject)]),
    ...(system === '' ? [] : [named('情報システム', system)]),
    ...names.written(one.written).map(({ label, text }) => named(label, text)),
  ];
}

function knownOf(one: Case, { procedures }: ReportAround): string[] {
  const facts = procedures.get(one.flow)?.facts ?? [];
  const open = new Set(procedures.standing(one).open.map(({ id }) => id));
  return facts.flatMap((fact) => {
    const [known] = factAnswers([fact], one.facts);
    if (known !== undefined) return [named(known.name, known.answer)];
    // What can change nothing any more is not asked for, and not missing either.
    return open.has(fact.id) ? [named(fact.name, NOT_KNOWN)] : [];
  });
}

function toldOf(one: Case, around: ReportAround): string[] {
  return alertViews(one, around).flatMap((alert) => {
    const received =
      alert.acknowledged !== null
        ? `${alert.acknowledged.at.words}　${alert.acknowledged.by}が受領`
        : alert.covered
          ? '次に知らせた人が受領'
          : '受領の返事なし';
    return [
      `　${alert.role}${alert.instead === '' ? '' : `（${alert.instead}）`}：${
        alert.persons.length === 0 ? '該当者なし' : alert.persons.join('、')
      }${clauseWords(alert.because)}`,
      `　　${alert.at.words}　通知　→　${received}`,
    ];
  });
}

function stepsOf(one: Case, around: ReportAround, shown: (step: StandingStep) => boolean): string[] {
  const { names } = around;
  return procedureSteps(one, around)
    .filter(shown)
    .flatMap((standing, i) => {
      const { step, citations, bearers, done, overtaken, deadlines } = standing;
      const law = step.law === null ? [] : [`　　${step.law.name}（${step.law.status}）`];
      const until = deadlines.map(({ name, at }) => named(name, momentView(at).words, '　　'));
      const how =
        done === null
          ? `未実施（${bearers.map((role) => names.role(role)).join('・')}、${due(standing, one, around)}）`
          : `${momentView(done.at).words}　${names.person(done.by)}（${names.role(done.role)}${
              done.deputy ? 'の代理' : ''
            }）${overtaken ? '　※条件が変わる前に実施' : ''}`;
      const texts = step.collects
        // What the report itself collected stands in the summary.
        .filter((field) => done?.written[field] !== undefined || !(field in one.written))
        .filter((field) => done?.written[field] !== undefined || step.due.after !== null)
        .map((field) => named(names.field(field), done?.written[field] ?? NOT_WRITTEN, '　　'));
      return [
        `（${wide(i + 1)}）${step.title}${clauseWords(names.clauses(citations))}`,
        ...law,
        named('実施', how, '　　'),
        ...until,
        ...texts,
      ];
    });
}

function aheadOf(one: Case, around: ReportAround): string[] {
  return procedureSteps(one, around)
    .filter(({ state }) => state === 'open' || state === 'waiting')
    .map((standing) => {
      const { step, bearers, citations } = standing;
      const { names } = around;
      const whose = bearers.map((role) => names.role(role)).join('・');
      return `　・${step.title}（${whose}、${due(standing, one, around)}）${clauseWords(names.clauses(citations))}`;
    });
}

function closingOf(one: Case, { names }: ReportAround): string[] {
  if (one.closed === null) return ['　まだ終了していません。'];
  const { by, at, minor, written } = one.closed;
  return [
    named('終了', `${momentView(at).words}　${names.person(by)}${minor ? '（軽微）' : ''}`),
    ...names.written(written).map(({ label, text }) => named(label, text)),
  ];
}

function procedureSteps(one: Case, { procedures }: ReportAround): readonly StandingStep[] {
  return procedures.standing(one).steps.filter(({ state }) => state !== 'skipped');
}

function due(standing: StandingStep, one: Case, { procedures }: ReportAround): string {
  const steps = procedures.get(one.flow)?.steps ?? [];
  return dueWords(standing, (id) => steps.find((step) => step.id === id)?.title ?? id);
}

/** 「　報告者：…」; what was written over several lines goes on under its first. */
function named(label: string, text: string, indent = '　'): string {
  return `${indent}${label}：${text.trim().replaceAll(/\r\n?|\n/gu, `\n${indent}　　`)}`;
}

/** The clauses behind a part: 「（根拠：第２章（８）③（ⅰ）1項目め）」. */
function clauseWords(clauses: readonly CitedClause[]): string {
  return clauses.length === 0 ? '' : `（根拠：${clauses.map(({ citation }) => citation).join('、')}）`;
}

/** 「１」, 「１２」 */
function wide(number: number): string {
  return String(number).replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
