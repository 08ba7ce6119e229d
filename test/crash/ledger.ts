import type { Decision } from '../../bot/work/requests/request-events.ts';

/** One thing that was acknowledged, as the record must have it. */
export type Act =
  | { readonly do: 'filed'; readonly number: string; readonly by: string; readonly what: string }
  | { readonly do: 'filed-again'; readonly number: string; readonly by: string; readonly what: string }
  | {
      readonly do: 'decided';
      readonly number: string;
      readonly by: string;
      readonly step: number;
      readonly decision: Decision;
      /** Conditions or reason as they were typed; empty for a plain approval. */
      readonly words: string;
    }
  | { readonly do: 'counter-signed'; readonly number: string; readonly by: string; readonly step: number }
  | { readonly do: 'withdrawn'; readonly number: string; readonly by: string }
  | { readonly do: 'absence-recorded'; readonly by: string; readonly times: number };

/** What the clients were told is on record. */
export class Ledger {
  readonly acts: Act[] = [];
  /** Presses that came too late, or were not theirs: told so, and on record as refused. */
  refused = 0;
  /** Lists and cards that were read. */
  read = 0;

  note(act: Act): void {
    this.acts.push(act);
  }
}
