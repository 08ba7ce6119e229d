/**
 * Words for some of the subsets of a list of options: 「第1号・第2号のどれかに当たる」. Diagrams have to name all subsets
 * that go on alike; 2⁶ of them cannot be listed.
 * @param wanted distinct subsets; never empty.
 * @param labels of all options, in the order of `options`.
 * @returns null where no short words describe exactly these.
 */
export function subsetWords(
  wanted: readonly (readonly string[])[],
  options: readonly string[],
  labels: readonly string[],
): string | null {
  const numbers = new Set(wanted.map((subset) => numberOf(subset, options)));
  const all = 2 ** options.length;
  // Some of `some` and none of `none`, the fewest named first: the shortest words that fit.
  const candidates: { some: number; none: number }[] = [];
  for (let some = 0; some < all; some += 1) {
    for (let none = 0; none < all; none += 1) if ((some & none) === 0) candidates.push({ some, none });
  }
  candidates.sort((a, b) => named(a) - named(b));
  const found = candidates.find(({ some, none }) => {
    let count = 0;
    for (let subset = 0; subset < all; subset += 1) {
      const fits = (some === 0 || (subset & some) !== 0) && (subset & none) === 0;
      if (fits !== numbers.has(subset)) return false;
      if (fits) count += 1;
    }
    return count === numbers.size;
  });
  if (found === undefined) return null;
  return words(found, all - 1, labels);
}

function words(
  { some, none }: { some: number; none: number },
  all: number,
  labels: readonly string[],
): string {
  if (some === 0 && none === all) return 'どれにも当たらない';
  const list = (bits: number) => labels.filter((_, place) => (bits & (1 << place)) !== 0).join('・');
  const has =
    some === all ? 'どれかに当たる' : one(some) ? `${list(some)}に当たる` : `${list(some)}のどれかに当たる`;
  const lacks = one(none) ? `${list(none)}に当たらない` : `${list(none)}のどれにも当たらない`;
  if (none === 0) return some === 0 ? 'すべての場合' : has;
  return some === 0 ? lacks : `${has}（${lacks}）`;
}

function one(bits: number): boolean {
  return (bits & (bits - 1)) === 0;
}

function named({ some, none }: { some: number; none: number }): number {
  return (some | none).toString(2).replaceAll('0', '').length;
}

function numberOf(subset: readonly string[], options: readonly string[]): number {
  return options.reduce((bits, option, place) => (subset.includes(option) ? bits | (1 << place) : bits), 0);
}
