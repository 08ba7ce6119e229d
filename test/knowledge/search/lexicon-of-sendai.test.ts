import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { Lexicon, lexiconData } from '../../../knowledge/search/lexicon.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { SENDAI } from '../pack/small-pack.ts';

let pack: Pack;
let lexicon: Lexicon;
let analyser: Analyser;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
  pack = await loadPack(SENDAI);
  lexicon = new Lexicon(pack.concepts, pack.acts, lexiconData(pack.concepts, pack.acts, analyser));
});

const idsIn = (text: string): string[] => lexicon.read(analyser.analyse(text)).map(({ id }) => id);

/** A word of a thing that an act must have beside it, set before the act. */
function objectFor(objects: readonly string[] | undefined): string {
  if (objects === undefined) return '';
  const first = pack.concepts.find(({ concept }) => concept === objects[0]);
  return `${first?.words?.[0] ?? first?.products?.[0]}の件です。`;
}

/**
 * Verbs whose stem the dictionary takes for a noun when it stands alone, as in the file, and for a verb after を;
 * there they are read only without を.
 */
const NOT_AFTER_AN_OBJECT = [
  ...['引き揚げ', '出しっぱなし', '開きっぱなし', '引き出し', '送り間違え', '送り間違い', 'はんこ', '休み'],
  ...['代わり', '引き継ぎ', '立ち上げる', '使い回し', '使いまわし'],
];
/** No content word of theirs is left when words that any sentence has are taken out. */
const NEVER = ['私の', '同じもの', '誰に言う'];

describe('every word of the vocabulary', () => {
  it('is read as its own entry in plain sentences, and no longer expression hides it', () => {
    const frames = [
      (word: string) => `この${word}の話`,
      (word: string) => `${word}について`,
      (word: string) => `今日は${word}。`,
    ];
    const missed = pack.concepts.flatMap(({ concept, words = [], products = [] }) =>
      [...words, ...products]
        .filter((word) => !frames.every((frame) => idsIn(frame(word)).includes(concept)))
        .map((word) => `${concept} ${word}`),
    );
    expect(missed.filter((one) => !NEVER.some((word) => one.endsWith(` ${word}`)))).toEqual([]);
  });

  it('that is a product is marked as one, and no other is', () => {
    for (const { concept, words = [], products = [] } of pack.concepts) {
      for (const [list, product] of [
        [words, false],
        [products, true],
      ] as const) {
        for (const word of list) {
          if (NEVER.includes(word)) continue;
          const found = lexicon.read(analyser.analyse(`${word}について`)).find(({ id }) => id === concept);
          expect([word, found?.product]).toEqual([word, product]);
        }
      }
    }
  });
});

describe('every verb of the lexicon', () => {
  it('is read as its own act in some plain sentence', () => {
    const frames = [
      (verb: string) => verb,
      (verb: string) => `今日は${verb}。`,
      (verb: string) => `それを${verb}`,
      (verb: string) => `${verb}ときの話`,
    ];
    const missed = pack.acts.flatMap(({ act, verbs, objects }) =>
      verbs
        .filter((verb) => !frames.some((frame) => idsIn(objectFor(objects) + frame(verb)).includes(act)))
        .map((verb) => `${act} ${verb}`),
    );
    expect(missed.filter((one) => !NEVER.some((word) => one.endsWith(` ${word}`)))).toEqual([]);
  });

  it('is read also after を, but for those whose stem the dictionary takes for a noun when it stands alone', () => {
    const missed = pack.acts.flatMap(({ act, verbs, objects }) =>
      verbs.filter(
        (verb) => !NEVER.includes(verb) && !idsIn(`${objectFor(objects)}それを${verb}`).includes(act),
      ),
    );
    expect(missed.filter((verb) => !NOT_AFTER_AN_OBJECT.includes(verb))).toEqual([]);
  });
});

describe('no expression', () => {
  it.each(NEVER)('is there in vain: 「%s」 can be read', (word) => {
    const entry = [
      ...pack.concepts.map(({ concept: id, words = [] }) => ({ id, words, objects: undefined })),
      ...pack.acts.map(({ act: id, verbs: words, objects }) => ({ id, words, objects })),
    ].find(({ words }) => words.includes(word));
    // An entry that was taken out of the pack is there in vain no more.
    if (entry === undefined) return;
    const sentences = ['', 'それを', 'これは'].map((before) => `${objectFor(entry.objects)}${before}${word}`);
    expect(sentences.flatMap(idsIn)).toContain(entry.id);
  });

  it.each([
    ['市のホームページを見る', 'leak', '見られる'],
    ['資料を公開したい', 'leak', '公開してしまう'],
    ['パスワードを変える', 'tamper', '変えられる'],
    ['メールを送る', 'arrive', '送られてくる'],
    ['パスワードを忘れました', 'lose', '忘れてくる'],
    ['これは誰がやる', 'lose', 'どこかにやる'],
    ['課長に聞いていない', 'deputise', 'いない'],
  ])('is so cut down that any sentence has it: 「%s」 is not %s for 「%s」', (text, id) => {
    expect(idsIn(text)).not.toContain(id);
  });
});

it.each(['X線写真を送りたい', 'X軸の値'])('the service X is not in a longer word: 「%s」', (text) => {
  expect(idsIn(text)).not.toContain('social-media');
});
