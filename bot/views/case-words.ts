import type { Procedure } from '../../knowledge/rules/procedure.ts';
import type { ReportKind } from '../work/cases/case-events.ts';
import type { CaseKind } from '../work/cases/statistics.ts';
import type { CaseState, MomentView } from './case-view.ts';
import { valueWords } from './fact-words.ts';

/** Words that several views of cases share. */

export const REPORT_TITLES: Readonly<Record<ReportKind, string>> = {
  first: '第一報',
  'follow-up': '続報',
  final: '最終報',
};

export const STATES: Readonly<Record<CaseState, string>> = {
  unacknowledged: '受領待ち',
  working: '対応中',
  'to-close': '終了待ち',
  closed: '終了',
};

/** 「2026年11月24日 10:15」, where the city is. */
export function momentView(at: Date): MomentView {
  const local = new Date(at.getTime() + 9 * 3_600_000).toISOString();
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/u.exec(local) ?? [];
  return { words: `${year}年${Number(month)}月${Number(day)}日 ${time}`, iso: at.toISOString() };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 「1分未満」「12分」「2時間5分」「3日4時間」「45日」: two units at most. */
export function tookWords(ms: number): string {
  if (ms < MINUTE) return '1分未満';
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 10) return `${days}日`;
  if (days > 0) return `${days}日${hours > 0 ? `${hours}時間` : ''}`;
  return hours > 0 ? `${hours}時間${minutes > 0 ? `${minutes}分` : ''}` : `${minutes}分`;
}

/** What happened, in the words of the procedure's own question: 「紛失・滅失」. Empty where it is not known. */
export function kindWords(procedure: Procedure | undefined, { kind }: Pick<CaseKind, 'kind'>): string {
  const fact = procedure?.facts.find(({ id }) => id === 'kind');
  return fact === undefined || kind === null ? '' : valueWords(fact, kind);
}
