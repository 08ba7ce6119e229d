import { type CaseEvent, readCaseEvent } from '../../bot/work/cases/case-events.ts';
import { caseOf } from '../../bot/work/cases/case-number.ts';
import type { Directory } from '../../knowledge/organisation/directory.ts';
import type { RoleRules } from '../../knowledge/organisation/role-rule.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Streams } from '../long-runs/records.ts';
import type { Arrival } from './arrivals.ts';
import type { Planned } from './reports.ts';

/** A report of which its reporter was told that it is on record, and when by the desk's clock. */
export interface Acknowledged {
  readonly number: string;
  /** The case that it opens in the same breath, if any. */
  readonly opens: string | null;
  readonly planned: Planned;
  readonly from: number;
  readonly to: number;
}

/** A directory, and between which moments of the desk's clock it may have been in use. */
export interface InUse {
  readonly directory: Directory;
  readonly from: number;
  readonly to: number;
}

/** All that a run leaves: what people were told, what came to them, and what is on record. */
export interface RunRecord {
  readonly reports: readonly Acknowledged[];
  /** 受領 that their persons were told are on record. */
  readonly receipts: readonly { readonly number: string; readonly person: string }[];
  readonly streams: Streams;
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[];
  readonly channels: readonly Arrival['channel'][];
  /** When the desk's process was killed, by the clock of the arrivals. */
  readonly deaths: readonly number[];
  /** When the desk has looked at what is due, by its own clock. */
  readonly looks: readonly { readonly from: number; readonly to: number }[];
  readonly times: Pack['alerts'];
  readonly directories: readonly InUse[];
  readonly rules: RoleRules;
}

/** A case as it is on record: its events in order, the first of which has version 1. */
export interface CaseOnRecord {
  readonly number: string;
  readonly reported: Extract<CaseEvent, { type: 'reported' }>;
  readonly events: readonly CaseEvent[];
}

/** All cases on record. @throws where one does not begin with a report */
export function casesOf({ streams }: Pick<RunRecord, 'streams'>): readonly CaseOnRecord[] {
  const cases: CaseOnRecord[] = [];
  for (const [stream, loaded] of streams) {
    const number = caseOf(stream);
    if (number === null) continue;
    const events = loaded.map(({ texts, ...event }) => {
      const written = Object.entries(texts).filter((one): one is [string, string] => one[1] !== null);
      return readCaseEvent({ ...event, personal: Object.fromEntries(written) });
    });
    const [reported] = events;
    if (reported?.type !== 'reported') throw new Error(`${number} does not begin with a report`);
    cases.push({ number, reported, events });
  }
  return cases;
}

/** The person behind an address, by any directory that was in use. */
export function personAt(address: string, { directories }: Pick<RunRecord, 'directories'>): string {
  for (const { directory } of directories) {
    const found = directory.personByEmail(address);
    if (found !== undefined) return found.id;
  }
  return address;
}
