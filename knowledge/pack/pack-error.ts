/** What is wrong with a pack: where, and what to do. A value, since a pack is written by people. */
export interface PackError {
  /** Short English code: `PACK_FILE_MISSING`, `PACK_FILE_MALFORMED`, `PACK_CLAUSE_UNKNOWN`… */
  readonly code: string;
  /** Path relative to the pack's folder. */
  readonly file: string;
  /** 1-based line, or null where the whole file is meant. */
  readonly line: number | null;
  /** Japanese: what is wrong and what to do. */
  readonly message: string;
}

/** Thrown by `loadPack` with all that was found wrong; its message is ready to be shown. */
export class PackRefused extends Error {
  readonly code = 'PACK_REFUSED';
  readonly errors: readonly PackError[];

  constructor(errors: readonly PackError[]) {
    super(
      ['規程パックを読み込めません。次の箇所を直してください。 [PACK_REFUSED]', ...errors.map(describe)].join(
        '\n',
      ),
    );
    this.name = 'PackRefused';
    this.errors = errors;
  }
}

function describe(error: PackError): string {
  const place = error.line === null ? error.file : `${error.file}:${error.line}`;
  return `  ${place}  ${error.message} [${error.code}]`;
}
