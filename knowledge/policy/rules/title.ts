import { isBullet, type MarkerStyle } from './marker.ts';
import { endsSentence } from './sentence-state.ts';

/** A clause's printed words, divided. */
export interface Wording {
  readonly title: string;
  /** One string for each printed paragraph. */
  readonly body: readonly string[];
}

/**
 * Divides a clause's paragraphs into title and body. The first paragraph of a chapter or section is its title. That
 * of any other numbered clause is one where it is no sentence and something of the clause's own comes after it, text
 * (「④ 運用」/「情報セキュリティポリシーの…」) or a clause (「⑫ 外部サービス」/「（ⅰ）…」). A phrase with nothing after it
 * is all the clause says: a body (「（ⅰ）情報システムの故障，停止」). Bullets and notes have none.
 */
export function wordingOf(style: MarkerStyle, paragraphs: readonly string[], hasChildren: boolean): Wording {
  const [first = '', ...others] = paragraphs;
  const isTitle =
    style === 'chapter' ||
    style === 'section' ||
    (!isBullet(style) && style !== 'note' && !endsSentence(first) && (others.length > 0 || hasChildren));
  return isTitle ? { title: first, body: others } : { title: '', body: paragraphs };
}
