import type { ReportKind } from '../work/cases/case-events.ts';
import type { AnsweredFact } from './view.ts';

/**
 * Cases as pages show them: plain data, worked out of folded cases, without markup. What people wrote is text and is
 * escaped where it is laid out.
 */

/** A moment as people read it, and as a program does. */
export interface MomentView {
  /** 「2026年11月24日 10:15」 */
  readonly words: string;
  readonly iso: string;
}

/** A clause as it was cited then; the policy may have it no more. */
export interface CitedClause {
  readonly id: string;
  readonly citation: string;
}

/** Something that was written down, under its name. */
export interface WrittenView {
  readonly label: string;
  readonly text: string;
}

/**
 * Where a case stands.
 * - `unacknowledged`: nobody but the reporter has acknowledged it;
 * - `working`: steps are open;
 * - `to-close`: all steps that are due are done.
 */
export type CaseState = 'unacknowledged' | 'working' | 'to-close' | 'closed';

/** One case in a list. */
export interface CaseLineView {
  /** 「C-K7QF-2M9D」 */
  readonly number: string;
  /** What kind of report, and what happened: 「紛失・滅失」; empty where that is not known. */
  readonly title: string;
  readonly kind: string;
  readonly drill: boolean;
  readonly state: CaseState;
  readonly stateWords: string;
  readonly reported: MomentView;
  /** Since the report: 「2時間5分」. */
  readonly age: string;
  readonly reporter: string;
  readonly section: string;
  /** What is open now, and whose it is. */
  readonly waitsFor: readonly { readonly step: string; readonly whose: string }[];
  /** Who has not acknowledged. */
  readonly silent: readonly AlertView[];
  readonly closed: MomentView | null;
}

/** Somebody was told. */
export interface AlertView {
  readonly role: string;
  readonly post: string;
  readonly persons: readonly string[];
  /** What is asked of them: that they know, or the step. */
  readonly asked: string;
  /** 「代わる人」, 「一つ上の役職」; empty for those whom the clause names. */
  readonly instead: string;
  readonly at: MomentView;
  /** Since then: 「12分」. */
  readonly age: string;
  readonly acknowledged: { readonly by: string; readonly at: MomentView; readonly took: string } | null;
  /** Somebody else, told because of it, has acknowledged. */
  readonly covered: boolean;
  /** Nobody is left above whom to tell. */
  readonly exhausted: boolean;
  /** Where it did not arrive: 「市民税課長（mail）」. */
  readonly undelivered: readonly string[];
  readonly because: readonly CitedClause[];
  readonly reason: string;
}

export interface StepView {
  readonly id: string;
  readonly title: string;
  readonly does: string;
  readonly state: 'open' | 'waiting' | 'done' | 'skipped';
  readonly stateWords: string;
  /** 「情報管理者」 */
  readonly bearers: readonly string[];
  readonly tells: readonly string[];
  readonly strength: 'must' | 'should';
  /** 「直ちに」, 「三項目を調査し、報告するの後、直ちに」 */
  readonly due: string;
  readonly citations: readonly CitedClause[];
  readonly since: MomentView | null;
  readonly done: {
    readonly by: string;
    readonly at: MomentView;
    /** 「情報管理者として」, 「情報管理者の代理として」 */
    readonly as: string;
    readonly written: readonly WrittenView[];
  } | null;
  /** Done while its condition held, which it does no more. */
  readonly overtaken: boolean;
  readonly reminders: readonly { readonly text: string; readonly citation: CitedClause }[];
  readonly law: {
    readonly name: string;
    readonly status: string;
    readonly deadlines: readonly { readonly name: string; readonly at: MomentView }[];
  } | null;
}

/** One line of the time-line. */
export interface TimelineView {
  readonly at: MomentView;
  readonly what: string;
  readonly actor: string;
  /** Whether a person did it or the desk by itself. */
  readonly source: string;
  readonly details: readonly WrittenView[];
  readonly tone: 'plain' | 'alarm' | 'refused';
}

/** 第一報・続報・最終報: as it was stored last, or not yet. */
export interface ReportSlotView {
  readonly report: ReportKind;
  readonly title: string;
  /** How often it was stored. */
  readonly versions: number;
  readonly last: { readonly by: string; readonly at: MomentView } | null;
}

