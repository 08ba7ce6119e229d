import { article } from './article.ts';
import { bullet } from './bullet.ts';
import { chapter } from './chapter.ts';
import { item } from './item.ts';
import { kanaSubItem } from './kana-sub-item.ts';
import type { Marker, MarkerRule } from './marker.ts';
import { note } from './note.ts';
import { section } from './section.ts';
import { starredBullet } from './starred-bullet.ts';
import { subItem } from './sub-item.ts';

// No two rules read the same line, so the order is only the order of the table in the README.
const RULES: readonly MarkerRule[] = [
  chapter,
  section,
  article,
  item,
  subItem,
  kanaSubItem,
  bullet,
  starredBullet,
  note,
];

/** The marker that a trimmed line begins with, or null. Whether it opens a clause there is for the outline to say. */
export function readMarker(text: string): Marker | null {
  for (const rule of RULES) {
    const marker = rule(text);
    if (marker !== null) return marker;
  }
  return null;
}
