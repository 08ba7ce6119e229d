import { readDay } from './day.ts';
import type { Day } from './directory.ts';
import { type DirectoryFault, type DirectoryFile, shown } from './directory-fault.ts';
import type { Row } from './read-table.ts';

/** Longest values, in characters: names and posts; ids; an address (RFC 5321 §4.5.3.1.3); a telephone number. */
const LONGEST = { name: 100, id: 64, email: 254, phone: 40, contact: 128, list: 2_000 } as const;

/** One address; whether it is answered is not known from its form. */
const EMAIL = /^[^\s@"<>(),:;]+@[^\s@"<>(),:;.]+(?:\.[^\s@"<>(),:;.]+)+$/u;

/** What ids may not hold: what separates them, and what nobody sees. */
const NOT_IN_IDS = /[\s;,"\p{Cc}\p{Cf}]/u;

/**
 * Reads the cells of one row; every fault is kept with its column. Where a cell is faulty the value handed on is one
 * that makes no further faults. Formulas, HTML and the like are data: what a cell holds is never run.
 */
export class RowReader {
  readonly line: number;
  readonly #file: DirectoryFile;
  readonly #row: Row;
  readonly #faults: DirectoryFault[];

  constructor(file: DirectoryFile, row: Row, faults: DirectoryFault[]) {
    this.line = row.line;
    this.#file = file;
    this.#row = row;
    this.#faults = faults;
  }

  fault(column: string | null, code: string, message: string): void {
    this.#faults.push({ code: `DIRECTORY_${code}`, file: this.#file, line: this.line, column, message });
  }

  /** A name as people read it. A line break within it (Alt+Enter) is a space. */
  name(column: string): string {
    return this.#required(column, this.#text(column, LONGEST.name));
  }

  /** An id, full-width digits read as half-width; '' where there is none to read. */
  id(column: string): string {
    return this.#required(column, this.optionalId(column) ?? '');
  }

  optionalId(column: string): string | null {
    const id = this.#code(column, LONGEST.id);
    if (!NOT_IN_IDS.test(id)) return id === '' ? null : id;
    this.fault(
      column,
      'ID_MALFORMED',
      `「${shown(id)}」は識別子に使えません。空白やコンマを含まない文字で書いてください。`,
    );
    return null;
  }

  /** Several ids or words, separated by `;`. */
  list(column: string): readonly string[] {
    const parts = this.#code(column, LONGEST.list)
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return [...new Set(parts)];
  }

  oneOf<T extends string>(column: string, values: readonly T[], code: string): T | null {
    const word = this.#required(column, this.#code(column, LONGEST.name)).toLowerCase();
    const found = values.find((value) => value === word);
    if (found === undefined && word !== '')
      this.fault(
        column,
        code,
        `「${shown(word)}」という値はありません。${values.join('、')} のどれかを書いてください。`,
      );
    return found ?? null;
  }

  /** `true` or `false`, in any case: spreadsheets write TRUE. `empty` is what an empty cell means; null: it may not be. */
  flag(column: string, empty: boolean | null): boolean {
    const word = this.#code(column, LONGEST.name).toLowerCase();
    if (word === '' && empty !== null) return empty;
    if (this.#required(column, word) !== '' && word !== 'true' && word !== 'false')
      this.fault(
        column,
        'BOOLEAN_MALFORMED',
        `「${shown(word)}」は読めません。true か false を書いてください。`,
      );
    return word === 'true';
  }

  day(column: string): Day | null {
    const text = this.#code(column, LONGEST.name);
    const day = readDay(text);
    if (day === null && text !== '')
      this.fault(
        column,
        'DATE_MALFORMED',
        `「${shown(text)}」という日付はありません。2026-11-24 のように書いてください。`,
      );
    return day;
  }

  email(column: string): string | null {
    const address = this.#code(column, LONGEST.email).toLowerCase();
    if (address !== '' && !EMAIL.test(address))
      this.fault(
        column,
        'EMAIL_MALFORMED',
        `「${shown(address)}」はメールアドレスではありません。一つだけ name@example.lg.jp のように書いてください。`,
      );
    return address === '' ? null : address;
  }

  phone(column: string): string | null {
    return this.#code(column, LONGEST.phone) || null;
  }

  /** The id of a person in a chat, as the chat writes it. */
  contact(column: string): string | null {
    return this.#text(column, LONGEST.contact) || null;
  }

  isEmpty(column: string): boolean {
    return this.#row.cell(column).trim() === '';
  }

  #required(column: string, value: string): string {
    if (value === '' && this.isEmpty(column))
      this.fault(column, 'FIELD_EMPTY', `「${column}」が空です。値を書いてください。`);
    return value;
  }

  /** What only machines compare: full-width letters and digits are read as half-width. */
  #code(column: string, longest: number): string {
    return this.#text(column, longest).normalize('NFKC').trim();
  }

  #text(column: string, longest: number): string {
    const text = this.#row
      .cell(column)
      .replace(/\s*\n\s*/gu, ' ')
      .trim();
    if ([...text].length > longest) {
      this.fault(
        column,
        'FIELD_TOO_LONG',
        `「${shown(text)}」は長すぎます。${longest} 文字までで書いてください。`,
      );
      return '';
    }
    if (/\p{Cc}/u.test(text)) {
      this.fault(
        column,
        'FIELD_CONTROL_CHARACTER',
        `「${shown(text)}」に見えない制御文字があります。入力し直してください。`,
      );
      return '';
    }
    if (text.includes('\uFFFD')) {
      this.fault(
        column,
        'FIELD_GARBLED',
        `「${shown(text)}」は文字化けしています。元の文字に直してください。`,
      );
      return '';
    }
    return text;
  }
}
