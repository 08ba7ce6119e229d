import type { Draft } from './draft.ts';
import type { PolicyErrorCode } from './policy-error.ts';
import { isBullet, type Marker, type MarkerStyle } from './rules/marker.ts';

/**
 * Where a marker belongs among the clauses still open, outermost first. A fault says where the clause is put all
 * the same, so that one wrong number is one error and not a page of them.
 */
export type Placement =
  | { readonly kind: 'placed'; readonly parent: Draft | null }
  | { readonly kind: 'faulty'; readonly code: PolicyErrorCode; readonly parent: Draft | null };

/** What each numbered style stands under, nearest first. Cities without ①… put （ⅰ） straight under （１）. */
const STANDS_UNDER: Readonly<Partial<Record<MarkerStyle, readonly MarkerStyle[]>>> = {
  section: ['chapter'],
  article: ['section', 'chapter'],
  item: ['article', 'section'],
};

/**
 * Finds the parent of a clause that begins with `marker`. `headsBullets`: the next marker in the text is a
 * bullet, so that a list beginning here has bullets under its first member.
 */
export function placementOf(marker: Marker, open: readonly Draft[], headsBullets: boolean): Placement {
  if (marker.style === 'chapter') return inList(marker, lastChapter(open), null);
  const innermost = innermostHost(open);
  if (innermost === null) return { kind: 'faulty', code: 'marker-before-heading', parent: null };
  if (isBullet(marker.style)) return { kind: 'placed', parent: innermost };
  if (marker.style === 'note') {
    const printedTwice = innermost.children.some((child) => child.marker.idPart === marker.idPart);
    return printedTwice
      ? { kind: 'faulty', code: 'duplicate-id', parent: innermost }
      : { kind: 'placed', parent: innermost };
  }
  if (marker.style === 'latin' || marker.style === 'kana') {
    return subItemPlacement(marker, open, innermost, headsBullets);
  }
  const styles = STANDS_UNDER[marker.style] ?? [];
  for (const style of styles) {
    const parent = open.find((draft) => draft.marker.style === style);
    if (parent !== undefined) return inList(marker, lastOf(marker.style, parent), parent);
  }
  return { kind: 'faulty', code: 'out-of-place', parent: innermost };
}

/**
 * A sub-item goes on with the list of its style that is open. A new list belongs to the bullet that announces it
 * (「・…以下の対応を実施しなければならない。」/「ア …」), otherwise to the innermost numbered clause. Bullets do not
 * nest: a list with bullets of its own (「・…以下の形態により…」/「(a) …」/「・…」) is never a bullet's.
 */
function subItemPlacement(
  marker: Marker,
  open: readonly Draft[],
  innermost: Draft,
  headsBullets: boolean,
): Placement {
  const running = open.findLast((draft) => draft.marker.style === marker.style);
  if (running !== undefined && follows(marker, running.marker)) {
    return { kind: 'placed', parent: running.parent };
  }
  const last = open.at(-1);
  const announcing =
    last !== undefined && isBullet(last.marker.style) && announcesList(last) && !headsBullets ? last : null;
  if (running !== undefined && (announcing === null || marker.number !== 1)) {
    return inList(marker, running, running.parent);
  }
  const parent = announcing ?? innermost;
  if (parent.marker.style === 'chapter') return { kind: 'faulty', code: 'out-of-place', parent };
  return inList(marker, lastOf(marker.style, parent), parent);
}

function inList(marker: Marker, previous: Draft | undefined, parent: Draft | null): Placement {
  const fits =
    previous === undefined ? marker.number <= 1 && marker.branch === 0 : follows(marker, previous.marker);
  if (fits) return { kind: 'placed', parent };
  const backwards = previous !== undefined && compareNumbers(marker, previous.marker) <= 0;
  return { kind: 'faulty', code: backwards ? 'duplicate-id' : 'numbering-jump', parent };
}

/** ② follows ①; （ⅰ）-２ and （ⅱ） follow （ⅰ）; （ⅰ）-３ and （ⅱ） follow （ⅰ）-２. */
function follows(marker: Marker, previous: Marker): boolean {
  if (marker.branch === 0) return marker.number === previous.number + 1;
  return marker.number === previous.number && marker.branch === (previous.branch || 1) + 1;
}

function compareNumbers(a: Marker, b: Marker): number {
  return a.number - b.number || a.branch - b.branch;
}

function lastChapter(open: readonly Draft[]): Draft | undefined {
  return open.find((draft) => draft.marker.style === 'chapter');
}

function lastOf(style: MarkerStyle, parent: Draft): Draft | undefined {
  return parent.children.findLast((child) => child.marker.style === style);
}

/** The innermost open clause that bullets, notes and lists may stand under: no bullet, nothing inside one, no note. */
function innermostHost(open: readonly Draft[]): Draft | null {
  const bullet = open.findIndex((draft) => isBullet(draft.marker.style));
  const outside = bullet < 0 ? open : open.slice(0, bullet);
  return outside.findLast((draft) => draft.marker.style !== 'note') ?? null;
}

// 「直ちに次の項目について」, 「以下の対応を実施しなければならない。」, 「次に掲げる」, 「下記のとおり」
function announcesList(draft: Draft): boolean {
  return /(?:次|以下|下記)(?:の|に)/u.test(draft.lines.map(({ text }) => text).join(''));
}
