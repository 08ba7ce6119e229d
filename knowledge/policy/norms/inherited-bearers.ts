import type { Clause } from '../clause.ts';
import type { ClauseTree } from '../clause-tree.ts';
import { endsInPredicate } from './predicate.ts';
import { ROLE, type RoleNames } from './role-names.ts';

/** 「以下の対応を」, 「次の項目について」, 「下記のとおり」; not 「Ⅰ以下の行政情報」, 「年次の」. */
const ANNOUNCES = /(?<![\p{N}\p{Script=Latin}号項])以下の|(?<!\p{Script=Han})次の|次に掲げる|下記の/u;
/** 「CSIRT 責任者」, 「情報管理者の実施事項」, 「職員の遵守事項」; not 「職員以外の者が利用出来る情報システム」. */
const NAMES_BEARER = new RegExp(
  `^${ROLE}(?:(?:及び|又は|並びに|，)${ROLE})*(?:の\\p{Script=Han}*(?:事項|義務|責務|役割|責任))?$`,
  'u',
);

/**
 * The bearers of a clause that names no subject: those of the sentence that announces the list in which it stands, or
 * those whom a heading over it names. A neighbour that announces nothing lends none.
 * @param bearersOf the bearers of a clause further up or before.
 */
export function inheritedBearers(
  clause: Clause,
  policy: ClauseTree,
  names: RoleNames,
  bearersOf: (clause: Clause) => readonly string[],
): readonly string[] {
  const before = announcerBefore(clause, policy);
  if (before !== undefined) return bearersOf(before);
  for (const above of policy.ancestors(clause.id).toReversed()) {
    const title = names.mark(above.title).replace(/\s/gu, '');
    if (NAMES_BEARER.test(title)) return names.idsIn(title);
    if (above.body !== '') return ANNOUNCES.test(above.body) ? bearersOf(above) : [];
  }
  return [];
}

/**
 * The bullet that announces an item printed beside it: 「・…次の項目について調査を行い，…」 before 「・セキュリティ障害の内容」.
 * A bullet that is a sentence stands by itself.
 */
function announcerBefore(clause: Clause, policy: ClauseTree): Clause | undefined {
  if (clause.parent === null || endsInPredicate(clause.body)) return undefined;
  const siblings = policy.children(clause.parent);
  const before = siblings.slice(
    0,
    siblings.findIndex(({ id }) => id === clause.id),
  );
  const sentence = before.findLast(({ body }) => endsInPredicate(body));
  return sentence !== undefined && ANNOUNCES.test(sentence.body) ? sentence : undefined;
}
