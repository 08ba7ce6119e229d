import type { Draft } from './draft.ts';
import { type Placement, placementOf } from './placement.ts';
import { type PolicyError, policyError } from './policy-error.ts';
import { isBullet, type Marker } from './rules/marker.ts';
import type { SourceLine } from './rules/page-furniture.ts';
import { stopsShort } from './rules/printed-width.ts';
import { readMarker } from './rules/read-marker.ts';
import { isReference } from './rules/reference-at-line-start.ts';
import { endsSentence, isUnfinished } from './rules/sentence-state.ts';

/** The clauses in printed order, not yet divided into title and body, and every fault met on the way. */
export interface Outline {
  readonly drafts: readonly Draft[];
  readonly errors: readonly PolicyError[];
}

/** Gives each line to a clause: a marker opens one, every other line goes to the clause last opened. */
export function outlineOf(lines: readonly SourceLine[], width: number): Outline {
  const drafts: Draft[] = [];
  const errors: PolicyError[] = [];
  let before: SourceLine | null = null;
  for (const [index, line] of lines.entries()) {
    const current = drafts.at(-1) ?? null;
    const place = (marker: Marker): Placement =>
      placementOf(marker, pathTo(current), headsBullets(lines, index));
    const marker = openingMarker(line, before, width, place);
    before = line;
    if (marker === null) {
      if (current !== null) current.lines.push(line);
      else if (errors.length === 0) errors.push(policyError('text-before-heading', line.line));
      continue;
    }
    const placement = place(marker);
    if (placement.kind === 'faulty') errors.push(policyError(placement.code, line.line, marker.printed));
    if (placement.parent === null && marker.style !== 'chapter') continue;
    const draft = draftOf(marker, placement.parent, line);
    placement.parent?.children.push(draft);
    drafts.push(draft);
  }
  return { drafts, errors: [...errors, ...emptyClauses(drafts)] };
}

/**
 * The marker that opens a clause at this line. A marker in the middle of a sentence is a reference: one with a
 * particle after it, one after 「…及び」 or 「上記」, or one whose number does not go on while the sentence does.
 */
function openingMarker(
  line: SourceLine,
  before: SourceLine | null,
  width: number,
  place: (marker: Marker) => Placement,
): Marker | null {
  const marker = readMarker(line.text);
  if (marker === null || isBullet(marker.style)) return marker;
  const full = before !== null && !stopsShort(before, line.text, width);
  const sentenceOpen = before !== null && full && !endsSentence(before.text);
  if (isReference(marker.rest, sentenceOpen)) return null;
  if (!sentenceOpen) return marker;
  if (isUnfinished(before.text)) return null;
  return place(marker).kind === 'faulty' ? null : marker;
}

/** Whether the next marker in the text is a bullet. */
function headsBullets(lines: readonly SourceLine[], index: number): boolean {
  for (let at = index + 1; at < lines.length; at += 1) {
    const next = readMarker(lines[at]?.text ?? '');
    if (next !== null && isBullet(next.style)) return true;
    if (next !== null) return false;
  }
  return false;
}

function draftOf(marker: Marker, parent: Draft | null, line: SourceLine): Draft {
  const lines = marker.rest === '' ? [] : [{ ...line, text: marker.rest }];
  return { id: idOf(marker, parent), marker, parent, children: [], lines, line: line.line };
}

/** `2.7.1` and `（ⅶ）` → `2.7.1.vii`; its sixth ・ → `2.7.1.vii#6`; its first ● → `2.7.1.vii*1`. */
function idOf(marker: Marker, parent: Draft | null): string {
  if (parent === null) return marker.idPart;
  if (!isBullet(marker.style)) return `${parent.id}.${marker.idPart}`;
  const count = parent.children.filter((child) => child.marker.style === marker.style).length + 1;
  return `${parent.id}${marker.style === 'bullet' ? '#' : '*'}${count}`;
}

/** The open clauses, outermost first: the last one read and everything above it. */
function pathTo(draft: Draft | null): readonly Draft[] {
  return draft === null ? [] : [...pathTo(draft.parent), draft];
}

function emptyClauses(drafts: readonly Draft[]): PolicyError[] {
  return drafts
    .filter((draft) => draft.lines.length === 0 && draft.children.length === 0)
    .map((draft) => policyError('empty-clause', draft.line, draft.marker.printed));
}
