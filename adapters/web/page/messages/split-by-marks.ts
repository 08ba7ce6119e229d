export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly marked: boolean;
}

/**
 * Cuts a text at the ends of its marks: `splitByMarks('個人の端末', [[3, 5]])` → 「個人の」, 「端末」 (marked).
 * The pieces joined are the text, whatever the marks.
 */
export function splitByMarks(
  text: string,
  marks: readonly (readonly [start: number, end: number])[],
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const upTo = (end: number, marked: boolean) => {
    const to = Math.min(end, text.length);
    if (to <= at) return;
    pieces.push({ start: at, text: text.slice(at, to), marked });
    at = to;
  };
  for (const [start, end] of marks) {
    upTo(start, false);
    upTo(end, true);
  }
  upTo(text.length, false);
  return pieces;
}
