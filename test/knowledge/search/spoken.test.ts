import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import {
  SPOKEN_FORMS,
  withoutTelegraphicKatakana,
  withoutWordSpacing,
  writtenForm,
} from '../../../knowledge/search/spoken.ts';

describe('every spoken form', () => {
  it.each(SPOKEN_FORMS.map((form) => ({ ...form, said: form.example[0], meant: form.example[1] })))(
    'turns its own example 「$said」 into 「$meant」',
    ({ spoken, plain, said, meant }) => {
      expect(said.replaceAll(spoken, plain)).toBe(meant);
    },
  );
});

describe('spoken Japanese as it is written', () => {
  it.each([
    ['書類さ家さ持って帰っていいべか', '書類に家に持って帰っていいか'],
    ['なじょすっぺ、鍵落どした', 'どうすれば、鍵落とした'],
    ['台帳は作らねばなんねえのすか', '台帳は作らなければならないのですか'],
    ['捨ててええの?', '捨てていいの?'],
    ['ファイルが開かへん', 'ファイルが開かない'],
    ['消してもうた', '消してしまった'],
    ['使っちゃっていーの?', '使っちゃっていいの?'],
  ])('「%s」 is 「%s」', (spoken, written) => {
    expect(writtenForm(normaliseText(spoken))).toBe(written);
  });

  it.each([
    '職員証を紛失した場合の手順を教えてください',
    '大変だ、鍵がない',
    '会議の資料だけでよいですか',
    'さっき届いたファイルをさらに送る',
    'それがだめなら、どこが担当ですか',
    'たいへん困っています',
    'サーバの設定をほかの課に渡す',
    'ぎりぎりで出した',
    '電話しながら、画面を見せた',
    '市にもたらされた知らせ',
  ])('leaves 「%s」 as it is', (text) => {
    expect(writtenForm(normaliseText(text))).toBe(normaliseText(text));
  });
});

describe('a message in katakana alone', () => {
  it('is read as hiragana, so that its words are found by their readings', () => {
    expect(withoutTelegraphicKatakana(normaliseText('ﾊﾟｽﾜｰﾄﾞ ｦ ﾜｽﾚﾏｼﾀ'))).toBe('ぱすわーど を わすれました');
  });

  it('is left alone where it is one word, or where anything else is written in it', () => {
    for (const text of ['パスワード', 'ノートパソコン', 'パスワード ヲ 忘レマシタ', 'usb'])
      expect(withoutTelegraphicKatakana(text)).toBe(text);
  });
});

describe('blanks between words', () => {
  it('go where a message is written with them throughout', () => {
    expect(withoutWordSpacing('めーる を おくって いいですか')).toBe('めーるをおくっていいですか');
  });

  it('stay between keywords', () => {
    expect(withoutWordSpacing('職員証 紛失 昨夜')).toBe('職員証 紛失 昨夜');
  });
});
