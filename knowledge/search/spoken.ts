import { hiragana } from './kana.ts';

/** One spoken or regional form, with what the same person would write, and an example. */
interface SpokenForm {
  readonly spoken: RegExp;
  readonly plain: string;
  readonly example: readonly [spoken: string, plain: string];
}

/** Signs of northern speech: only then are softened consonants hardened, since 「だ」 and 「が」 are right elsewhere. */
const NORTHERN =
  /だべ|だっちゃ|っちゃ(?:ね|な)?[。?？]|っぺ|べか|べさ|いいべ|けさいん|けろ(?:じゃ)?[。?？!]|んだ[がけげ]|だげっと|げんと|けんど|のっしゃ|のすか|いがすか|なじょ|どご|どぎ|おら(?=[のがは達宛あほい])|わがん|ねぇべ|でっか|ねば(?:ね|なん|まい)|もんだべ|しゃべって|んでがす|いがった|ぐな[っる]|でぇんだ|(?<!な)がら[、。さ]/u;

const HARDENED: readonly SpokenForm[] = [
  {
    spoken: /(?:で|て)(?:けさいん|けろ(?:じゃ)?|けらいん|くんちゃい)/gu,
    plain: 'てください',
    example: ['教えでけさいん', '教えてください'],
  },
  { spoken: /わがんねぐ/gu, plain: 'わからなく', example: ['わがんねぐなった', 'わからなくなった'] },
  {
    spoken: /いが(?:す|べ)(?:が|か)/gu,
    plain: 'いいですか',
    example: ['出していがすか', '出していいですか'],
  },
  { spoken: /どぎ/gu, plain: 'とき', example: ['行ぐどぎ', '行ぐとき'] },
  { spoken: /んとごさ/gu, plain: 'のところに', example: ['後任んとごさ', '後任のところに'] },
  { spoken: /わがん[ねな](?:ぇ|え|い)?/gu, plain: 'わからない', example: ['わがんねぇ', 'わからない'] },
  { spoken: /わがった/gu, plain: 'わかった', example: ['わがった', 'わかった'] },
  { spoken: /ぐなっ([ただ])/gu, plain: 'くなった', example: ['見えねぐなった', '見えねくなった'] },
  { spoken: /ぎ([だで])/gu, plain: 'き$1', example: ['置ぎだい', '置きだい'] },
  {
    spoken: /(?<=[きいしっれりえせ])だ(?=[らりのんっ。、?？]|げ|け[んど]|べ|ば|$)/gu,
    plain: 'た',
    example: ['聞いだら', '聞いたら'],
  },
  {
    spoken: /(?<=[きいしっれりえせ])で(?=[いるぇえもま、])/gu,
    plain: 'て',
    example: ['置いでる', '置いてる'],
  },
  { spoken: /(?<=\p{Script=Han})[どご](?=[しっ])/gu, plain: 'と', example: ['落どした', '落とした'] },
  { spoken: /て(?:ぇ|え)(?=[んのけがだ。、]|$)/gu, plain: 'たい', example: ['使いてぇ', '使いたい'] },
  {
    spoken: /だ(?:げっと|げんと|げんども|けんど|げんちょも|げど)/gu,
    plain: 'だけど',
    example: ['んだげっと', 'んだけど'],
  },
  { spoken: /(?:け|げ)(?:んと|んど|っと)も?/gu, plain: 'けど', example: ['あるけんど', 'あるけど'] },
  { spoken: /(?<!な)がら(?=[、。さ]|$)/gu, plain: 'から', example: ['入っがら、', '入っから、'] },
  { spoken: /どご(?=[さにへで])/gu, plain: 'どこ', example: ['どごさ', 'どこさ'] },
  {
    spoken:
      /(?<=[\p{Script=Han}\p{Script=Katakana}a-zぁ-ん])さ(?=[、\s]?[\p{Script=Han}やい]|もち|おい|だし|いれ)/gu,
    plain: 'に',
    example: ['家さ持って', '家に持って'],
  },
  {
    spoken: /(?:すね|さね|しね)ば(?:ね(?:ぇ|え)?|なんね(?:ぇ|え)?|まいね)/gu,
    plain: 'しなければならない',
    example: ['すねばねえ', 'しなければならない'],
  },
  {
    spoken: /ねば(?:ね(?:ぇ|え)?|なんね(?:ぇ|え)?)/gu,
    plain: 'なければならない',
    example: ['出さねばね', '出さなければならない'],
  },
  {
    spoken: /ね(?:ぇ|え)(?=[のかんべっ。、?？]|方|もの|$)/gu,
    plain: 'ない',
    example: ['いらねぇ', 'いらない'],
  },
  {
    spoken: /(?<=[らかがやもえしき])ね(?=[。?？のべっ]|$)/gu,
    plain: 'ない',
    example: ['開かね。', '開かない。'],
  },
  {
    spoken: /(?:んだ|もんだ|だ)べ(?:が|か)?(?=[ねな]?[。?？!]|$)/gu,
    plain: 'ですか',
    example: ['いいんだべか', 'いいですか'],
  },
  { spoken: /べ(?:が|か)(?=[ねな]?[。?？!]|$)/gu, plain: 'か', example: ['いいべか', 'いいか'] },
  { spoken: /(?<=い)べ(?=[。?？]|$)/gu, plain: 'か', example: ['いいべ', 'いいか'] },
  { spoken: /(?:の|ん)(?:っしゃ|すか|がす)/gu, plain: 'のですか', example: ['いいのっしゃ', 'いいのですか'] },
  {
    spoken: /なじょ(?:に)?(?:すっぺ|すれば|したら|すんべ)/gu,
    plain: 'どうすれば',
    example: ['なじょすっぺ', 'どうすれば'],
  },
  { spoken: /すっぺ/gu, plain: 'しよう', example: ['そうすっぺ', 'そうしよう'] },
  { spoken: /(?:おら|おらい|おれ)(?=[の達宛あほ])/gu, plain: '私', example: ['おら宛', '私宛'] },
  { spoken: /しゃべ(?=[るっら])/gu, plain: '言', example: ['皆しゃべる', '皆言る'] },
];

