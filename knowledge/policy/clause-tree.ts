import type { Clause } from './clause.ts';

/** What reading a citation or a reference needs to know of a policy. {@link PolicyText} is one. */
export interface ClauseTree {
  /** The clause of an id typed or stored anywhere; undefined where there is none. */
  get(id: string): Clause | undefined;
  /** Every clause in printed order. */
  readonly all: readonly Clause[];
  /** The clauses directly under one, in printed order; none for an unknown id. */
  children(id: string): readonly Clause[];
  /** The clauses above one, the chapter first; none for an unknown id. */
  ancestors(id: string): readonly Clause[];
  /** Everything under a clause, in printed order; none for an unknown id. */
  descendants(id: string): readonly Clause[];
}

/** The last part of a clause's id without its separator: `vii` of `2.7.1.vii`, `6` of `2.7.1.vii#6`. */
export function idPartOf(clause: Clause): string {
  return clause.parent === null ? clause.id : clause.id.slice(clause.parent.length + 1);
}
