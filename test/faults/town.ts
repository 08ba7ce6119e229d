import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CASES } from '../../bot/messages/case-wording.ts';
import { caseNumber, openedNumber } from '../../bot/work/cases/case-number.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { readRecords } from '../long-runs/records.ts';
import type { Arrival } from './arrivals.ts';
import { checkRun, type RunChecked } from './check-run.ts';
import { DeskLives } from './desk-lives.ts';
import type { Planned } from './reports.ts';
import { type Acknowledged, personAt, type RunRecord } from './run-record.ts';
import { Services } from './services.ts';
import { StaffDirectory, withoutAddress } from './staff-directory.ts';
import { Weather } from './weather.ts';

/** Nobody can be reached at an address that is not there; at one that the mail server does not know, only by the chat. */
const NO_ADDRESS = 'shobo-somu-head';
const UNKNOWN_MAILBOX = 'yobo-head@sendai.example';
/** Until everything has come to its end: so many steps of the clock at the most. */
const MOST_STEPS = 600;
export const STEP_MS = 30_000;

/** A city at work for one run: its desk, its directory, the services by which its people are told, and what they were told. */
export class Town {
  readonly dataFolder: string;
  readonly weather: Weather;
  readonly services: Services;
  readonly staff: StaffDirectory;
  readonly desk: DeskLives;
  readonly faults: string[] = [];
  readonly reports: Acknowledged[] = [];
  readonly receipts: { readonly number: string; readonly person: string }[] = [];
  readonly arrivals: Arrival[] = [];
  readonly looks: { readonly from: number; readonly to: number }[] = [];
  /** Told of each notice as it comes. */
  onArrival: (arrival: Arrival, person: string) => void = () => undefined;
  readonly #pack: Pack;
  #ahead: number;

  private constructor(
    pack: Pack,
    knowledgeFolder: string,
    dataFolder: string,
    staff: StaffDirectory,
    begins: Date,
  ) {
    this.#pack = pack;
    this.dataFolder = dataFolder;
    this.staff = staff;
    this.#ahead = begins.getTime() - Date.now();
    this.weather = new Weather();
    this.services = new Services({
      weather: this.weather,
      unknownMailbox: UNKNOWN_MAILBOX,
      onArrival: (arrival) => {
        this.arrivals.push(arrival);
        this.onArrival(arrival, personAt(arrival.address, { directories: this.staff.inUse }));
      },
    });
    const services = this.services;
    this.desk = new DeskLives({
      dataFolder,
      knowledgeFolder,
      directoryFolder: staff.folder,
      get smtpPort() {
        return services.smtpPort;
      },
      get chatUrl() {
        return services.chatUrl;
      },
      ahead: () => this.#ahead,
      onFault: (fault) => this.faults.push(fault),
    });
  }

  /**
   * @param knowledgeFolder where what is worked out of the pack is kept for all lives of all towns.
   * @param begins what the desk's clock shows at the start.
   */
  static async open(pack: Pack, knowledgeFolder: string, begins: Date): Promise<Town> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'faults-'));
    const sample = pack.directory ?? '';
    const folder = join(dataFolder, 'directory');
    const staff = await StaffDirectory.copy(sample, folder, pack.roleRules, withoutAddress(NO_ADDRESS));
    const town = new Town(pack, knowledgeFolder, dataFolder, staff, begins);
    await town.services.open();
    town.desk.start();
    await town.desk.gate.opened;
    return town;
  }

  /** The desk's clock, in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Puts the desk's clock forward, whether it is alive or not. */
  async move(ms: number): Promise<void> {
    this.#ahead += ms;
    await this.desk.askOnce({ do: 'move', ahead: this.#ahead });
  }

  /** What the desk does every few seconds, if it is alive. */
  async look(): Promise<void> {
    const looked = await this.desk.askOnce({ do: 'look' });
    if (looked !== null) this.looks.push(looked);
  }

  /** Somebody reports, until they are told that it is on record. */
  async file(planned: Planned): Promise<void> {
    const number = caseNumber(planned.filing.key);
    const begun = this.now();
    const { text, to } = await this.desk.ask({ do: 'report', ...planned });
    if (!text.includes(number)) throw new Error(`no number in the answer: ${text}`);
    const opens = planned.opened === null ? null : openedNumber(number, 'file-incident');
    this.reports.push({ number, opens, planned, from: begun, to });
  }

  /** Presses 受領, and is told whether that is on record. */
  async receive(number: string, person: string): Promise<boolean> {
    const action = { do: 'case', act: 'acknowledge', number, about: '' } as const;
    const { text } = await this.desk.ask({ do: 'press', person, action });
    const isRecorded = text.includes(CASES.acknowledged);
    if (isRecorded) this.receipts.push({ number, person });
    return isRecorded;
  }

  /** Surveys, as the procedure has it: by which the next posts are told. */
  async survey(number: string, person: string): Promise<void> {
    const values = { content: '内容', cause: '原因', damage: '被害なし' };
    await this.desk.ask({ do: 'form', person, form: `case step ${number} survey`, values });
  }

  /** Until nothing waits, while all is well. */
  async untilQuiet(): Promise<void> {
    while ((await this.desk.ask({ do: 'waiting' })).waiting > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Until nothing waits any more; nobody does anything, and no alert goes further for want of time. */
  async drain(): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const { waiting } = await this.desk.ask({ do: 'waiting' });
      if (waiting === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await this.move(STEP_MS);
    }
    this.faults.push('messages still wait');
  }

  /** Everything that was found wrong, and what there was to look at. The desk must be alive, and nothing wait. */
  async examine(): Promise<RunChecked | null> {
    const { faults, streams } = await readRecords(this.dataFolder);
    this.faults.push(...faults, ...this.services.tooEarly);
    if (streams === null) return null;
    const run: RunRecord = {
      reports: this.reports,
      receipts: this.receipts,
      streams,
      arrivals: this.arrivals,
      channels: ['mail', 'chat'],
      deaths: this.desk.deaths,
      looks: this.looks,
      times: this.#pack.alerts,
      directories: this.staff.inUse,
      rules: this.#pack.roleRules,
    };
    const checked = checkRun(run);
    this.faults.push(...checked.faults);
    return checked;
  }

  async close(): Promise<void> {
    await this.desk.kill();
    await this.services.shut();
  }
}
