import type { ClauseId } from './clause.ts';

/**
 * The one place where a string becomes a {@link ClauseId}. Only the parser calls it, on an id it has just built
 * from printed markers; everyone else asks a {@link PolicyText} for the clause and takes the id from there.
 */
export function brandClauseId(id: string): ClauseId {
  return id as ClauseId;
}
