import type { ClauseId } from '../policy/clause.ts';

/** What a fact can be. A subset is some of the options; a number is only ever compared with bounds. */
export type FactType = 'boolean' | 'choice' | 'subset' | 'number';

/** A fact's value as it comes from outside: `true`, `"S"`, `["1", "3"]`, `12`. */
export type FactValue = boolean | string | number | readonly string[];

export type Facts = Readonly<Record<string, FactValue>>;

export interface Option {
  readonly value: string;
  readonly label: string;
  /** One plain sentence for who does not know the label. Empty where the label says it all. */
  readonly help: string;
  /** What people say for it: 「業者」「市外」. */
  readonly words: readonly string[];
}

/** Something that has to be known before the flow can be decided. */
export interface Fact {
  readonly id: string;
  readonly type: FactType;
  /** A few words for a list of answers: 「添付ファイル」. */
  readonly name: string;
  readonly question: string;
  /** Plain words for who does not understand the question. Empty where there is nothing to add. */
  readonly help: string;
  /** The clause because of which this is asked. */
  readonly clause: ClauseId;
  /** For booleans `true` and `false`; for numbers none. */
  readonly options: readonly Option[];
  /** For numbers: the least and the greatest value there can be, inclusive. */
  readonly least: number;
  readonly greatest: number;
  /** For numbers: what is counted, each by its names, where people name the things instead: 「大文字と小文字」 → 2. */
  readonly counts: readonly (readonly string[])[];
  /** The options are degrees, the highest first: a higher one must not make the verdict milder. */
  readonly ordered: boolean;
  /** The flow whose result is this fact's value, for who does not know it. */
  readonly foundBy: string | null;
  /** Whether the asker can choose otherwise (another way of sending), or it is as it is (a classification). */
  readonly canChange: boolean;
}

/** What a value must be for a row to apply. */
export type Condition =
  | { readonly is: readonly string[] }
  /** Subsets: contains one of these. */
  | { readonly any: readonly string[] }
  /** Subsets: contains none of these. */
  | { readonly none: readonly string[] }
  | { readonly atLeast: number }
  | { readonly below: number };

/** All conditions hold. Facts that are not named may have any value. */
export type Conditions = Readonly<Record<string, Condition>>;

export type VerdictName = 'allowed' | 'approval' | 'consult' | 'prohibited';

/** Mildest first: of several rules the strictest decides. */
export const STRICTNESS: readonly VerdictName[] = ['allowed', 'approval', 'consult', 'prohibited'];

/** Whether all of several roles have to agree, in their order, or one of them. */
export type Mode = 'all' | 'any';

export interface Duty {
  readonly strength: 'must' | 'should';
  readonly text: string;
  readonly citation: ClauseId;
}

/** The permission that lifts a prohibition. */
export interface Lifting {
  readonly approvers: readonly string[];
  readonly mode: Mode;
  readonly citations: readonly ClauseId[];
}

/** One line of a decision table. */
export interface Row {
  /** Any of these alternatives. */
  readonly when: readonly Conditions[];
  /** Why, in one sentence for the person who asked. Empty for a row that only says that the rule does not apply. */
  readonly says: string;
  readonly verdict: VerdictName | null;
  readonly result: string | null;
  readonly approvers: readonly string[];
  readonly mode: Mode;
  readonly lifting: Lifting | null;
  readonly duties: readonly Duty[];
  readonly note: string;
  /** The deciding clause first. Empty for a row without effect. */
  readonly citations: readonly ClauseId[];
  /** Where it stands: `flows/send-email.yaml:41`. */
  readonly place: string;
}

/** One rule of the policy as a table: for every combination of facts exactly one row applies. */
export interface Table {
  readonly rule: string;
  readonly rows: readonly Row[];
}

/** A clause as it stood when the rules that cite it were written. */
export interface Reading {
  readonly clause: ClauseId;
  /** See {@link import('./fingerprint.ts').fingerprint}. */
  readonly fingerprint: string;
}

/** One guided decision. */
export interface Flow {
  readonly id: string;
  readonly title: string;
  /** The file it was read from, relative to the pack's folder. */
  readonly file: string;
  /** In asking order. */
  readonly facts: readonly Fact[];
  /** For flows that classify: the results, mildest first. Empty where there is a verdict. */
  readonly results: readonly { readonly value: string; readonly label: string }[];
  readonly tables: readonly Table[];
  /** Laws beside the policy are named first where this holds. */
  readonly prominentLimits: readonly Conditions[];
  /** Where the text itself is milder to a higher degree: clause and reason, by which the checker lets it pass. */
  readonly milder: readonly Milder[];
  /** Decisions that may apply beside this one, by their ids, and when: the outcome's note says why. */
  readonly seeAlso: readonly { readonly when: Conditions; readonly flow: string }[];
  readonly readings: readonly Reading[];
  /**
   * What to tell somebody who types the secret itself (a password) where the flow asks only about it. Null where the
   * flow is about no secret.
   */
  readonly secret: string | null;
  /** What an application for the permission has to say beside what, why and when: `toWhom`, `returnBy`. */
  readonly application: readonly string[];
}

export interface Milder {
  /** Which of the higher degree's facts. */
  readonly when: Conditions;
  readonly clause: ClauseId;
  readonly because: string;
}
