import type { ClauseId } from '../../knowledge/policy/clause.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';
import type { QuestionMessage, VerdictMessage } from './guided-model.ts';

export type { QuestionMessage, VerdictMessage } from './guided-model.ts';

/**
 * What the assistant says, before any channel has shaped it. A message names no channel and holds no markup: every
 * channel renders the same seven kinds within its own limits (Slack's Block Kit and Microsoft's Adaptive Cards are the
 * narrowest; `limits.ts` keeps every message inside both).
 */
export type Message =
  | TextMessage
  | QuoteMessage
  | ChoicesMessage
  | FormMessage
  | CardMessage
  | QuestionMessage
  | VerdictMessage;

/** Plain sentences. Each paragraph is shown as its own block. `tone` says how it is shown, not what it says. */
export interface TextMessage {
  readonly type: 'text';
  readonly paragraphs: readonly string[];
  readonly tone: 'plain' | 'heading' | 'note' | 'urgent';
}

/** One clause, word for word. Only `quoteClause` makes it, from a clause that exists. */
export interface QuoteMessage {
  readonly type: 'quote';
  readonly clause: ClauseId;
  /** `第２章（７）①（ⅶ）6項目め` */
  readonly citation: string;
  /** The titles on the way to the clause, outermost first: 「情報セキュリティ対策基準」「技術的セキュリティ」… */
  readonly path: readonly string[];
  readonly title: string;
  /** The clause's own words, complete. */
  readonly text: string;
  /** Ranges of `text` that matched the question: [start, end) in UTF-16 units, ascending, not overlapping. */
  readonly marks: readonly (readonly [start: number, end: number])[];
  /** `answer`: quoted because it answers; `related`: what an answer refers to or what defines its terms. */
  readonly role: 'answer' | 'related';
  /** Why a related clause is shown: 「用語の定義」「参照先」. Empty for answers. */
  readonly why: string;
  /** Clauses that say nearly the same and were grouped under this one. */
  readonly similar: readonly {
    readonly clause: ClauseId;
    readonly citation: string;
    readonly text: string;
  }[];
}

/** What a button does when it is pressed. Serialised it stays within a Slack button's value. */
export type Action =
  /**
   * The same as typing `text`; `fresh`: as a question or report of its own, whatever was asked before; `of`: as said of the
   * report that was filed under this key.
   */
  | { readonly do: 'say'; readonly text: string; readonly fresh?: true; readonly of?: string }
  /** Whom to tell of a loss or a leak. */
  | { readonly do: 'emergency' }
  /** Show one clause and what hangs on it. */
  | { readonly do: 'show-clause'; readonly clause: ClauseId }
  /** All guided decisions, to choose from. */
  | { readonly do: 'flows' }
  /** Begin a guided decision anew. */
  | { readonly do: 'start'; readonly flow: string }
  /** Begin a report, as the entry of this id says it; `drill`: as an exercise. */
  | { readonly do: 'report'; readonly flow: string; readonly entry: string; readonly drill?: true }
  /** The form for the permission that a verdict needs. */
  | { readonly do: 'apply'; readonly flow: string; readonly facts: Facts }
  /** What one has applied for, what waits for one's decision, and what one was told of. */
  | { readonly do: 'requests'; readonly list: 'mine' | 'waiting' | 'notices' }
  | RequestAction
  /** What one has reported, what waits for one, and, for those who see them, all cases. */
  | { readonly do: 'cases'; readonly list: 'mine' | 'waiting' | 'all' }
  | CaseAction
  /** Ends the absence that one has recorded. */
  | { readonly do: 'absence'; readonly act: 'end' }
  | GuidedAction;

/**
 * Something done to a guided decision. `run` names one walk through a flow, so that a button pressed a day later still
 * means what it meant; `flow` is for the offer to begin again where that walk is gone.
 */
export type GuidedAction =
  /** Give or change answers. */
  | { readonly do: 'answer'; readonly run: string; readonly flow: string; readonly facts: Facts }
  | {
      readonly do: 'guide';
      /**
       * `find`: find this fact out by its own flow; `change`: ask it again; `back`: ask again what came before it; `why`:
       * the clause because of which it is asked; `cancel`: stop; `resume`: the current step again.
       */
      readonly step: 'find' | 'change' | 'back' | 'why' | 'cancel' | 'resume';
      readonly run: string;
      readonly flow: string;
      /** Which fact; empty for `cancel` and `resume`. */
      readonly fact: string;
    };

/**
 * Something done to an application. `step` is the permission of its chain that the button was made for, `round` how often
 * it had been filed anew by then: what was written since is not decided by an old button.
 */
export interface RequestAction {
  readonly do: 'request';
  readonly act:
    | 'show'
    | 'approve'
    | 'conditions'
    | 'return'
    | 'refuse'
    | 'withdraw'
    | 'counter-sign'
    | 'revoke'
    | 'again'
    | 'renew';
  readonly number: string;
  readonly step: number;
  readonly round: number;
}

/** Something done to a case (事案). */
export interface CaseAction {
  readonly do: 'case';
  readonly act:
    | 'show'
    | 'acknowledge'
    | 'step'
    | 'facts'
    | 'note'
    | 'found'
    | 'reissued'
    | 'destroyed'
    | 'card-back'
    | 'join'
    | 'close'
    | 'reopen';
  readonly number: string;
  /** Which step, which fate of a card, or which other case; empty for any other act. */
  readonly about: string;
}

export interface Choice {
  readonly label: string;
  readonly action: Action;
  /** `primary`: what is asked of them first. */
  readonly style: 'plain' | 'primary' | 'danger';
}

export interface ChoicesMessage {
  readonly type: 'choices';
  readonly prompt: string;
  readonly choices: readonly Choice[];
}

export type Field =
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly required: boolean;
      /** What stands in it already. */
      readonly value?: string;
      readonly multiline: boolean;
      readonly maxLength: number;
    }
  | {
      readonly kind: 'select';
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly required: boolean;
      /** What stands in it already. */
      readonly value?: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: 'date';
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly required: boolean;
      /** What stands in it already. */
      readonly value?: string;
    };

/** Several things to fill in at once. The values come back as `{ type: 'form', form, values }`. */
export interface FormMessage {
  readonly type: 'form';
  readonly form: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly submit: string;
}

/** A thing with a name, a few facts and what can be done with it: a contact, later a case or an application. */
export interface CardMessage {
  readonly type: 'card';
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly choices: readonly Choice[];
  /** Of an exercise (訓練): every channel makes it look different from a real one. */
  readonly drill?: true;
  /** What on record has a page of its own, in channels that have pages: the case of this number. */
  readonly page?: { readonly of: 'case'; readonly number: string };
  /** What on record it is a copy of, so that a channel can show it as it stands later. Absent where it is none. */
  readonly of?: CopyOf;
}

/** Names an application or a case by its number: whole, or as one line of a list. */
export interface CopyOf {
  readonly number: string;
  readonly view: 'card' | 'line';
  /** Of an application shown whole: how often it had been filed anew. What is written beneath the card is of then. */
  readonly round?: number;
}
