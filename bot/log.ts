import { pino, stdTimeFunctions } from 'pino';
import { type Level, LINES, type LogEntry } from './log/entry.ts';
import { fitting } from './log/field.ts';

export type { Level, LogEntry } from './log/entry.ts';
export {
  channelName,
  codeOf,
  codeWord,
  columnName,
  framesOf,
  methodOf,
  noticeId,
  ownUrl,
  routeOf,
} from './log/field.ts';

/** Takes what happened, for the administrator. */
export type Log = (entry: LogEntry) => void;

const ORDER: readonly Level[] = ['debug', 'info', 'warn', 'error'];

export interface LogOptions {
  readonly level: Level;
  /** Whether a person reads along: sentences then, and JSON Lines otherwise. */
  readonly terminal: boolean;
  /** Takes one whole line, with its line break. */
  readonly write: (line: string) => void;
}

/**
 * A log that cannot hold what a person typed. An entry has only the fields that `log/entry.ts` declares for its code,
 * none of them free text; and what is in them is measured once more here, in case a type was argued away.
 */
export function createLog({ level, terminal, write }: LogOptions): Log {
  if (terminal) {
    return (entry) => {
      const line = lineOf(entry);
      if (line !== null && ORDER.indexOf(LINES[entry.code].level) >= ORDER.indexOf(level)) write(`${line}\n`);
    };
  }
  const lines = pino(
    {
      level,
      // Process id and host stand in the journal already.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return (entry) => {
    const line = lineOf(entry);
    lines[LINES[entry.code].level](fitting(entry), ...(line === null ? [] : ['%s', line]));
  };
}

/** What an entry says in a sentence, as in a terminal; null where it is for counting only. */
export function lineOf(entry: LogEntry): string | null {
  // The table has for each code a sentence about exactly its fields, which TypeScript cannot follow through an index.
  const say = LINES[entry.code].line as (entry: LogEntry) => string | null;
  return say(fitting(entry));
}
