import { tidy } from './phrases.ts';

/** Posts above somebody, as they are called: 「課長」「部長」「情報管理者」「上司」. 「班長」 of a fire crew is one too. */
const SUPERIOR =
  /(?:課|部|局|所|室|係|次|館|校|園|署|班|区|市|支所|センター|事務所)長(?:補佐|代理)?|(?<!を)上司|上長|管理職|(?:情報|システム)管理者|副市長|教頭/gu;
/** As the one who did it: 「課長が」「部長さんは」「所長も」「上司、」; never 「課長に」「課長から」「課長の」. */
const AS_DOER =
  /^(?:さん|様|クラス)?(?:自身|本人)?(?:が|は|も|って|、|(?=(?:なく|無く|落と|盗ま|勝手|無断|持ち出|漏ら)))/u;
/** What a superior does about a matter that is another's: noticing, saying, being away. */
const NOT_THE_DEED =
  /気づ|気付|見つけ|発見|言[わいうえっ]|いっ(?:て|た)|いい(?:って|と)|おっしゃ|仰|指示|指摘|命[じれ]|頼|受け|電話|いな|いませ|おら|不在|休|出張|留守|外出|会議|戻ら|つかま|捕まら|連絡|確認|報告|知[らっ]|聞[いきか]|怒|心配|対応|来[なてた]|退庁|帰[っら]|許可|承認/u;
/** What can be somebody's fault or mishap. */
const DEED =
  /なく[しな]|無く[しな]|失く[しな]|失[っい]|落と|落っこ|忘れ|置い|紛失|盗|すら|持ち出|持ち帰|持って[いっ帰]|送|渡|見せ|のぞ|覗|漏|洩|流出|消[しさ]|削除|開[いけ]|踏[みんま]|クリック|押し|入れ|入力|使[わいっ]|コピー|印刷|公開|投稿|アップ|捨て|貸|教え|話し|無断|勝手|私用|私物|不正|改ざん|書き換|見て|見た|見られ|間違|誤|保存|転送|撮/u;
/** One clause is not longer. */
const REACH = 40;

/**
 * The superior whom a report's words name as the one who did it, as the person is called there (「課長」); null where none is.
 * 「課長が名簿をなくした」, not 「課長に言った」「課長が気づいた」「課長は出張中で」: whoever is told of a loss must not be the one whom it is
 * about. In doubt none is named where the superior is only the topic (「課長は…」), for then the words are mostly on where they are.
 */
export function superiorNamed(typed: string): string | null {
  const text = tidy(typed);
  for (const found of text.matchAll(SUPERIOR)) {
    const behind = text.slice(found.index + found[0].length);
    const doer = AS_DOER.exec(behind);
    if (doer === null) continue;
    const clause = (behind.slice(doer[0].length).split(/[。!?]/u)[0] ?? '').slice(0, REACH);
    const deed = clause.search(DEED);
    const other = clause.search(NOT_THE_DEED);
    if (deed >= 0 && (other < 0 || deed < other)) return found[0];
  }
  return null;
}
