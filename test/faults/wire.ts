import type { CaseAction } from '../../bot/messages/model.ts';
import type { Reporter, ReportFiling } from '../../bot/work/cases/report-filing.ts';

/** What the run wants of the desk's process; each is answered once, unless the process dies. */
export type Wanted =
  | { readonly do: 'report'; readonly filing: ReportFiling; readonly reporter: Reporter }
  | { readonly do: 'press'; readonly person: string; readonly action: CaseAction }
  | {
      readonly do: 'form';
      readonly person: string;
      readonly form: string;
      readonly values: Readonly<Record<string, string>>;
    }
  /** The clock is so many milliseconds before the machine's. */
  | { readonly do: 'move'; readonly ahead: number }
  /** What is done every few seconds without anybody asking. */
  | { readonly do: 'look' }
  /** How many messages have not come to their end. */
  | { readonly do: 'waiting' };

/** The answer to what was wanted. Moments are the desk's own, in milliseconds since 1970. */
export interface Done {
  readonly from: number;
  readonly to: number;
  /** What a person reads in answer. */
  readonly text: string;
  readonly waiting: number;
}

export type ToDesk = Wanted & { readonly id: number };

export type FromDesk =
  | { readonly type: 'ready' }
  | ({ readonly type: 'done'; readonly id: number } & Done)
  /** What was wanted could not be done, or something failed that nobody had asked for: always a fault of ours. */
  | { readonly type: 'failed'; readonly id: number | null; readonly error: string }
  /** How long after a report was brought its alert was with a deliverer, and its reporter was answered. */
  | { readonly type: 'timed'; readonly what: 'answered' | 'handed'; readonly ms: number };
