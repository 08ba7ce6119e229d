import { endsInPredicate } from './predicate.ts';
import { ROLE } from './role-names.ts';

/**
 * A modifier between two roles: 「ネットワーク管理者及び【…を所管する】情報管理者」. One that names a role or a topic would
 * be the beginning of another phrase.
 */
const MODIFIER = `[^，は\\uE000-\\uF8FF]+[るうくすつぬむぶぐたの]`;
/** 「局（区）情報管理者, CSIRT 管理者，システム管理者及び情報管理者」 */
const ROLES = `${ROLE}(?:[，と・]${ROLE}|(?:及び|又は|並びに|若しくは|および|または|ならびに|もしくは)(?:${MODIFIER})?${ROLE})*`;

/** 「職員は，」, 「システム管理者は外部ネットワークとの…」 */
const TOPIC = new RegExp(`(${ROLES})は`, 'gu');
/** 「情報管理者が指名する」 */
const NOMINATIVE = new RegExp(`(${ROLES})が`, 'gu');
/** 「情報管理者により行われなければならない」 */
const DOER = new RegExp(`(${ROLES})(?:により|によって)`, 'gu');

/** 「される」, 「行われなければならない」 */
const PASSIVE = /[さわたかまばがらな]れ(?:る(?:こと|ものとする)?|なければならない|なくてはならない)$/u;
/** A verb that runs into a noun: 「定める実施手順」, 「守るべき内容」, 「不在となる場合」; not 「また…」, 「かつ…」, 「よう…」. */
const ADNOMINAL =
  /(?:る|す|む|ぶ|ぐ|ぬ|べき|(?<!よ)う|(?<!か)つ|(?<!ま)た)[\p{Script=Han}\p{Script=Katakana}\p{Script=Latin}\uE000-\uF8FF]/u;

/**
 * The roles that are subjects of a marked sentence, as marks. は reaches the sentence's own verb from anywhere; が and
 * により reach only the nearest one, and are the sentence's subject only where that verb is no noun's modifier.
 */
export function subjectsIn(sentence: string): string {
  const topics = [...sentence.matchAll(TOPIC)].map((match) => match[1] ?? '');
  if (topics.length > 0 || !endsInPredicate(sentence)) return topics.join('');
  const near = [...sentence.matchAll(NOMINATIVE), ...(PASSIVE.test(sentence) ? sentence.matchAll(DOER) : [])];
  return near
    .filter((match) => !ADNOMINAL.test(upToComma(sentence.slice(match.index + match[0].length))))
    .map((match) => match[1] ?? '')
    .join('');
}

/** 「一括管理し」 of 「一括管理し，…付与しない」. A comma directly after the particle is only a breath. */
function upToComma(after: string): string {
  return after.replace(/^，/u, '').split('，')[0] ?? '';
}

/** は after a noun: not that of 又は, については, 場合は, 際には. */
const AFTER_NOUN = /(?<!又|また|あるい|[でにとてへ]|から|より|まで|場合|とき|際|後)は(.*)$/u;

/**
 * Whether a thing is what the sentence's verb is said of. 「ネットワークは，以下の対策を行わなければならない」: it is, the verb
 * has an object of its own. 「パターンファイルは常に最新のものに保つこと」: it is itself the object, and the subject is left unsaid.
 */
export function topicIsSubject(sentence: string): boolean {
  const [, rest] = AFTER_NOUN.exec(sentence) ?? [];
  return rest?.includes('を') ?? false;
}
