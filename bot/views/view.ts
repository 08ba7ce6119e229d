import type { Use } from '../../knowledge/pack/coverage.ts';
import type { ClauseId } from '../../knowledge/policy/clause.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';

/**
 * What pages show of the guided decisions: plain data in the words of the pack, ready to be laid out. Nothing here is
 * decided or worded again by the page.
 */

/** Which policy a page speaks of, and exactly which state of it. */
export interface PolicyView {
  readonly city: string;
  readonly name: string;
  /** Where the text comes from. */
  readonly source: string;
  /** SHA-256 over everything the decisions rest on. */
  readonly fingerprint: string;
}

/** A clause by its printed name. */
export interface ClauseName {
  readonly id: ClauseId;
  readonly citation: string;
}

/** A clause word for word. */
export interface ClauseQuote extends ClauseName {
  readonly title: string;
  /** Its printed paragraphs; for a bare heading its title. */
  readonly paragraphs: readonly string[];
}

/** A post of the policy. */
export interface Post {
  readonly name: string;
  /** Who that is: 「所属の課の長」. */
  readonly plain: string;
}

/** Whose permission is needed. */
export interface Permission {
  readonly posts: readonly Post[];
  /** All of them in their order, or one of them. */
  readonly mode: 'all' | 'any';
}

/** How an outcome looks: the verdicts, what has to be done in a flow that never refuses, a result of one that classifies. */
export type OutcomeTone = 'allowed' | 'approval' | 'consult' | 'prohibited' | 'duty' | 'result';

/** What lifts a prohibition. */
export interface LiftingView extends Permission {
  readonly citations: readonly ClauseName[];
  /** Whose permission is still needed after. */
  readonly alsoNeeds: readonly Post[];
}

export interface DutyView {
  readonly strength: 'must' | 'should';
  readonly text: string;
  readonly citation: ClauseName;
}

/** What a combination of facts comes to. */
export interface OutcomeView {
  readonly tone: OutcomeTone;
  /** 「可」「許可が必要」「重要性分類Ⅰ」 */
  readonly label: string;
  /** What to do now. */
  readonly sentence: string;
  /** Null where none is asked for. */
  readonly permission: Permission | null;
  readonly exception: LiftingView | null;
  /** What must be done before what should be. */
  readonly duties: readonly DutyView[];
  /** The deciding clauses first. */
  readonly citations: readonly ClauseQuote[];
  readonly notes: readonly string[];
  readonly reasons: readonly {
    /** The facts because of which the rule applies; none where the outcome is not that of one case. */
    readonly facts: readonly AnsweredFact[];
    readonly says: string;
    readonly citations: readonly ClauseName[];
  }[];
}

/** A question and one answer to it, in words: 「添付ファイル」「はい（添付する）」. */
export interface AnsweredFact {
  readonly name: string;
  readonly answer: string;
}

export interface QuestionView {
  readonly name: string;
  readonly question: string;
  readonly help: string;
  readonly clause: ClauseQuote;
  /** For a number its bounds, as one option. */
  readonly options: readonly { readonly label: string; readonly help: string }[];
  /** The options are degrees, the highest first. */
  readonly ordered: boolean;
  /** The decision that finds the answer for who does not know it. */
  readonly foundBy: FlowName | null;
}

export interface FlowName {
  readonly id: string;
  readonly title: string;
}

/** One line of a decision table. */
export interface RowView {
  /** Any of these alternatives; in each, all conditions. An alternative without conditions always holds. */
  readonly when: readonly (readonly AnsweredFact[])[];
  /** Null where the rule says nothing of such a case. */
  readonly effect: RowEffect | null;
}

export interface RowEffect {
  /** Null where the row decides nothing and only adds duties or a note. */
  readonly tone: OutcomeTone | null;
  readonly label: string;
  readonly says: string;
  readonly permission: Permission | null;
  readonly lifting: LiftingView | null;
  readonly duties: readonly DutyView[];
  readonly note: string;
  readonly citations: readonly ClauseName[];
}

export interface TableView {
  readonly rule: string;
  readonly rows: readonly RowView[];
  /** Every clause that its rows cite, once. */
  readonly quotes: readonly ClauseQuote[];
}

/** One of the different outcomes, with a case that comes to it. */
export interface OutcomeKindView {
  /** From 1, the mildest first: the same on the diagram and on the sign-off sheet. */
  readonly number: number;
  readonly outcome: OutcomeView;
  readonly combinations: number;
  /** The facts that are asked on the way. */
  readonly example: { readonly facts: Facts; readonly answers: readonly AnsweredFact[] };
}