export interface CasePageView {
  readonly line: CaseLineView;
  readonly subject: string;
  readonly system: string;
  /** Roles that take part in the exercise; empty for a real case. */
  readonly drillRoles: readonly string[];
  readonly intake: readonly WrittenView[];
  readonly facts: readonly AnsweredFact[];
  /** What is not known yet and can still change what has to be done. */
  readonly open: readonly {
    readonly name: string;
    readonly question: string;
    readonly clause: CitedClause;
  }[];
  readonly steps: readonly StepView[];
  readonly alerts: readonly AlertView[];
  readonly timeline: readonly TimelineView[];
  /** Numbers of cases that belong together with it, and how. */
  readonly related: readonly { readonly number: string; readonly how: string }[];
  readonly reports: readonly ReportSlotView[];
  readonly closing: {
    readonly by: string;
    readonly at: MomentView;
    readonly minor: boolean;
    readonly written: readonly WrittenView[];
  } | null;
}

/** A report to be read, printed or edited. */
export interface ReportView {
  readonly number: string;
  readonly report: ReportKind;
  readonly title: string;
  readonly drill: boolean;
  /** As it was stored last; where it never was, drawn up from what is on record now. */
  readonly body: string;
  /** Drawn up anew from what is on record now. */
  readonly fresh: string;
  readonly versions: number;
  readonly last: { readonly by: string; readonly at: MomentView } | null;
}

/** A bar of a chart: its parts one after another. */
export interface BarView {
  readonly label: string;
  readonly parts: readonly number[];
}

/** How long something took: half took no longer than the one, nine in ten no longer than the other. */
export interface StageView {
  readonly label: string;
  readonly count: number;
  readonly median: { readonly ms: number; readonly words: string } | null;
  readonly ninth: { readonly ms: number; readonly words: string } | null;
}

/** What the board shows of all cases but drills. */
export interface BoardStatisticsView {
  readonly cases: number;
  readonly open: number;
  readonly closed: number;
  /** Open cases by state, each by age. */
  readonly ages: readonly string[];
  readonly byState: readonly BarView[];
  readonly toAcknowledgement: StageView;
  /** By procedure. */
  readonly stages: readonly { readonly title: string; readonly rows: readonly StageView[] }[];
  /** Each: open, closed. */
  readonly byKind: readonly BarView[];
  readonly byMonth: readonly BarView[];
}

export interface BoardView {
  /** `all` and `bureau`: CSIRT's board; `own`: what concerns the viewer, as a plain list. */
  readonly scope: 'all' | 'bureau' | 'own';
  /** 「財政局」 */
  readonly bureau: string;
  readonly open: readonly CaseLineView[];
  readonly closed: readonly CaseLineView[];
  readonly drills: readonly CaseLineView[];
  /** Null on a plain list. */
  readonly statistics: BoardStatisticsView | null;
}

/** What came of storing a report's text. */
export type StoredReport =
  | { readonly outcome: 'stored' }
  /** No case that the person may see has this number. */
  | { readonly outcome: 'unseen' }
  /** The person sees the case, and has no part in it. */
  | { readonly outcome: 'refused' }
  /** Somebody else stored it since it was opened. */
  | { readonly outcome: 'changed' };

/** All that pages may ask about cases. Each method is asked for one person, and shows no more than that person may see. */
export interface CasePages {
  board(person: string, at: Date): Promise<BoardView>;
  /** Null where there is no case of this number that the person may see. */
  page(number: string, person: string, at: Date): Promise<CasePageView | null>;
  report(number: string, report: ReportKind, person: string, at: Date): Promise<ReportView | null>;
  /** @param versions how often it had been stored when it was opened. @throws {StoreError} nothing was stored. */
  storeReport(
    number: string,
    report: ReportKind,
    body: string,
    versions: number,
    person: string,
    at: Date,
  ): Promise<StoredReport>;
  /** The register (台帳) of all cases that the person may see, as rows of texts; the first are the names of the columns. */
  register(person: string, at: Date): Promise<readonly (readonly string[])[]>;
}
