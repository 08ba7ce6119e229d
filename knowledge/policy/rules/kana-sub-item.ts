import { type MarkerRule, markerOf } from './marker.ts';

/** The order in which kana number a list. */
export const KANA_ORDER =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';

// 「ア 個人番号利用事務系ネットワークと他のネットワークとの分離」.
// A blank must follow: 「アクセス制御」 at a line start is a word.
const KANA_SUB_ITEM = new RegExp(`^([${KANA_ORDER}])[ \u3000]+(.*)$`, 'u');

/** `ア` → `ア`. */
export const kanaSubItem: MarkerRule = (text) => {
  const match = KANA_SUB_ITEM.exec(text);
  if (match === null) return null;
  const kana = match[1] ?? '';
  return markerOf('kana', kana, KANA_ORDER.indexOf(kana) + 1, kana, match[2] ?? '');
};
