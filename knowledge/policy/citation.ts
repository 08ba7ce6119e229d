import type { Clause } from './clause.ts';
import { idPartOf } from './clause-tree.ts';

export { type FoundCitation, findCitations, parseCitation } from './read-citation.ts';

/** Looks a clause up by its id; {@link PolicyText.get} will do. */
export type ClauseLookup = (id: string) => Clause | undefined;

/**
 * The printed citation: 「第２章（７）①（ⅶ）6項目め」, 「第２章（８）③（ⅱ）5項目めア」, 「第１章（１）（注）」, 「序」.
 * {@link parseCitation} reads every one of them back.
 */
export function citationOf(clause: Clause, byId: ClauseLookup): string {
  return pathTo(clause, byId).reduce((citation, step) => {
    const printed = shortMarker(step);
    // 「（ⅰ）-２ 1項目め」: run together, the branch number and the count would read as 21.
    return /[-－][0-9０-９]+$/u.test(citation) && /^[0-9]/u.test(printed)
      ? `${citation} ${printed}`
      : citation + printed;
  }, '');
}

/**
 * The citation with the titles on the way: 「第２章 情報セキュリティ対策基準（７）技術的セキュリティ ① 情報システムの管理
 * （ⅶ）電子メールの送受信等 6項目め」. A full-width bracket keeps its own distance; other markers take a space on each side.
 */
export function longCitationOf(clause: Clause, byId: ClauseLookup): string {
  return pathTo(clause, byId).reduce((citation, step) => {
    const marker = shortMarker(step);
    const before = citation === '' || marker.startsWith('（') ? '' : ' ';
    const between = step.title === '' || marker.endsWith('）') ? '' : ' ';
    return citation + before + marker + between + step.title;
  }, '');
}

function pathTo(clause: Clause, byId: ClauseLookup): readonly Clause[] {
  const parent = clause.parent === null ? undefined : byId(clause.parent);
  return parent === undefined ? [clause] : [...pathTo(parent, byId), clause];
}

/** ・ and ● carry no number in print: they are counted. */
function shortMarker(clause: Clause): string {
  if (clause.level === 'bullet') return `${idPartOf(clause)}項目め`;
  if (clause.level === 'starred-bullet') return `●${idPartOf(clause)}項目め`;
  return clause.marker;
}
