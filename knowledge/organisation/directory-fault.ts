/** The four files of a directory. */
export const DIRECTORY_FILES = ['units.csv', 'people.csv', 'systems.csv', 'posts.csv'] as const;
export type DirectoryFile = (typeof DIRECTORY_FILES)[number];

/** What is wrong with a directory: where, and what to do. A value, since a directory is kept by people. */
export interface DirectoryFault {
  /** Short English code: `DIRECTORY_UNIT_UNKNOWN`, `DIRECTORY_DATE_MALFORMED`… */
  readonly code: string;
  readonly file: DirectoryFile;
  /** 1-based line of the file on which the row begins, or null where the whole file is meant. */
  readonly line: number | null;
  /** The column as the header names it, or null where the whole row is meant. */
  readonly column: string | null;
  /** Japanese: what is wrong and what to do. */
  readonly message: string;
}

/** Thrown by `loadDirectory` with all that was found wrong; its message is ready to be shown. */
export class DirectoryRefused extends Error {
  readonly code = 'DIRECTORY_REFUSED';
  readonly faults: readonly DirectoryFault[];

  constructor(faults: readonly DirectoryFault[]) {
    super(
      [
        '名簿を読み込めません。次の箇所を直してください。 [DIRECTORY_REFUSED]',
        ...faults.map(describeFault),
      ].join('\n'),
    );
    this.name = 'DirectoryRefused';
    this.faults = faults;
  }
}

/** `people.csv:12 absent_to  …`, one line, as it is shown to administrators. */
export function describeFault({ code, file, line, column, message }: DirectoryFault): string {
  const place = `${file}${line === null ? '' : `:${line}`}${column === null ? '' : ` ${column}`}`;
  return `  ${place}  ${message} [${code}]`;
}

/** A value as a message may show it: short, on one line, nothing that could steer a terminal or turn the text round. */
export function shown(value: string): string {
  const plain = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
  const letters = [...plain];
  return letters.length > MOST_SHOWN ? `${letters.slice(0, MOST_SHOWN).join('')}…` : plain;
}

const MOST_SHOWN = 40;
