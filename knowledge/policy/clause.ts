/**
 * The unit that everything is cited by: one numbered or bulleted unit of the printed policy.
 * How ids are formed from the printed markers is written in `knowledge/README.md`.
 */

/** The id of a clause that exists in the loaded policy, e.g. `2.7.1.vii#6`. Made only by the parser and by {@link PolicyText}. */
export type ClauseId = string & { readonly __brand: 'ClauseId' };

export type ClauseLevel =
  | 'chapter'
  | 'section'
  | 'article'
  | 'item'
  | 'sub-item'
  | 'bullet'
  | 'starred-bullet'
  | 'note';

export interface Clause {
  readonly id: ClauseId;
  readonly parent: ClauseId | null;
  readonly level: ClauseLevel;
  /** As printed: `第１章`, `（２）`, `⑫`, `（ⅰ）-２`, `(a)`, `ア`, `・`, `●`, `（注）`. */
  readonly marker: string;
  /** The printed title, or '' where the text prints none. */
  readonly title: string;
  /** The printed words after the title, line breaks of the page layout undone; '' for a bare heading. */
  readonly body: string;
  /**
   * Offsets in {@link body} at which a new printed paragraph (or table cell) begins, ascending, never 0.
   * The body itself has no line breaks; whoever shows it may break here. Absent: one paragraph.
   */
  readonly breaks?: readonly number[];
  /** 1-based line of the source text on which the marker stands. */
  readonly line: number;
}
