import { type Case, foldCase } from '../../../../bot/work/cases/case.ts';
import type { Alert, CaseEvent } from '../../../../bot/work/cases/case-events.ts';

type DataOf<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>['data'];

/** Tells what happened to a case, event by event, so that a test reads as a story. */
export class CaseStory {
  readonly events: CaseEvent[] = [];
  readonly id: string;
  #now: Date;

  constructor(
    id: string,
    now: string,
    reporter: string,
    report: Partial<DataOf<'reported'>> = {},
    written = {},
  ) {
    this.id = id;
    this.#now = new Date(now);
    const data: DataOf<'reported'> = {
      flow: 'report-incident',
      facts: { kind: 'loss' },
      subject: { person: reporter, section: 'shiminzei' },
      reporter: 'listed',
      about: null,
      system: null,
      with: null,
      drill: null,
      ...report,
    };
    this.#add({ type: 'reported', by: reporter, data, personal: written });
    this.#add({
      type: 'step-done',
      by: reporter,
      data: { step: 'report', role: 'staff', deputy: false, opened: null },
      personal: {},
    });
  }

  get case(): Case {
    return foldCase(this.id, this.events);
  }

  after(minutes: number): this {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
    return this;
  }

  alerted(role: string, persons: string[], post: string, more: Partial<Alert> = {}): this {
    const alert: Alert = {
      id: `report.${role}.${more.level ?? 0}`,
      of: null,
      step: 'report',
      role,
      why: 'tell',
      pace: 'at-once',
      persons,
      post,
      because: ['2.1.3'],
      reason: `${post}が務めます。`,
      deputies: false,
      level: 0,
      ...more,
    };
    return this.#add({ type: 'alerted', by: 'case-desk', data: { alerts: [alert] }, personal: {} });
  }

  acknowledged(by: string, alert: string): this {
    return this.#add({ type: 'acknowledged', by, data: { alert }, personal: {} });
  }

  escalated(data: DataOf<'escalated'>): this {
    return this.#add({ type: 'escalated', by: 'clockwork', data, personal: {} });
  }

  done(by: string, step: string, role: string, written: Record<string, string> = {}, deputy = false): this {
    return this.#add({
      type: 'step-done',
      by,
      data: { step, role, deputy, opened: null },
      personal: written,
    });
  }

  facts(by: string, facts: DataOf<'facts-changed'>['facts'], why = ''): this {
    return this.#add({ type: 'facts-changed', by, data: { facts }, personal: why === '' ? {} : { why } });
  }

  drawn(by: string, report: DataOf<'report-drawn'>['report'], body: string): this {
    return this.#add({ type: 'report-drawn', by, data: { report }, personal: { body } });
  }

  joined(by: string, other: string): this {
    return this.#add({ type: 'joined', by, data: { with: other }, personal: {} });
  }

  noted(by: string, note: string): this {
    return this.#add({ type: 'noted', by, data: {}, personal: { note } });
  }

  closed(by: string, written: Record<string, string> = {}, minor = false): this {
    return this.#add({ type: 'closed', by, data: { minor }, personal: written });
  }

  reopened(by: string): this {
    return this.#add({ type: 'reopened', by, data: {}, personal: {} });
  }

  #add(event: Event): this {
    this.events.push({ ...event, at: this.#now } as CaseEvent);
    return this;
  }
}

type Event = {
  [Type in CaseEvent['type']]: Omit<Extract<CaseEvent, { type: Type }>, 'at'>;
}[CaseEvent['type']];
