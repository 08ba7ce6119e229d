/** What can be wrong with what was recorded. */
export type FaultCode =
  /** A field of an event is not what was appended. */
  | 'EVENT_CHANGED'
  /** An event that was appended is not there. */
  | 'EVENT_MISSING'
  /** An event does not follow on the one before it: either was put in later. */
  | 'EVENT_UNCHAINED'
  /** A stream is not, or no longer, what a checkpoint says it had come to. */
  | 'STREAM_CUT'
  /** A text that lies apart is not what was typed. */
  | 'TEXT_CHANGED'
  /** A text that lies apart is gone, and no event says that it was erased. */
  | 'TEXT_MISSING'
  /** A text that no event names, or that an event says was erased. */
  | 'TEXT_UNKNOWN'
  | 'CHECKPOINT_CHANGED'
  | 'CHECKPOINT_MISSING'
  | 'CHECKPOINT_UNCHAINED'
  /** A field of a row that is no event is not what was written last. */
  | 'ROW_CHANGED'
  | 'ROW_MISSING'
  /** A row that no event has set. */
  | 'ROW_UNKNOWN'
  /** A view says something else than the events do. */
  | 'VIEW_DIFFERS';

/** One thing that is wrong, and where. Names and numbers only, no value of any field. */
export interface Fault {
  readonly code: FaultCode;
  readonly table: string;
  /** The row, by what it is known by: a stream and version, a number, a key. */
  readonly row: string;
  readonly stream?: string;
  readonly version?: number;
  /** The column, where it is known. */
  readonly field?: string;
}

const SENTENCES: Readonly<Record<FaultCode, string>> = {
  EVENT_CHANGED: '記録した内容が書き換えられています',
  EVENT_MISSING: '記録した出来事がなくなっています',
  EVENT_UNCHAINED: '前の出来事とのつながりが合いません',
  STREAM_CUT: '確認点に残る最後の出来事が、なくなっているか、別のものになっています',
  TEXT_CHANGED: '別に保管した文章が書き換えられています',
  TEXT_MISSING: '別に保管した文章が、消去の記録なしになくなっています',
  TEXT_UNKNOWN: '別に保管した文章に、対応する出来事がありません',
  CHECKPOINT_CHANGED: '確認点が書き換えられています',
  CHECKPOINT_MISSING: '確認点がなくなっています',
  CHECKPOINT_UNCHAINED: '前の確認点とのつながりが合いません',
  ROW_CHANGED: '作業用の記録が書き換えられています',
  ROW_MISSING: '作業用の記録がなくなっています',
  ROW_UNKNOWN: '作業用の記録に、対応する出来事がありません',
  VIEW_DIFFERS: '一覧が出来事の記録と合いません。記録は無事で、次の起動か rebuild-views で作り直せます',
};

/** Japanese, for the administrator: what is wrong where. */
export function faultSentence({ code, table, row, field }: Fault): string {
  const place = field === undefined ? row : `${row} の ${field}`;
  return `${SENTENCES[code]}（${table}: ${place}）。 [${code}]`;
}

/** More would say no more, and a file that was put together by somebody else has no end of them. */
const MOST = 1000;

/** Faults as they are found, each once, the first thousand. */
export class Faults {
  readonly #found = new Map<string, Fault>();
  /** Whether there were more. */
  cut = false;

  add(fault: Fault): void {
    if (this.#found.size >= MOST) this.cut = true;
    else this.#found.set(JSON.stringify(Object.entries(fault).sort()), fault);
  }

  get all(): readonly Fault[] {
    return [...this.#found.values()];
  }
}
