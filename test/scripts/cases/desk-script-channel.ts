import type { Knowledge } from '../../../bot/knowledge.ts';
import type { Message } from '../../../bot/messages/model.ts';
import { plainText } from '../../../bot/messages/plain-text.ts';
import { text } from '../../../bot/messages/wording.ts';
import type { ReportKind } from '../../../bot/work/cases/case-events.ts';
import { caseStream } from '../../../bot/work/cases/case-number.ts';
import { CaseProcedures } from '../../../bot/work/cases/case-standing.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { DeskStory } from '../../bot/work/desk-story.ts';
import type { CaseActs } from '../script-channel.ts';
import { type TabMessage, TabsScriptChannel } from '../tabs-script-channel.ts';
import { recordLines } from './case-record.ts';

/** The assistant and the desk in this process, on a real store and with a clock that stands still until it is moved. */
export class DeskScriptChannel extends TabsScriptChannel {
  readonly name = 'desk';
  override readonly cases: CaseActs;
  readonly #story: DeskStory;

  private constructor(story: DeskStory) {
    super();
    this.#story = story;
    const procedures = new CaseProcedures(story.knowledge.pack.procedures);
    this.cases = {
      number: (place) => this.#number(place),
      record: async (place) => {
        const number = this.#reported.at(place - 1);
        const events = number === undefined ? [] : await story.store.events.load(caseStream(number));
        return number === undefined ? [] : recordLines(number, events, procedures);
      },
      draw: (report, place) => this.#draw(report, this.#number(place)),
      pass: (minutes) => story.pass(minutes / 60),
    };
  }

  /** Within a test: it cleans up after it. */
  static async begin(knowledge: Knowledge, directory: Directory): Promise<DeskScriptChannel> {
    return new DeskScriptChannel(await DeskStory.begin(knowledge, directory));
  }

  async records(): Promise<readonly string[]> {
    const events = await this.#story.store.events.load(caseStream(this.#number(0)));
    return events.map(({ type }) => type);
  }

  restart(): Promise<void> {
    return this.#story.restart();
  }

  async stop(): Promise<void> {}

  protected async deliver(person: string | null, { id, input }: TabMessage): Promise<readonly Message[]> {
    return (await this.#story.send(person, input, id)).messages;
  }

  async #draw(report: ReportKind, number: string): Promise<readonly Message[]> {
    const { now: at, work } = this.#story;
    const person = this.person ?? '';
    const drawn = await work.cases.report(number, report, person, at);
    if (drawn === null) throw new Error(`${person} may not see ${number}`);
    const { fresh, versions } = drawn;
    const { outcome } = await work.cases.storeReport(number, report, fresh, versions, person, at);
    if (outcome !== 'stored') throw new Error(`the report is ${outcome}`);
    return [text(...fresh.split('\n'))];
  }

  /** The numbers that anybody was told, in the order in which they first were. */
  get #reported(): readonly string[] {
    const said = plainText(this.seenByAll);
    return [...new Set([...said.matchAll(/事案番号は (\S+) です/gu)].flatMap(([, number]) => number ?? []))];
  }

  #number(place: number): string {
    const number = this.#reported.at(place - 1);
    if (number === undefined) throw new Error(`${place} cases were not reported`);
    return number;
  }
}
