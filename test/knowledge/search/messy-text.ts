import fc from 'fast-check';

/** What people and other programs really put into a text box, and what breaks offsets. */
const MESSY = [
  ...'あいうがのをはメールｶﾞﾊﾟｰー々〆端末情報管理者紛失ＳａA1９、。，「」！？①㈱㌔〜',
  ' ',
  '\u3000',
  '\n',
  '\t',
  '\u0000',
  '\u0001',
  '\u200B',
  '\uFEFF',
  '\u3099',
  '𠮷',
  '😱',
  '\uD800',
  '\uDC00',
];

/** Texts of such characters, and texts of any code units at all. */
export const messyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...MESSY), { maxLength: 30 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
);

/** The same without characters beyond the basic plane. */
export const messyBasicText: fc.Arbitrary<string> = messyText.map((text) =>
  text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '字'),
);
