import type { ClauseLevel } from '../clause.ts';

/** How a marker is printed. Two styles of sub-item make two lists even where they stand side by side. */
export type MarkerStyle =
  | 'chapter'
  | 'section'
  | 'article'
  | 'item'
  | 'latin'
  | 'kana'
  | 'bullet'
  | 'starred-bullet'
  | 'note';

/** A marker read at the beginning of a line. */
export interface Marker {
  readonly style: MarkerStyle;
  /** As printed, without blanks: `第１章`, `（ⅰ）-２`, `ア`. */
  readonly printed: string;
  /** Place in its list, from 1 (序 is 0); 0 for bullets and notes, which are counted or stand alone. */
  readonly number: number;
  /** 2 in `（ⅰ）-２`; 0 without a branch number. */
  readonly branch: number;
  /** The part of the id: `12`, `i-2`, `a`, `ア`, `note`; '' for bullets, whose part is their count. */
  readonly idPart: string;
  /** The words after the marker on its line. */
  readonly rest: string;
}

/** One grammar rule: reads its marker at the beginning of a trimmed line, or answers null. */
export type MarkerRule = (text: string) => Marker | null;

/** The clause level that each style of marker opens. */
export const LEVEL_OF: Readonly<Record<MarkerStyle, ClauseLevel>> = {
  chapter: 'chapter',
  section: 'section',
  article: 'article',
  item: 'item',
  latin: 'sub-item',
  kana: 'sub-item',
  bullet: 'bullet',
  'starred-bullet': 'starred-bullet',
  note: 'note',
};

/** Builds a marker from what a rule has read; blanks inside the printed marker (第 １ 章) are the page's. */
export function markerOf(
  style: MarkerStyle,
  printed: string,
  number: number,
  idPart: string,
  rest: string,
  branch = 0,
): Marker {
  return { style, printed: printed.replace(/\s/gu, ''), number, branch, idPart, rest: rest.trim() };
}

/** ・ and ●: counted by position, never titled, never nested in each other. */
export function isBullet(style: MarkerStyle): boolean {
  return style === 'bullet' || style === 'starred-bullet';
}
