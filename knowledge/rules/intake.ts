import type { ClauseId } from '../policy/clause.ts';
import type { Facts } from './flow.ts';

/** More questions than this would keep the first alert from going out. */
export const MOST_INTAKE_QUESTIONS = 3;

/** What is said of a matter before anybody is told of it; everything else is asked after. */
export interface Intake {
  /** How the report stands in a list: 「職員証（IDカード）をなくした」「市民などから連絡が来た」. Never empty. */
  readonly entries: readonly IntakeEntry[];
  /** Facts of the procedure that are taken from the first sentence where it names them; none of them is asked. */
  readonly hears: readonly string[];
  /** In asking order, at most {@link MOST_INTAKE_QUESTIONS}. */
  readonly questions: readonly IntakeQuestion[];
}

export interface IntakeEntry {
  readonly id: string;
  readonly label: string;
  /** What is known by having chosen it. */
  readonly facts: Facts;
}

/** One question. Whatever is typed is an answer too: it goes into the field as it is. */
export interface IntakeQuestion {
  /** The field that the answer is written into, one of those that the procedure's steps collect: `when-noticed`. */
  readonly field: string;
  /** A few words for a list of answers: 「気づいたとき」. */
  readonly name: string;
  readonly question: string;
  readonly help: string;
  /** The clause because of which this is asked. */
  readonly clause: ClauseId;
  /** Whether the asker's own telephone of the directory is offered first. */
  readonly ownPhone: boolean;
  readonly choices: readonly IntakeChoice[];
}

export interface IntakeChoice {
  readonly value: string;
  readonly label: string;
  readonly help: string;
  /** What people say for it. */
  readonly words: readonly string[];
  /** What is known by it. */
  readonly facts: Facts;
  /** 「まだ確かでない」: an answer, and nothing is known by it. */
  readonly unsure: boolean;
  /** The policy asks for no report then: what has to be done is said, and it is filed only where the person wants. */
  readonly enough: boolean;
  /** It is another report after all: a suspicious mail that was opened is a security incident. */
  readonly becomes: { readonly report: string; readonly facts: Facts } | null;
}
