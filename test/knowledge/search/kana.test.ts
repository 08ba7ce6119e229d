import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../../knowledge/pack.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { hiragana, type Readings, readingsOf, restoreKana } from '../../../knowledge/search/kana.ts';
import { indexData } from '../../../knowledge/search/policy-search.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { SENDAI } from '../pack/small-pack.ts';

let analyser: Analyser;
let sendai: Readings;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
  sendai = new Map(indexData(await loadPack(SENDAI), analyser).readings);
});

const restoreWith = (text: string, readings: Readings): string =>
  restoreKana(analyser.analyse(text), readings);
const restore = (text: string): string => restoreWith(text, sendai);

describe('words typed in kana', () => {
  it.each([
    ['ぱすわーどをわすれた', 'パスワードを'],
    ['めーるをてんそうしたい', 'メールを転送したい'],
    ['じどうてんそうはだめですか', '自動転送はだめですか'],
    ['しょくいんしょうがみあたらない', '職員証が見当たらない'],
    ['がいぶきろくばいたいをつかいたい', '外部記録媒体を'],
    ['じょうほうかんりしゃはだれですか', '情報管理者はだれですか'],
    ['ういるすにかんせんした', 'ウイルスに感染した'],
    ['こじんじょうほうをおくりたい', '個人情報を'],
    ['ほーむぺーじがかきかえられた', 'ホームページが書き換えられた'],
    ['きょかがいりますか', '許可がいりますか'],
    ['てれわーくでつかえますか', 'テレワークで'],
    ['しゅうりにだしたい', '修理に'],
    ['ばっくあっぷをとる', 'バックアップを'],
    ['かちょうがふざいです', '課長が'],
    ['さーばしつにはいりたい', 'サーバ室に'],
    ['いんすとーるしてもいい', 'インストールしてもいい'],
    ['じゅうようせいぶんるいはどれ', '重要性分類はどれ'],
    ['ねっとわーくにつなぐ', 'ネットワークに'],
    ['あいでぃーかーどをかしてもいい', 'idカードを'],
    ['まいなんばーのあつかい', 'マイナンバーの'],
    ['てんぷふぁいるのあんごうか', '添付ファイルの暗号化'],
    ['けんしゅうはひっすですか', '研修は必須ですか'],
    ['ろっかーのかぎ', 'ロッカーの'],
    ['しーでぃーをすてたい', 'cdを'],
    ['ゆーえすびーをなくした', 'usbを'],
    ['職場のぱそこんをもちかえりたい', '職場のパソコンを持ち帰りたい'],
  ])('「%s」 are read as 「%s」', (typed, words) => {
    expect(restore(typed)).toContain(words);
  });

  it('may lack a long mark, as the comment on such slips says: 「ぱすわど」 is パスワード', () => {
    expect(restore('ぱすわどをかえたい')).toContain('パスワードを');
  });

  it('may lack a small letter', () => {
    expect(restore('ばくあっぷをとる')).toContain('バックアップを');
  });
});

describe('ordinary sentences', () => {
  it.each([
    'この件についてもう少し詳しく教えてください',
    'どこに相談すればいいのか分かりません',
    'いつもお世話になっております',
    '昨日からずっとこんな感じです',
    '課のみんなで使っているものです',
    'そのまま置いておいてもいいですか',
    'これは誰に聞けばよいのでしょうか',
    'やってみたけれどうまくいきませんでした',
    '前にも同じことがあったような気がします',
    'なんかよく分からないけど大丈夫ですか',
    'できれば今日中にお願いします',
    'ちょっと急いでいるので早めに知りたいです',
    'ありがとうございます、たすかりました',
    '異動してきたばかりで何も知りません',
    '机の上に出しっぱなしにしていました',
    '同僚がいないあいだに見てしまった',
    '家に帰ってから続きをやりたい',
    'どうしてもこうしないといけないんですか',
    '課長に言われたとおりにしています',
    '紙に書いてあることしか知らないのです',
    'なるべく簡単にまとめてください',
    'わたしの席からは見えません',
    '子どもが遊んでいるときに触ってしまった',
    '窓口でお客さまに渡すものです',
    'そういえばあれはどうなったんでしょう',
    'あとで上司にも伝えておきますね',
    'もらったものをそのまま使っています',
    '急にいなくなった人の分はどうする',
    'ほかの課ではどうしているんだろう',
    'まだ決まっていないことが多いです',
    'これはどうすればよいのでしょうか',
  ])('stay as they are: 「%s」', (sentence) => {
    expect(restore(sentence)).toBe(sentence);
  });

  it.each([
    ['きのうの夕方に気がつきました', '機能'],
    ['ようやく片づいたところです', '要約'],
    ['やめておいたほうがいいでしょうか', '辞め'],
    ['電話がかかってきたらどうしますか', '係っ'],
  ])('are not given another word that sounds alike: 「%s」 says nothing of 「%s」', (sentence, other) => {
    expect(restore(sentence)).not.toContain(other);
  });

  it('come out normalised where they have no stretch of kana', () => {
    expect(restore('ＵＳＢ　紛失')).toBe('usb 紛失');
    expect(restore('')).toBe('');
  });
});

describe('restoring', () => {
  const readings: Readings = new Map([
    ['ぱすわーど', 'パスワード'],
    ['もちだし', '持ち出し'],
    ['なくす', '無くす'],
  ]);

  it('keeps the ending of a verb and writes its stem with the word’s letters', () => {
    expect(restoreWith('かぎをなくした', readings)).toBe('かぎを無くした');
    expect(restoreWith('かぎをなくしたら', readings)).toBe('かぎを無くしたら');
  });

  it('knows no word that is not among the readings', () => {
    expect(restoreWith('ぱすわーどをもちだし', new Map())).toBe('ぱすわーどをもちだし');
  });

  it('gives the same the second time', () => {
    const once = restoreWith('ぱすわーどのもちだし', readings);
    expect(restoreWith('ぱすわーどのもちだし', readings)).toBe(once);
    expect(restoreWith(once, readings)).toBe(once);
  });
});

describe('readings', () => {
  const collected = (...texts: string[]): Readings => new Map(readingsOf(texts, analyser));

  it('are those of words, compounds and the dictionary forms of verbs, in hiragana', () => {
    const readings = collected('情報管理者が端末を持ち出した');
    expect(readings.get('じょうほうかんりしゃ')).toBe('情報管理者');
    expect(readings.get('たんまつ')).toBe('端末');
    expect(readings.get('もちだす')).toBe('持ち出す');
  });

  it('spell Latin abbreviations out, as they are said', () => {
    expect(collected('USBを挿す').get('ゆーえすびー')).toBe('usb');
    expect(collected('CISO').get('しーあいえすおー')).toBe('ciso');
  });

  it('leave out what is too short to be no accident, and kana itself', () => {
    expect([...collected('鍵をかける').keys()]).not.toContain('かぎ');
    for (const [reading, word] of collected('鍵をかけて、それからかえる')) expect(reading).not.toBe(word);
  });

  it('give the first word where two sound alike', () => {
    expect(collected('機能を使う', '昨日 帰納').get('きのう')).toBe('機能');
  });
});

it('katakana become hiragana, and nothing else changes', () => {
  expect(hiragana('パスワード、ヴァヵヶ漢字abc')).toBe('ぱすわーど、ゔぁゕゖ漢字abc');
});
