import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../knowledge/search/cue.ts';
import { CUE_PATTERNS } from '../../../knowledge/search/cue-patterns.ts';
import { cuesOf } from '../../../knowledge/search/cues.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';

const cues = (text: string): Cue[] => cuesOf(normaliseText(text)).map(({ cue }) => cue);

describe('every pattern', () => {
  it.each(CUE_PATTERNS.map(({ cue, example, pattern }) => ({ cue, example, pattern })))(
    '$cue matches its own example 「$example」',
    ({ cue, example, pattern }) => {
      expect(normaliseText(example)).toMatch(pattern);
      expect(cues(example)).toContain(cue);
    },
  );

  it('has no memory: the same sentence shows the same cues again', () => {
    for (const { example, pattern } of CUE_PATTERNS) {
      expect(pattern.global || pattern.sticky).toBe(false);
      expect(cues(example)).toEqual(cues(example));
    }
  });

  it('shows the words that it goes by, each cue once', () => {
    const found = cuesOf('職員証をなくしてしまったのですがどうすればいいですか');
    expect(new Set(found.map(({ cue }) => cue)).size).toBe(found.length);
    for (const { said } of found)
      expect('職員証をなくしてしまったのですがどうすればいいですか').toContain(said);
    expect(found.map(({ cue }) => cue)).toEqual(expect.arrayContaining(['happened', 'help']));
  });
});

/** Told as it happened, or as it may have happened, and not put as a case. */
const told = (text: string): boolean => {
  const shown = new Set(cues(text));
  return (shown.has('happened') || shown.has('suspected')) && !shown.has('hypothetical');
};

describe('what has happened', () => {
  it.each([
    '職員証をなくしました',
    '昨日からIDカードが見当たらない',
    'USBメモリをどこかに置き忘れた',
    '名簿を別の人に送ってしまった',
    '間違えて添付しちゃった',
    '怪しいメールのリンクを踏んでしまいました',
    'パソコンの画面が真っ黒になって警告が出てる',
    '車上荒らしに遭って書類が盗まれた',
    'サーバが動かない',
    '知らない差出人から請求書のメールが来た',
    '住民票を取り違えて渡してしまった',
    'ホームページが書き換えられています',
    '誰かにログインされた形跡がある',
    '財布ごと職員証を盗られた',
    '公開設定を間違えてて丸見えになってた',
    '鍵が見つからへん',
    'タブレット落として画面割れた',
    '端末 紛失 今朝',
    'FAXを違う会社に誤送信した',
    '添付を開いたら変な画面が出た',
  ])('is told: 「%s」', (text) => {
    expect(told(text)).toBe(true);
  });

  it.each([
    'ウイルスに感染したかもしれない',
    '名簿を誤送信したかもしれません',
    '電車に置き忘れたのかもしれないです',
    'なんか感染したっぽい',
    '誰かに見られた気がする',
  ])('or may have happened: 「%s」', (text) => {
    expect(told(text)).toBe(true);
  });
});

describe('what has not happened', () => {
  it.each([
    'もしなくしたらどうすればいいですか',
    '紛失した場合の連絡先を教えて',
    '送っちゃっていい？',
    '持って帰ってしまっても大丈夫？',
    'USBメモリをなくしたら誰に連絡しますか',
    '万が一誤送信したらどうなりますか',
    '誤送信の定義は？',
    '使わなくなったパソコンを捨てていい？',
    '拾ったUSBを挿してもいいですか',
    '盗難対策は必要ですか',
    'ウイルス対策ソフトを入れたいのですが',
    '紛失時の手順はどこに書いてありますか',
    '感染した時の対応のルール',
    '古いパソコンを処分したい',
    '異動した人のIDは消さないとだめ？',
    '委託先が出した名簿を保管していい？',
    '終わった案件のデータを消してもいい？',
    '盗まれないように鍵をかけるべき？',
    '紛失しないための決まり',
  ])('is asked, not told: 「%s」', (text) => {
    expect(told(text)).toBe(false);
  });

  it.each([
    '届いたメールを転送したい',
    '新しく届いた端末を接続してもよい？',
    '取引先から届いた資料を共有したい',
  ])('what came is told, and leave is asked for what to do with it: 「%s」', (text) => {
    expect(cues(text)).toContain('permission');
  });
});

describe('what is asked for', () => {
  it.each<[Cue, string]>([
    ['permission', '自宅で作業してもよろしいですか'],
    ['permission', '私物のスマホはつないだらあかん？許可いる？'],
    ['permission', 'ソフトを入れたいんですけど'],
    ['duty', '台帳は作らなければならないのですか'],
    ['duty', '研修は必須？'],
    ['which', 'この名簿の分類はどれですか'],
    ['which', 'うちのは重要な情報システムに該当しますか'],
    ['meaning', '特定用途機器とは'],
    ['meaning', 'CISOって何'],
    ['meaning', '端末とモバイル端末の違い'],
    ['who', '監査は誰がやる'],
    ['who', '台帳の責任者'],
    ['listing', '電子メールの決まりを全部教えて'],
    ['help', '画面が真っ赤です、どうしよう'],
    ['rule', '入退室のルール'],
  ])('%s: 「%s」', (cue, text) => {
    expect(cues(text)).toContain(cue);
  });

  it.each<[Cue, string]>([
    ['listing', '一覧表を印刷した'],
    ['hypothetical', 'もしもし'],
    ['hypothetical', '総務課のもので、しばらく預かっています'],
    ['suspected', '書類がよごれた'],
    ['happened', '落とし物の届け先'],
  ])('not %s: 「%s」', (cue, text) => {
    expect(cues(text)).not.toContain(cue);
  });

  it('is nothing in keywords and in nothing at all', () => {
    expect(cues('CD-R 廃棄')).toEqual([]);
    expect(cues('')).toEqual([]);
  });
});
