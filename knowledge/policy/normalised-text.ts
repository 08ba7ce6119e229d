import { readCircled } from './rules/numeral.ts';

/** A text brought to one notation, with the way back to the characters that were typed. */
export interface NormalisedText {
  readonly text: string;
  /** For each position of {@link text}, its end included, the offset in the typed text where it begins. */
  readonly origin: readonly number[];
}

// A half-width kana and its voicing mark are one character: ｶﾞ → ガ.
const CHARACTER = /[\uFF66-\uFF9D][\uFF9E\uFF9F]|./gsu;

/**
 * Full width to half (`２．７` → `2.7`), `ⅶ` to `vii`, capitals to small letters, every dash to `-`. Circled numbers
 * stay: `①` next to `1` are two numbers, and NFKC would run them together.
 */
export function normalise(typed: string): NormalisedText {
  let text = '';
  const origin: number[] = [];
  for (const match of typed.matchAll(CHARACTER)) {
    const plain = normaliseCharacter(match[0]);
    for (let i = 0; i < plain.length; i += 1) origin.push(match.index);
    text += plain;
  }
  return { text, origin: [...origin, typed.length] };
}

function normaliseCharacter(character: string): string {
  if (readCircled(character) !== null) return character;
  if (/[\u2010-\u2015\u2212\uFF0D]/u.test(character)) return '-';
  if (/\s/u.test(character)) return ' ';
  return character.normalize('NFKC').toLowerCase();
}
