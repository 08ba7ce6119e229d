import { describe, expect, it } from 'vitest';
import { superiorNamed } from '../../../../bot/conversation/guided/superior-named.ts';

describe('a superior whom the words name as the one who did it', () => {
  it.each([
    ['課長が職員証をなくした', '課長'],
    ['課長が職員の名簿をUSBで持ち出してなくした', '課長'],
    ['部長さんが住民のデータを自宅に送っていた', '部長'],
    ['上司が勝手に名簿を印刷して持ち帰った', '上司'],
    ['情報管理者が鍵をかけずに書類を捨てた', '情報管理者'],
    ['どうも所長も不正にアクセスして情報を見ていた', '所長'],
    ['課長が添付ファイルを開いてしまったと言っている', '課長'],
    ['係長が公用スマホを電車に忘れた', '係長'],
  ])('「%s」: %s', (typed, called) => {
    expect(superiorNamed(typed)).toBe(called);
  });

  it.each([
    'USBをなくしたので課長に言った',
    '課長から頼まれて送ったメールの宛先を間違えた',
    '課長の机の上の書類がなくなった',
    '課長が気づいたのですが、私がUSBを落としていました',
    '課長は出張中です。職員証を落としました',
    '課長がいないときに職員証をなくした',
    '上司に黙って持ち出したUSBをなくした',
    '課長がいいと言ったので持ち帰って、なくした',
    '職員証をなくした',
  ])('none in 「%s」', (typed) => {
    expect(superiorNamed(typed)).toBe(null);
  });
});
