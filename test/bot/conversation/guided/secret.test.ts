import { describe, expect, it } from 'vitest';
import { holdsSecret, isBareWord, masked } from '../../../../bot/conversation/guided/secret.ts';

describe('what looks like a password', () => {
  it.each([
    'Abc12345!x',
    'この暗号化パスワード Abc12345!x で足りますか',
    'パスワードはsendai2024です',
    'P@ssw0rd',
    '「Tr0ub4dor&3」',
    'ｓｅｎｄａｉ２０２４！',
    'a1b2c3',
    'sendai_shi',
  ])('「%s」', (typed) => {
    expect(holdsSecret(typed)).toBe(true);
  });

  it.each([
    '12文字で3種類',
    '12',
    '123456789',
    'password',
    'Windows11のパスワード',
    'Office365で使うパスワード',
    'AES-256で暗号化',
    '2.7.1.vii#6',
    'パスワードは何文字必要？',
    'USB3.0',
    'Excel',
    'ab1!',
    '',
  ])('「%s」 does not', (typed) => {
    expect(holdsSecret(typed)).toBe(false);
  });
});

describe('a password in any talk', () => {
  it.each([
    ['パスワードはHogehoge123!で大丈夫？', 'パスワードは****で大丈夫?'],
    ['パスワード：Hogehoge123!', 'パスワード****'],
    ['pass: qwerty1234', 'pass: ****'],
    ['私のパスワードはTanaka2024です。使っていいですか', '私のパスワードは****です。使っていいですか'],
    ['IDがkaigo01でパスがSendai#2026なんだけど', 'IDが****でパスが****なんだけど'],
    ['共有PCのパスワードabc12345を後輩に教えていい？', '共有PCのパスワード****を後輩に教えていい?'],
    ['Zipのパスワード Sendai2026! で送っていい？', 'Zipのパスワード **** で送っていい?'],
    ['Pa$$w0rd!2026', '****'],
    ['パスワードはsendaishiyakushoです', 'パスワードは****です'],
    ['パスワードを20261124にしています', 'パスワードを****にしています'],
    ['パスワード「qwertyuiop」で大丈夫？', 'パスワード「****」で大丈夫?'],
  ])('「%s」 → 「%s」', (typed, open) => {
    expect(masked(typed)).toBe(open);
  });

  it.each([
    'ISO27001',
    'Windows11',
    'COVID19の資料を送っていい？',
    '50V6-5B8Y',
    'ISO27001のパスワードの決まり',
    'キャンパスのkaigo01',
    'パスワードをtaro@city.example.jpに送っていい？',
    'list2026.xlsxのパスワード',
    'taro1@city.example.jp',
    'パスワードは12文字で3種類',
    '（ⅶ）（７）',
    'パスワードは（ⅵ）（７）①',
    'パスワードはBitLockerで足りる？',
    'パスワードはMicrosoftの画面で変える？',
    'パスワードはExcelにもかける？',
  ])('「%s」 holds none', (typed) => {
    expect(masked(typed)).toBeNull();
  });
});

describe('a bare word, where a password is talked of', () => {
  it.each([
    'sendaishi',
    '20261124',
    'abcd1234efgh',
    'ｓｅｎｄａｉｓｈｉ',
    '「qwertyuiop」',
    'qwertyuiopです',
    'qwertyuiopで足りますか？',
    'QWERTYUIOP',
    'password',
  ])('「%s」 may be one', (typed) => {
    expect(isBareWord(typed)).toBe(true);
  });

  it.each([
    '12',
    '1234567',
    'はい',
    'cancel',
    '12文字',
    'BitLocker',
    'Microsoft365です',
    '2.7.1.vii#6',
    'taro@city.example.jp',
    'list2026.xlsx',
    'BitLockerで暗号化したときは？',
    'sendaishiの封筒に入れて送る',
    '重要性分類',
    '',
  ])('「%s」 is none', (typed) => {
    expect(isBareWord(typed)).toBe(false);
  });
});
