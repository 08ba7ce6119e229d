import { cuesOf } from '../../../knowledge/search/cues.ts';

/**
 * Whether a mishap that a sentence tells of stands. `put`: it is denied or supposed, and what would have to be done is asked
 * (「落としてないけど、落としたら？」). `undone`: it was believed, dreamt, or is over (「なくしたと思ったらあった」). All else stands, however doubtful:
 * nobody who may have lost something is to be told that they have not.
 */
export type MishapStanding = 'stands' | 'put' | 'undone';

/** Verbs of losing something, letting it out, or letting something in; up to where they are inflected. */
const MISHAP =
  '(?:なく[しなさ]|無く[しなさ]|失く[しなさ]|落[とっ]|おとし|落っこと|紛失|忘れ|置[いき]|盗ま|盗ら|取られ|見当たら|消し|削除し|漏[れらえ]|流出|送[っりら]|誤送信|開[いけ]|踏[んま]|クリック|押[しさ]|感染|間違え|間違っ)';
/** Not done: 「落としてない」「なくしていません」「紛失はしておらず」「落としたわけじゃない」. */
const NOT_DONE = new RegExp(
  `${MISHAP}\\p{sc=Hira}{0,3}?(?:[てで](?:は|い|は?い)?(?:な(?:い|く)|ません|ず|ない)|[てで]お(?:らず|りません)|[てで]へん|とら(?:ん|ず|へん)|(?:[ただ](?:わけ|の|ん))(?:では|じゃ)(?:ない|なく|ありません))[^、。]{0,8}?(?:けど|けれど|が|ですが|のに|、|。|し)`,
  'u',
);
/** A case put: 「落としたら」「落とした場合」「落としたときは」. */
const PUT = new RegExp(
  `${MISHAP}\\p{sc=Hira}{0,4}?(?:[ただ]ら(?!し)|[ただる](?:場合|とき|時|際)|れば|なら)`,
  'u',
);
/** A belief that is over: 「…たかと思った」「…たと思いきや」「…たと勘違い」. 「…たと思います」 is none. */
const BELIEVED =
  /[ただい]?(?:の?か(?:も|な)?)?(?:しれない)?(?:と|って)(?:思(?:った|って(?:い)?(?:た|ました)|っとった|いました|いきや|い込ん)|(?:焦|あせ|慌|びっくり|勘違い))|(?:と|って)?(?:勘違い|早とちり|思い違い)/u;
const LOST_BUT = new RegExp(
  `${MISHAP}\\p{sc=Hira}{0,4}?(?:(?:んです|のです|んだ)?(?:けど|けれど(?:も)?|が|のに|ものの|のですが)|(?:[て、](?=見つか|すぐ|あとで|後で)))`,
  'u',
);
/** It is there again. Never 「あったはず」「見つからない」. */
const FOUND =
  /(?:(?<![でじ])あっ(?:た|て)|ありました|(?:見つか|みつか)(?:った|って(?:い|お|ます|る|。|、|$)|りました)|出て(?:き|来)(?:た|て|ました)|戻って(?:き|来)(?:た|て|ました)|手元にあ(?:る|り)|入って(?:い)?(?:た|ました)|無事(?:だった|でした|です)|気のせい|勘違い(?:だった|でした|です)|早とちり|思い違い)(?!はず|ん?だ?はず|と思|か(?:も|な|ど)|ような)/u;
/** What may follow that without another matter: 「…あったので大丈夫です」「…見つかった。報告いる？」. */
const NOTHING_MORE =
  /^(?:んです|のです|の?で|から|けど|けれど|が|よ|ね|わ|です|ます|ました|た|、|。|!|\?|笑|w|(?:これ|それ)?(?:でも|は)?(?:、)?報告[はもってを]?(?:[^。、]{0,14})|(?:もう)?大丈夫[^。、]{0,6}|どう(?:すれば|したら)[^。、]{0,8}|(?:良|よ)かった|一?安心[^。、]{0,4}|ほっとし[^。、]{0,3}|問題[はも]?な[^。、]{0,6}|お騒がせ[^。、]{0,8}|すみません[^。、]{0,6})*$/u;
/** What was seen or used meanwhile is a matter of its own, wherever the thing is now. */
const MEANWHILE =
  /見られ|使われ|覗かれ|のぞかれ|コピーされ|拾わ|拾って|開けられ|壊れ|交番|駅員|店員|運転手|届けてくれ|届けられ|落とし物|遺失物|拾得|他人|知らない人|市民|住民|警察/u;
const DREAMT = /夢(?:を|で|だ|の|に)/u;

/** @param text normalised. */
export function mishapStanding(text: string): MishapStanding {
  const words = text.replace(/\s+/gu, '');
  if (DREAMT.test(words) && new RegExp(MISHAP, 'u').test(words) && isAllADream(words)) return 'undone';
  if (isUndone(words)) return 'undone';
  const denied = NOT_DONE.exec(words);
  if (denied === null) return isSupposed(words) ? 'put' : 'stands';
  const rest = words.slice(0, denied.index) + words.slice(denied.index + denied[0].length);
  const happened = cuesOf(rest).some(({ cue }) => cue === 'happened' || cue === 'suspected');
  return PUT.test(rest) && !happened ? 'put' : 'stands';
}

/** 「もし職員証をなくしたらどうすればいい」: a case, and nothing beside it that has happened. */
function isSupposed(words: string): boolean {
  const cues = cuesOf(words).map(({ cue }) => cue);
  const isTold = cues.includes('happened') || cues.includes('suspected') || cues.includes('told');
  return cues.includes('hypothetical') && PUT.test(words) && !isTold;
}

/** Nothing is told but the dream: 「…した夢を見て、起きたら本当になかった」 tells more. */
function isAllADream(words: string): boolean {
  const behind = words.slice(words.search(DREAMT) + 2);
  return !/(?:本当|ほんと|実際|起きたら|目が覚め)/u.test(behind) && !/な(?:い|かった|く)/u.test(behind);
}

function isUndone(words: string): boolean {
  const believed = BELIEVED.exec(words) ?? LOST_BUT.exec(words);
  if (believed === null) return false;
  const behind = words.slice(believed.index);
  const found = FOUND.exec(behind);
  if (found === null || MEANWHILE.test(words)) return false;
  return NOTHING_MORE.test(behind.slice(found.index + found[0].length));
}
