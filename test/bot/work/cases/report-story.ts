import { randomUUID } from 'node:crypto';
import type { Knowledge } from '../../../../bot/knowledge.ts';
import type { CaseAction } from '../../../../bot/messages/model.ts';
import type { Case } from '../../../../bot/work/cases/case.ts';
import type { CaseEvent } from '../../../../bot/work/cases/case-events.ts';
import { caseNumber } from '../../../../bot/work/cases/case-number.ts';
import type { Reporter, ReportFiling } from '../../../../bot/work/cases/report-filing.ts';
import { StoredCases } from '../../../../bot/work/cases/stored-cases.ts';
import type { Directory } from '../../../../knowledge/organisation/directory.ts';
import { DeskStory, Said } from '../desk-story.ts';

/** Reports and what comes of them, on the real desk and a real store; only the channel is left out. */
export class ReportStory {
  readonly desk: DeskStory;

  private constructor(desk: DeskStory) {
    this.desk = desk;
  }

  /** @param now a Tuesday, 10:00 in Sendai. */
  static async begin(
    knowledge: Knowledge,
    directory: Directory,
    now = '2026-10-06T01:00:00Z',
  ): Promise<ReportStory> {
    return new ReportStory(await DeskStory.begin(knowledge, directory, now));
  }

  /** Reports, as the conversation does it. @returns what the reporter is told, and the case's number. */
  async report(
    reporter: string | Reporter,
    filing: Partial<ReportFiling> = {},
  ): Promise<{ readonly said: Said; readonly number: string }> {
    const whole: ReportFiling = {
      key: randomUUID(),
      flow: 'report-incident',
      facts: { kind: 'loss', noticedBy: 'self' },
      written: { what: 'USB メモリが見当たらない', 'when-noticed': '今朝', contact: '内線 1234' },
      concerning: null,
      about: null,
      system: null,
      with: null,
      drill: null,
      ...filing,
    };
    const who: Reporter = typeof reporter === 'string' ? { kind: 'listed', person: reporter } : reporter;
    const messages = await this.desk.desk.report(whole, who, this.desk.now);
    return { said: new Said({ messages, hide: false, recorded: true }), number: caseNumber(whole.key) };
  }

  act(person: string, act: CaseAction['act'], number: string, about = ''): Promise<Said> {
    return this.desk.press(person, { do: 'case', act, number, about });
  }

  form(person: string, form: string, values: Record<string, string>): Promise<Said> {
    return this.desk.send(person, { type: 'form', form, values });
  }

  /** Does a step as its button and form have it. */
  async step(
    person: string,
    number: string,
    step: string,
    values: Record<string, string> = {},
  ): Promise<Said> {
    const asked = await this.act(person, 'step', number, step);
    return asked.form === '' ? asked : this.form(person, asked.form, values);
  }

  async learn(person: string, number: string, facts: Record<string, string>): Promise<Said> {
    const { form } = await this.act(person, 'facts', number);
    return this.form(person, form, facts);
  }

  close(person: string, number: string, values: Record<string, string> = {}): Promise<Said> {
    return this.form(person, `case close ${number}`, { minor: 'no', ...values });
  }

  async minutes(minutes: number): Promise<void> {
    await this.desk.pass(minutes / 60);
  }

  get stored(): StoredCases {
    return new StoredCases(this.desk.store.events, this.desk.store.streams);
  }

  async case(number: string): Promise<Case> {
    const one = await this.stored.load(number);
    if (one === null) throw new Error(`no case ${number}`);
    return one;
  }

  async events(number: string): Promise<readonly CaseEvent[]> {
    const timeline = await this.stored.timeline(number);
    return timeline.flatMap(({ event }) => (event.type === 'personal-erased' ? [] : [event]));
  }

  /** The case's events, one word each. */
  async record(number: string): Promise<string[]> {
    return (await this.events(number)).map(({ type }) => type);
  }

  /** Who was alerted, in order: 「report information-manager 0: shiminzei-head」. */
  async alerted(number: string): Promise<string[]> {
    const { alerts } = await this.case(number);
    return alerts.map(
      ({ step, role, level, persons }) => `${step} ${role} ${level}: ${[...persons].sort().join(',')}`,
    );
  }
}
