import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Analyser, gramsOf, isContent, termsOf } from '../../../knowledge/search/analyse.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { messyBasicText, messyText } from './messy-text.ts';

let analyser: Analyser;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
});

/** Every morpheme stands where it says, and together they are the text. */
function expectWhole(typed: string): void {
  const { normalised, tokens } = analyser.analyse(typed);
  expect(normalised.text).toBe(normaliseText(typed));
  expect(tokens.map(({ surface }) => surface).join('')).toBe(normalised.text);
  for (const { surface, start, end } of tokens) expect(normalised.text.slice(start, end)).toBe(surface);
}

describe('morphemes', () => {
  it('stand one after the other and make up the whole text, whatever is typed', () => {
    fc.assert(fc.property(messyBasicText, expectWhole), { numRuns: 300 });
  });

  it.each(['😱USBをなくした', '𠮷野さんの端末', '職員証をなくした😱', '😱 😱 紛失'])(
    'lose nothing beside a character beyond the basic plane: %s',
    expectWhole,
  );

  it.each(['😱😱職員証を紛失しました', '紛失しました🙇🙇すぐ連絡します', '𠮷𠮷さん'])(
    'lose nothing after several characters beyond the basic plane: %s',
    expectWhole,
  );

  it('are whole in any text at all', () => {
    fc.assert(fc.property(messyText, expectWhole), { numRuns: 300 });
  });

  it('have dictionary forms, so that tense and politeness do not matter', () => {
    const bases = (text: string) => analyser.analyse(text).tokens.map(({ base }) => base);
    expect(bases('持って')).toContain('持つ');
    expect(bases('持ちました')).toContain('持つ');
  });

  it('are their own dictionary form where the dictionary does not know them', () => {
    const [token] = analyser.analyse('kintone').tokens;
    expect(token).toMatchObject({ surface: 'kintone', base: 'kintone', reading: '' });
  });
});

describe('terms', () => {
  it('are compounds and their parts', () => {
    expect(analyser.terms('情報管理者')).toEqual(['情報', '管理', '者', '情報管理者']);
  });

  it('keep the letter of 重要性分類Ｓ, typed full-width or not', () => {
    expect(analyser.terms('重要性分類Ｓ')).toContain('重要性分類s');
    expect(analyser.terms('重要性分類S')).toEqual(analyser.terms('重要性分類Ｓ'));
  });

  it('repeat as often as the word does', () => {
    expect(analyser.terms('端末と端末').filter((term) => term === '端末')).toHaveLength(2);
  });

  it('end a compound at a particle, a verb and a mark', () => {
    for (const text of ['情報の管理', '情報を管理', '情報、管理', '情報・管理'])
      expect(analyser.terms(text)).not.toContain('情報管理');
  });

  it('leave out what any sentence has', () => {
    expect(analyser.terms('それはどうすることができるのですか。')).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:それ|する|こと|できる|です|か|。)$/u)]),
    );
    expect(analyser.terms('！？…、。')).toEqual([]);
    expect(analyser.terms('')).toEqual([]);
  });

  it('are nothing but content morphemes and runs of their surfaces', () => {
    fc.assert(
      fc.property(messyBasicText, (typed) => {
        const { tokens, normalised } = analyser.analyse(typed);
        const bases = new Set(tokens.filter(isContent).map(({ base }) => base));
        for (const term of termsOf(tokens))
          expect(bases.has(term) || normalised.text.includes(term)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('grams', () => {
  it('are single characters and neighbouring pairs', () => {
    expect(gramsOf('端末の')).toEqual(['端', '末', '端末', 'の', '末の']);
  });

  it('never bridge a blank or a mark', () => {
    expect(gramsOf('端 末、の')).toEqual(['端', '末', 'の']);
  });

  it('keep the long mark and iteration marks, and whole characters beyond the basic plane', () => {
    expect(gramsOf('メー')).toEqual(['メ', 'ー', 'メー']);
    expect(gramsOf('人々')).toEqual(['人', '々', '人々']);
    expect(gramsOf('𠮷野')).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('are those of a slow look at every place', () => {
    fc.assert(
      fc.property(messyText.map(normaliseText), (text) => {
        const characters = [...text];
        const word = (character: string | undefined) =>
          character !== undefined && /^[\p{L}\p{N}ー]$/u.test(character);
        const singles = characters.filter(word);
        const pairs = characters.flatMap((character, i) =>
          word(character) && word(characters[i + 1]) ? [`${character}${characters[i + 1]}`] : [],
        );
        expect([...gramsOf(text)].sort()).toEqual([...singles, ...pairs].sort());
      }),
    );
  });
});
