import type { Directory } from '../../knowledge/organisation/directory.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';
import type { Message } from '../messages/model.ts';
import type { Reporter, ReportFiling } from '../work/cases/report-filing.ts';

/** Where a conversation hands over what was reported. Whatever resolves is durable. */
export interface ReportDesk {
  /** Who works where at a moment, absences included. */
  directory(at: Date): Directory;
  /**
   * Puts a report on record and tells whom it has to tell. The same key twice is the same report.
   * @returns what the reporter is shown: the number, and who was told.
   * @throws {import('../store/store-error.ts').StoreError} where nothing could be recorded.
   */
  report(filing: ReportFiling, reporter: Reporter, at: Date): Promise<readonly Message[]>;
  /**
   * Records what has been learnt of a report since.
   * @param number of its case.
   * @param by who says so, an id of the directory.
   * @throws {import('../store/store-error.ts').StoreError} where nothing could be recorded.
   */
  learn(number: string, facts: Facts, by: string, at: Date): Promise<readonly Message[]>;
  /**
   * Writes somebody's words down with a report. The same words twice in a row are one note.
   * @param number of its case.
   * @param by who says so, an id of the directory.
   * @returns that it was written down, or why not.
   * @throws {import('../store/store-error.ts').StoreError} where nothing could be recorded.
   */
  note(number: string, note: string, by: string, at: Date): Promise<readonly Message[]>;
}