/** Spoken forms met everywhere, and those of the west that nothing else is written like. */
const EVERYWHERE: readonly SpokenForm[] = [
  { spoken: /([てでゃ])い[ーぃ]/gu, plain: '$1いい', example: ['使っちゃっていーの', '使っちゃっていいの'] },
  {
    spoken: /(?<=[もて])(?:おけ|おっけ|おk|オケ)(?=[?？。!]|$)/gu,
    plain: 'いい',
    example: ['入れてもおけ?', '入れてもいい?'],
  },
  {
    spoken: /(?<=[らまかさたなばわ])なきゃ(?=なの|系|的|っす|[?？]|$)/gu,
    plain: 'なければならない',
    example: ['直さなきゃなの', '直さなければならないなの'],
  },
  {
    spoken: /(?<=[守取送切貼貰配])んなきゃ/gu,
    plain: 'らなきゃ',
    example: ['守んなきゃダメ', '守らなきゃダメ'],
  },
  { spoken: /っ(?:すか|すよね)(?=[?？。!]|$)/gu, plain: 'ですか', example: ['ダメっすか', 'ダメですか'] },
  {
    spoken: /(?<=[てで])(?:ええ|え)(?=ん|の|か|です|やろ|もん|[?？。]|$)/gu,
    plain: 'いい',
    example: ['捨ててええの', '捨てていいの'],
  },
  { spoken: /あ[られ]へん/gu, plain: 'ない', example: ['カードがあらへん', 'カードがない'] },
  { spoken: /けえへん/gu, plain: 'こない', example: ['出てけえへん', '出てこない'] },
  {
    spoken: /(?<=[てで])も?かま[へひ]ん/gu,
    plain: 'もかまわない',
    example: ['使てもかまへん', '使てもかまわない'],
  },
  {
    spoken: /(?<=[らかさたなばまわえけせれ])(?:へん|ひん)(?=[。?？!ねのかよでけ、]|$)/gu,
    plain: 'ない',
    example: ['開かへん', '開かない'],
  },
  { spoken: /(?<=[てでは])あか(?:ん|へん)/gu, plain: 'だめ', example: ['使ってはあかん', '使ってはだめ'] },
  { spoken: /どない(?=し|や|す)/gu, plain: 'どう', example: ['どないしたら', 'どうしたら'] },
  {
    spoken: /ほか(?=して|す[?？。るのかな]|した)/gu,
    plain: '捨て',
    example: ['ほかしてええか', '捨てしてええか'],
  },
  { spoken: /(?<=[てで])まう/gu, plain: 'しまう', example: ['消してまう', '消してしまう'] },
  {
    spoken: /(?<=[てで])(?:もた(?!ら)|もうた|しもた|しもうた)/gu,
    plain: 'しまった',
    example: ['送ってもうた', '送ってしまった'],
  },
  { spoken: /持ってか(?=れ)/gu, plain: '持って行か', example: ['持ってかれました', '持って行かれました'] },
  {
    spoken: /やつ(?=[をがはもっ]|って|、|$)/gu,
    plain: 'もの',
    example: ['フリーのやつを', 'フリーのものを'],
  },
];

/**
 * Spoken and regional forms as they are written: 「家さ持って帰っていいべか」 → 「家に持って帰っていいか」. Not a translation: only
 * what hides a word or the purpose of the sentence from those who read it is changed.
 *
 * @param text normalised.
 */
export function writtenForm(text: string): string {
  let written = text;
  if (NORTHERN.test(text)) written = rewritten(written, HARDENED);
  return rewritten(written, EVERYWHERE);
}

function rewritten(text: string, forms: readonly SpokenForm[]): string {
  return forms.reduce((written, { spoken, plain }) => written.replaceAll(spoken, plain), text);
}

/** All forms with their examples. */
export const SPOKEN_FORMS: readonly SpokenForm[] = [...HARDENED, ...EVERYWHERE];

const SENTENCE = /\s|マス|マシタ|タイ|ナイ|デス|スル|シタ|イイ|カ[?？。]?$/u;
const FEWEST = 8;

/**
 * A message typed in katakana alone, as telegrams and old terminals have it, in hiragana: there the words that are
 * really written in katakana are told from the others by their readings.
 */
export function withoutTelegraphicKatakana(text: string): string {
  if (/[\p{Script=Han}\p{Script=Hiragana}]/u.test(text) || !SENTENCE.test(text)) return text;
  const letters = text.match(/\p{Script=Katakana}/gu)?.length ?? 0;
  return letters < FEWEST ? text : hiragana(text);
}

/** Blanks between words, where a message is written with them as children's books are. */
export function withoutWordSpacing(text: string): string {
  const blanks = text.match(/(?<=[\p{Script=Hiragana}ー])\s+(?=[\p{L}])/gu)?.length ?? 0;
  return blanks < 2 ? text : text.replaceAll(/(?<=[\p{L}ー])\s+(?=[\p{L}])/gu, '');
}
