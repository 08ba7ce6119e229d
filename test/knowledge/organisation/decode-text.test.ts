import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../knowledge/organisation/decode-text.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('CP932, as Windows writes it', () => {
  it.each([
    // NEC's row 13.
    ['8740', '①'],
    ['8754 878a', 'Ⅰ㈱'],
    // IBM's extensions, and NEC's selection of them.
    ['fbfc fab1', '髙﨑'],
    ['eee0 ed95', '髙﨑'],
    // Where Shift_JIS and CP932 differ: the wave dash and the minus of Windows.
    ['8160 817c', '～－'],
    // Half-width kana; the second byte of 表 is a backslash.
    ['b6c5 955c', 'ｶﾅ表'],
    ['8e73 96af 90c5 89db 2c31', '市民税課,1'],
  ])('%s is %s', (hex, text) => {
    expect(decodeText(bytes(hex))).toBe(text);
  });
});

describe('UTF-8', () => {
  it('is read with and without a byte order mark', () => {
    expect(decodeText(new TextEncoder().encode('髙﨑①'))).toBe('髙﨑①');
    expect(decodeText(new TextEncoder().encode('\uFEFF髙﨑①'))).toBe('髙﨑①');
  });
});

it('what is neither is not guessed at', () => {
  expect(decodeText(bytes('fffe 6900'))).toBeNull();
  expect(decodeText(bytes('81'))).toBeNull();
});
