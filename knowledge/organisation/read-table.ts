import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { type DirectoryFault, type DirectoryFile, shown } from './directory-fault.ts';

/** One row of a file: its cells by their columns, as they were written. */
export interface Row {
  /** 1-based line on which the row begins; a quoted line break makes a row longer than a line. */
  readonly line: number;
  /** '' where the file has no such column or the row ends before it. */
  readonly cell: (column: string) => string;
}

/** The columns a file must have, and those that may be missing: they only say how to reach people. */
export interface Columns {
  readonly required: readonly string[];
  readonly contact: readonly string[];
}

export interface Table {
  readonly rows: readonly Row[];
  /** Whether these are all rows of the file: only then is something that is not among them nowhere. */
  readonly whole: boolean;
  readonly errors: readonly DirectoryFault[];
  readonly warnings: readonly DirectoryFault[];
}

/** Reads one file as a table. What cannot be read is named; rows that can be are handed on all the same. */
export function readTable(file: DirectoryFile, bytes: Uint8Array | null, columns: Columns): Table {
  const refused = (code: string, line: number | null, message: string): Table => ({
    rows: [],
    whole: false,
    errors: [{ code, file, line, column: null, message }],
    warnings: [],
  });
  if (bytes === null)
    return refused(
      'DIRECTORY_FILE_MISSING',
      null,
      'ファイルがありません。名簿のフォルダーに置いてください。',
    );
  const text = decodeText(bytes);
  if (text === null)
    return refused(
      'DIRECTORY_ENCODING_UNKNOWN',
      null,
      '文字コードが分かりません。「CSV UTF-8」か「CSV（Shift_JIS）」で保存し直してください。',
    );
  const { records, errors } = readRecords(file, text);
  const [header, ...body] = records;
  if (header === undefined) {
    if (errors.length > 0) return { rows: [], whole: false, errors, warnings: [] };
    return refused('DIRECTORY_FILE_EMPTY', null, '中身が空です。1行目に列の名前を書いてください。');
  }
  const all = [...columns.required, ...columns.contact];
  const names = header.cells.map((name) => name.normalize('NFKC').trim().toLowerCase());
  if (!names.some((name) => all.includes(name)))
    return refused(
      'DIRECTORY_HEADER_MISSING',
      header.line,
      `列の名前の行がありません。1行目に ${all.join(',')} と書いてください（区切りはコンマ）。`,
    );
  const columnFault = (column: string, code: string, message: string) => ({
    code,
    file,
    line: header.line,
    column,
    message,
  });
  const absent = (column: string) => !names.includes(column);
  const headerErrors = [
    ...columns.required
      .filter(absent)
      .map((column) =>
        columnFault(
          column,
          'DIRECTORY_COLUMN_MISSING',
          `「${column}」の列がありません。列を加えてください。`,
        ),
      ),
    ...all
      .filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
      .map((column) =>
        columnFault(
          column,
          'DIRECTORY_COLUMN_REPEATED',
          `「${column}」の列が二つあります。一つにしてください。`,
        ),
      ),
  ];
  const tooLong = body.flatMap((record) => beyondHeader(file, record, names.length));
  const readable = body.filter(({ line }) => !tooLong.some((fault) => fault.line === line));
  const faults = [...headerErrors, ...errors, ...tooLong];
  return {
    // Without a column every row would be wrong in the same way: the column is what there is to say.
    rows:
      headerErrors.length > 0
        ? []
        : readable.map(({ line, cells }) => ({
            line,
            cell: (column) => cells[names.indexOf(column)] ?? '',
          })),
    whole: faults.length === 0,
    errors: faults,
    warnings: columns.contact
      .filter(absent)
      .map((column) =>
        columnFault(
          column,
          'DIRECTORY_CONTACT_COLUMN_MISSING',
          `「${column}」の列がありません。空として読みました。`,
        ),
      ),
  };
}

/** A comma that should have been quoted moves all that follows into wrong columns. */
function beyondHeader(file: DirectoryFile, { line, cells }: CsvRecord, width: number): DirectoryFault[] {
  const beyond = cells.slice(width).find((cell) => cell.trim() !== '');
  if (beyond === undefined) return [];
  const message = `値が列の数より多く、「${shown(beyond)}」の列が分かりません。コンマを含む値は " で囲んでください。`;
  return [{ code: 'DIRECTORY_ROW_TOO_LONG', file, line, column: null, message }];
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records that are not blank, each with the line it begins on. */
function readRecords(
  file: DirectoryFile,
  text: string,
): { readonly records: readonly CsvRecord[]; readonly errors: readonly DirectoryFault[] } {
  const records: CsvRecord[] = [];
  const errors: DirectoryFault[] = [];
  let ended = 0;
  try {
    // csv-parse counts a quoted CRLF as two lines.
    parse(text.replace(/\r\n?/gu, '\n'), {
      relax_column_count: true,
      on_record: (cells: string[], { lines }: InfoRecord) => {
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line: ended + 1, cells });
        ended = lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // One quotation mark too many breaks all that follows: the first place is where to look.
    errors.push({
      code: 'DIRECTORY_CSV_MALFORMED',
      file,
      line: ended + 1,
      column: null,
      message:
        error.code === 'CSV_QUOTE_NOT_CLOSED'
          ? '" が閉じられていません。値の終わりに " を付けてください。'
          : '" の使い方が違います。" を含む値は全体を " で囲み、中の " は "" と書いてください。',
    });
  }
  return { records, errors };
}
