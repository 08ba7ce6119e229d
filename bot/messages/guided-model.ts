import type { ClauseId } from '../../knowledge/policy/clause.ts';
import type { Facts, FactValue, Mode, VerdictName } from '../../knowledge/rules/flow.ts';
import type { Choice } from './model.ts';

/** A button with one plain sentence for who does not know its label. */
export interface AnswerChoice extends Choice {
  /** Empty where the label says it all. */
  readonly help: string;
  /** It is the answer given now. */
  readonly chosen: boolean;
}

/** An answer that was given, in the words of the pack. */
export interface GivenAnswer {
  readonly fact: string;
  /** 「添付ファイル」 */
  readonly name: string;
  /** 「はい（添付する）」 */
  readonly value: string;
  /** Asks it again. */
  readonly change: Choice;
}

/** How a question of a guided decision is answered. */
export type AnswerInput =
  | { readonly kind: 'choices'; readonly choices: readonly AnswerChoice[] }
  /** Several of these, or none. The answer is the list of the values. */
  | {
      readonly kind: 'checks';
      readonly checks: readonly {
        readonly value: string;
        readonly label: string;
        readonly help: string;
        readonly chosen: boolean;
      }[];
      /** How no choice at all is called. */
      readonly none: string;
      readonly submit: string;
    }
  /** A whole number, both ends included. */
  | {
      readonly kind: 'number';
      readonly least: number;
      readonly greatest: number;
      readonly value: number | null;
      readonly submit: string;
    };

/** One question of a guided decision. */
export interface QuestionMessage {
  readonly type: 'question';
  readonly run: string;
  readonly flow: string;
  readonly fact: string;
  readonly title: string;
  /** What this is found out for, where it is asked inside another decision; else empty. */
  readonly within: string;
  /** 「あと2問くらい」 */
  readonly progress: string;
  readonly prompt: string;
  readonly help: string;
  /** For checks and numbers the channel makes `{ do: 'answer', run, flow, facts: { [fact]: value } }`. */
  readonly input: AnswerInput;
  /** Other ways to come to an answer: finding it out together. */
  readonly others: readonly AnswerChoice[];
  /** Why, back, go on unchanged, stop: whatever is possible here. */
  readonly controls: readonly Choice[];
  readonly answers: readonly GivenAnswer[];
}

/** A clause as a line of a verdict names it. Its text is quoted after the verdict. */
export interface Cited {
  readonly clause: ClauseId;
  readonly citation: string;
}

/** A post, and who that is in plain words. */
export interface Post {
  readonly role: string;
  readonly name: string;
  readonly plain: string;
}

/** Whose permission is needed; `sentence` says it whole. */
export interface Permission {
  readonly sentence: string;
  readonly posts: readonly Post[];
  readonly mode: Mode;
  readonly citations: readonly Cited[];
}

/** What a guided decision comes to. */
export interface VerdictMessage {
  readonly type: 'verdict';
  readonly run: string;
  readonly flow: string;
  readonly title: string;
  /** `result` where the flow classifies. */
  readonly verdict: VerdictName | 'result';
  /** The flow never refuses, and only says what has to be done: shown as that, not as a leave. */
  readonly dutiesOnly: boolean;
  /** 「許可が必要」, or the result's label. */
  readonly label: string;
  /** What to do now, in one sentence. */
  readonly sentence: string;
  /** The laws beside the policy. */
  readonly limits: string;
  /** Whether the limits are shown first and prominent. */
  readonly limitsFirst: boolean;
  readonly reasons: readonly {
    /** The facts because of which the rule applies. */
    readonly facts: readonly { readonly name: string; readonly value: string }[];
    readonly says: string;
    readonly citations: readonly Cited[];
  }[];
  readonly approvers: Permission | null;
  /** Whose permission lifts the prohibition, and which permissions are then still needed. */
  readonly exception: (Permission & { readonly alsoNeeds: string }) | null;
  readonly duties: readonly {
    readonly strength: 'must' | 'should';
    readonly label: string;
    readonly text: string;
    readonly citation: Cited;
  }[];
  readonly notes: readonly string[];
  /** What would make it milder, or whom to turn to. */
  readonly wayOn: readonly { readonly sentence: string; readonly choices: readonly Choice[] }[];
  readonly answers: readonly GivenAnswer[];
  /** What the printable page is made from. */
  readonly print: { readonly flow: string; readonly facts: Facts };
  readonly next: readonly Choice[];
}

/** The action that a channel's own input (checks, a number) stands for. */
export function answerOf(question: Pick<QuestionMessage, 'run' | 'flow' | 'fact'>, value: FactValue) {
  return {
    do: 'answer',
    run: question.run,
    flow: question.flow,
    facts: { [question.fact]: value },
  } as const;
}
