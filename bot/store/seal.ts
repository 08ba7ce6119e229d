import { hash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Digits a field: one changed byte in 4,294,967,296 would pass, where nothing else covers the row. */
const DIGITS = 8;

/** The value as the seal sees it: `'1'` is not 1, an empty text is not null, the end of one field not the next one. */
const mark = (value: unknown) => sha256(JSON.stringify(value) ?? '').slice(0, DIGITS);

/**
 * Tells later which field of a row was changed outside of this program: the beginning of each field's SHA-256, in the
 * order of `fields`, and that of all of these. It finds the place; it keeps nobody from making another one. Against
 * intent stand the chained hashes of events and checkpoints.
 */
export function sealOf<Field extends string>(
  row: Readonly<Record<Field, unknown>>,
  fields: readonly Field[],
): string {
  const marks = fields.map((field) => mark(row[field])).join('');
  return marks + mark(marks);
}

/** The fields of a row that are not as they were sealed; `seal` where the seal itself is not. None: all is well. */
export function changedFields<Field extends string>(
  row: Readonly<Record<Field | 'seal', unknown>>,
  fields: readonly Field[],
): readonly (Field | 'seal')[] {
  const { seal } = row;
  const length = fields.length * DIGITS;
  if (typeof seal !== 'string' || seal !== seal.slice(0, length) + mark(seal.slice(0, length)))
    return ['seal'];
  return fields.filter((field, n) => seal.slice(n * DIGITS, (n + 1) * DIGITS) !== mark(row[field]));
}
