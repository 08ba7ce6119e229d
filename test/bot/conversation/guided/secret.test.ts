import { describe, expect, it } from 'vitest';
import { holdsSecret } from '../../../../bot/conversation/guided/secret.ts';

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
