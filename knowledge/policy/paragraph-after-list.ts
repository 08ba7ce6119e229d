import type { Draft } from './draft.ts';
import { isBullet, type MarkerStyle } from './rules/marker.ts';

/** Bullets and numbered phrases make lists; chapters, sections and notes do not. */
const LISTED: readonly MarkerStyle[] = ['article', 'item', 'latin', 'kana', 'bullet', 'starred-bullet'];

/**
 * Gives an unnumbered paragraph after a list back to the list's parent: 「また，マナーと倫理をもって…」 stands after
 * 「⑩ …要綱」 but is part of 第２章（９）.
 *
 * The page cannot say whether a paragraph after the last item is the item's own (「③ 見直し」 and its text) or the
 * parent's; the items before it can. Where each of them is a single paragraph with nothing under it, the list is one of
 * phrases or sentences, and what follows its last item is not that item's. A list of one says nothing, and neither
 * does 「② 削除」.
 */
export function returnParagraphsAfterLists(
  drafts: readonly Draft[],
  paragraphs: Map<Draft, readonly string[]>,
): void {
  for (const parent of drafts) {
    for (const style of LISTED) {
      const list = parent.children.filter((child) => child.marker.style === style);
      const last = list.at(-1);
      const [ownText, ...after] = paragraphs.get(last ?? parent) ?? [];
      if (last === undefined || ownText === undefined || after.length === 0 || last.children.length > 0)
        continue;
      if (!isListOfPhrases(list.slice(0, -1), paragraphs)) continue;
      paragraphs.set(last, [ownText]);
      paragraphs.set(parent, [...(paragraphs.get(parent) ?? []), ...after]);
    }
  }
}

function isListOfPhrases(
  others: readonly Draft[],
  paragraphs: ReadonlyMap<Draft, readonly string[]>,
): boolean {
  const telling = others.filter((draft) => !/^削除。?$/u.test(paragraphs.get(draft)?.[0] ?? ''));
  const alone = (draft: Draft): boolean =>
    paragraphs.get(draft)?.length === 1 && (isBullet(draft.marker.style) || draft.children.length === 0);
  return telling.length > 0 && telling.every(alone);
}
