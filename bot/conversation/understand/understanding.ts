import type { Intent, Outside } from '../../../knowledge/pack/schemas.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';
import type { MishapStanding } from './mishap-standing.ts';

/** What a person wants, as far as their words tell. A closed set: every reply begins from one of these. */
export type Understanding =
  | Unreadable
  | { readonly kind: 'command'; readonly command: Command }
  | Answer
  | Offer
  | NoMishap
  | NotCovered;

/** Nothing that could be looked for. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly why: 'empty' | 'too-long' | 'no-words';
}

export type Command = 'help' | 'emergency' | 'greeting' | 'thanks' | 'at-hand';

/** Clauses that answer. */
export interface Answer {
  readonly kind: 'answer';
  /** `citation`: named by number; `heading`: a whole item was asked for; `term`: a definition; `search`: found. */
  readonly how: 'citation' | 'heading' | 'term' | 'search';
  /** Best first. */
  readonly citations: readonly ClauseId[];
  /** The heading whose whole content is shown. */
  readonly heading: ClauseId | null;
  readonly evidence: Evidence;
  /** Fuller questions that the person may have meant, where the words leave it open; else empty. */
  readonly choices: readonly string[];
  /** How the kind was decided, for `--explain`. */
  readonly because: readonly string[];
}

/** A guided decision or a report fits; the clauses are what a plain answer quotes. */
export interface Offer {
  readonly kind: 'flow' | 'report';
  readonly intent: Intent;
  readonly citations: readonly ClauseId[];
  readonly evidence: Evidence;
  readonly choices: readonly string[];
  readonly because: readonly string[];
}

/** What is told of has not happened, or is over: the clauses, and the report within one tap. */
export interface NoMishap {
  readonly kind: 'no-mishap';
  readonly standing: Exclude<MishapStanding, 'stands'>;
  readonly intent: Intent;
  readonly citations: readonly ClauseId[];
  readonly evidence: Evidence;
  readonly because: readonly string[];
}

/** The policy says nothing on it. */
export interface NotCovered {
  readonly kind: 'none';
  /** The known border that the question lies beyond, or null where it is merely unknown. */
  readonly outside: Outside | null;
  /** Clauses near by, whose topics may be offered. */
  readonly near: readonly ClauseId[];
  readonly evidence: Evidence;
  readonly because: readonly string[];
}