/** What the policy's text leaves open, or says in a way that has to be looked at. */
export interface OpenPoint {
  readonly kind: 'consult' | 'milder' | 'note';
  readonly when: readonly (readonly AnsweredFact[])[];
  readonly says: string;
  readonly citations: readonly ClauseName[];
}

/** What the checker counted in one flow. */
export interface CheckView extends FlowName {
  readonly questions: number;
  readonly combinations: number;
  /** Fewer than the combinations only where there are too many to try them all. */
  readonly tried: number;
  readonly rows: number;
  readonly outcomes: number;
  /** How many combinations come to each verdict or result, the mildest first. */
  readonly counts: readonly { readonly tone: OutcomeTone; readonly label: string; readonly count: number }[];
  readonly citations: readonly ClauseName[];
  readonly faults: number;
}

export interface FlowView {
  readonly id: string;
  readonly title: string;
  readonly check: CheckView;
  readonly questions: readonly QuestionView[];
  readonly tables: readonly TableView[];
  readonly outcomes: readonly OutcomeKindView[];
  readonly open: readonly OpenPoint[];
  /** When laws beside the policy are named first; null where never. */
  readonly lawsFirst: readonly (readonly AnsweredFact[])[] | null;
  /** What is told to somebody who types the secret itself, where the flow asks about one. */
  readonly secret: string | null;
  readonly diagram: DiagramView;
}

/** A flow as boxes and arrows; the first box is where it begins. */
export interface DiagramView {
  readonly boxes: readonly DiagramBox[];
}

export type DiagramBox =
  | {
      readonly type: 'question';
      readonly id: string;
      readonly name: string;
      readonly question: string;
      readonly branches: readonly { readonly label: string; readonly to: string }[];
    }
  | {
      readonly type: 'end';
      readonly id: string;
      readonly tone: OutcomeTone;
      readonly label: string;
      /** Whose permission, what lifts it, how many duties: one short line each. */
      readonly details: readonly string[];
      /** The number of its outcome. */
      readonly outcome: number;
    };

/** A decided case, as a page that can be printed and kept. */
export interface VerdictView {
  readonly flow: FlowName;
  readonly answers: readonly AnsweredFact[];
  readonly outcome: OutcomeView;
  readonly limits: { readonly text: string; readonly first: boolean };
  /** Whom to ask where the policy is unclear or forbids what the work needs; null where there is no need. */
  readonly wayOn: { readonly ask: ClauseQuote; readonly exception: FlowName | null } | null;
}

/** Why an address names no decided case. */
export type VerdictRefusal =
  | { readonly code: 'FLOW_UNKNOWN'; readonly asked: string; readonly allowed: readonly FlowName[] }
  | {
      readonly code: 'FACTS_WRONG';
      readonly flow: FlowName;
      readonly faults: readonly {
        readonly code: 'FACT_UNKNOWN' | 'FACT_VALUE_UNKNOWN';
        /** As it was given. */
        readonly fact: string;
        /** Its name where there is such a fact. */
        readonly name: string;
        readonly allowed: readonly { readonly value: string; readonly label: string }[];
      }[];
    }
  | {
      readonly code: 'FACTS_MISSING';
      readonly flow: FlowName;
      readonly missing: readonly {
        readonly fact: string;
        readonly name: string;
        readonly question: string;
        readonly allowed: readonly { readonly value: string; readonly label: string }[];
      }[];
    };

/** What use is made of the clauses that lay something on somebody. */
export interface CoverageView {
  /** How many clauses of duty the policy has. */
  readonly clauses: number;
  /** How many of them flows rest on, reports decide or quote, and answers have a wording for. */
  readonly used: Readonly<Record<Use, number>>;
  /** Those that nothing makes use of, in printed order. */
  readonly open: readonly DutyClause[];
  /** Those that only answers to questions make use of, and neither a flow nor a report. */
  readonly answeredOnly: readonly DutyClause[];
}

/** A clause that lays something on somebody: 「義務」, 「情報管理者」. */
export interface DutyClause extends ClauseName {
  readonly modality: string;
  readonly bearers: readonly string[];
}

/** All that a page may ask about the guided decisions. */
export interface DecisionViews {
  readonly policy: PolicyView;
  /** Every guided decision with what the checker counted, in the pack's order. */
  checks(): readonly CheckView[];
  coverage(): CoverageView;
  /** Null where there is no such decision. */
  flow(id: string): FlowView | null;
  /** Never throws for any facts that came from outside. */
  verdict(flow: string, facts: Readonly<Record<string, unknown>>): VerdictView | VerdictRefusal;
}
