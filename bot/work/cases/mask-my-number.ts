/**
 * Takes マイナンバー (個人番号) out of what people write, before it is stored. A number is twelve digits of any script and
 * width, together or in groups, of which the last is the check digit that 総務省令第85号（平成26年）第5条 lays down: eleven
 * of twelve other numbers of that length are left as they are. A longer number (a card's, a 法人番号) is never cut.
 */

/** What stands in its place. No digits, so that a text masked again stays as it is. */
export const MASKED = '（個人番号と思われる数字を伏せました）';

const LENGTH = 12;
/** Cards have at most so many digits (ISO/IEC 7812-1); more in a row are several numbers beside each other. */
const LONGEST_NUMBER = 19;

/**
 * What may stand between two groups of digits: spaces of every width, dashes of every sort and what is typed for one
 * (「ー」, 「−」, 「ｰ」, 「─」), characters without width. Three at most: 「1234 - 5678 - 9018」. No line break, for lists.
 */
const SPACE = '\\p{Zs}\\t';
const DASH = '\\p{Pd}\\u2212\\u30fc\\uff70\\u2500\\u2501\\u2043\\u00ad\\u02d7\\u207b\\u208b';
const UNSEEN = '\\u200b-\\u200d\\u2060\\ufeff';
const BETWEEN = `[${SPACE}${DASH}${UNSEEN}]{1,3}`;
const CHAIN = new RegExp(`\\p{Nd}+(?:${BETWEEN}\\p{Nd}+)*`, 'gu');
const GROUP = new RegExp(`(${BETWEEN})?(\\p{Nd}+)`, 'gu');
const HAS_DASH = new RegExp(`[${DASH}]`, 'u');

/** The text with every number that can be a マイナンバー replaced by {@link MASKED}; all else as it was. */
export function maskMyNumber(text: string): string {
  return text.replace(CHAIN, maskIn);
}

type Joint = 'none' | 'space' | 'dash';

/** Digits without anything between them, and what joins them to those before. */
interface Group {
  readonly joint: Joint;
  readonly before: string;
  readonly digits: readonly number[];
  readonly written: string;
}

function maskIn(chain: string): string {
  const groups = [...chain.matchAll(GROUP)].map(([, before = '', written = '']): Group => {
    const joint = before === '' ? 'none' : HAS_DASH.test(before) ? 'dash' : 'space';
    return { joint, before, digits: Array.from(written, digitOf), written };
  });
  const parts: string[] = [];
  for (let from = 0; from < groups.length; ) {
    const to = endOfNumber(groups, from);
    const first = groups[from];
    if (to === null) {
      parts.push(`${first?.before ?? ''}${first?.written ?? ''}`);
      from += 1;
    } else {
      parts.push(`${first?.before ?? ''}${MASKED}`);
      from = to;
    }
  }
  return parts.join('');
}

/** Where the number that begins with this group ends, exclusive; null where none begins here. */
function endOfNumber(groups: readonly Group[], from: number): number | null {
  const digits: number[] = [];
  for (let at = from; at < groups.length && digits.length < LENGTH; at += 1) {
    digits.push(...(groups[at]?.digits ?? []));
    if (digits.length !== LENGTH) continue;
    const whole = at + 1 - from === groups.length;
    return isMyNumber(digits) && (whole || standsAlone(groups, from, at + 1)) ? at + 1 : null;
  }
  return null;
}

/** Whether groups are a number of their own and no piece of a longer one. */
function standsAlone(groups: readonly Group[], from: number, to: number): boolean {
  // Twelve digits without a gap are one number, whatever stands beside them.
  if (to - from === 1) return true;
  const within = new Set(groups.slice(from + 1, to).map(({ joint }) => joint));
  // Joined now so, now so, in the midst of more digits: a date and a telephone, 「2026-11-24 022-261-1111」.
  if (within.size > 1) return false;
  const before = groups[from]?.joint ?? 'none';
  const after = groups[to]?.joint ?? 'none';
  return ![before, after].some(
    (joint) => joint !== 'none' && within.has(joint) && isOneNumber(joinedBy(joint, groups, from, to), joint),
  );
}

/** The groups around some that are joined to them, and to each other, in the same way. */
function joinedBy(joint: Joint, groups: readonly Group[], from: number, to: number): readonly Group[] {
  let first = from;
  while (groups[first]?.joint === joint) first -= 1;
  let end = to;
  while (groups[end]?.joint === joint) end += 1;
  return groups.slice(first, end);
}

/** Dashes hold a number together. Spaces also stand between numbers: there the groups have to look like a card's. */
function isOneNumber(groups: readonly Group[], joint: Joint): boolean {
  const lengths = groups.map(({ digits }) => digits.length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return total <= LONGEST_NUMBER && (joint === 'dash' || lengths.every((one) => one >= 3 && one <= 6));
}

/** 総務省令第85号第5条: 11 − (Σ Pn × Qn mod 11), and 0 where the remainder is 0 or 1; P1 is the digit before the last. */
function isMyNumber(digits: readonly number[]): boolean {
  return digits.length === LENGTH && checkDigit(digits.slice(0, -1)) === digits.at(-1);
}

/** The check digit for the eleven digits before it. */
export function checkDigit(eleven: readonly number[]): number {
  const sum = eleven.toReversed().reduce((total, p, place) => {
    const n = place + 1;
    return total + p * (n <= 6 ? n + 1 : n - 5);
  }, 0);
  const rest = sum % 11;
  return rest <= 1 ? 0 : 11 - rest;
}

/** The value of a digit of any script: 「５」, 「٥」. Unicode encodes each script's ten in a row, the nought first. */
function digitOf(character: string): number {
  const plain = character.normalize('NFKC');
  if (/^[0-9]$/.test(plain)) return Number(plain);
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
