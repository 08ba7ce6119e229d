import type { PersonId } from '../knowledge/organisation/directory.ts';
import type { ClauseId } from '../knowledge/policy/clause.ts';
import type { Action, CardMessage, CopyOf, Message } from './messages/model.ts';
import type { DecisionViews } from './views/view.ts';

/** A conversation's name within its channel: a browser tab, a direct message, a thread. */
export type ConversationId = string & { readonly __brand: 'ConversationId' };

/** One thing that a person did, authenticated and deduplicated by the channel's adapter. */
export interface Incoming {
  /** The same again where the channel delivers it again: it is then done once. */
  readonly id: string;
  readonly channel: string;
  readonly conversation: ConversationId;
  /** Who did it; null where the channel does not know. */
  readonly person: PersonId | null;
  readonly input: Input;
  readonly at: Date;
}

export type Input =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly action: Action }
  | { readonly type: 'form'; readonly form: string; readonly values: Readonly<Record<string, string>> };

/** What came of one input. */
export interface Replied {
  readonly messages: readonly Message[];
  /** What was typed holds a secret: the channel shows and keeps it no longer, as far as it can. */
  readonly hide: boolean;
  /** Somebody has to sign in first: nothing was done. */
  readonly signIn?: true;
  /** False where the store failed: nothing was done, and the same may be sent again under the same id. */
  readonly recorded: boolean;
}

/** A clause with its place in the tree, for a page that shows it. */
export interface ClauseView {
  readonly id: ClauseId;
  readonly citation: string;
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** From the chapter down to the parent. */
  readonly ancestors: readonly ClauseSummary[];
  readonly children: readonly ClauseSummary[];
  readonly previous: ClauseSummary | null;
  readonly next: ClauseSummary | null;
  /** The clauses that this one refers to, and those that refer to it. */
  readonly links: readonly ClauseSummary[];
  readonly linkedFrom: readonly ClauseSummary[];
}

export interface ClauseSummary {
  readonly id: ClauseId;
  readonly citation: string;
  /** The title, or where there is none the whole body. */
  readonly label: string;
}

/** So many copies are asked for at once. */
export const MOST_CARDS = 50;

/** All that a channel may ask of the conversation. */
export interface Assistant {
  /** The policy's printed name, for page titles. */
  readonly policyName: string;
  /** What a new conversation starts with. */
  welcome(): readonly Message[];
  /** The answer to one input. Never throws for what a person typed, nor where the store fails. */
  receive(incoming: Incoming): Promise<Replied>;
  /** How many things a person was told since they last looked. */
  news(person: PersonId): Promise<number>;
  /**
   * Copies as they stand now for this person, in the order in which they are wanted, at most {@link MOST_CARDS}: null where
   * they may not see it, or not any more. Nothing is recorded. @throws {RangeError} @throws {StoreError}
   */
  cards(person: PersonId, wanted: readonly CopyOf[], at: Date): Promise<readonly (CardMessage | null)[]>;
  /** The clause with this id, or null where the policy has none. */
  clause(id: string): ClauseView | null;
  /** The guided decisions, for pages that show them. */
  readonly decisions: DecisionViews;
}

/** A way in and out. `start` resolves when the channel really answers. */
export interface Channel {
  readonly name: string;
  start(): Promise<void>;
  /** Says at once to whoever of these persons is there that what they see may have changed, or that they have news. */
  tell?(persons: readonly string[]): void;
  stop(): Promise<void>;
}
