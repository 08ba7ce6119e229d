import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Alert, CardFate, CaseEvent, ReportKind } from './case-events.ts';

/** An alert with what became of it. */
export interface StandingAlert extends Alert {
  readonly at: Date;
  readonly acknowledged: { readonly by: string; readonly at: Date } | null;
  /** Whom it could not be delivered to, by which channel. */
  readonly undelivered: readonly { readonly person: string; readonly channel: string; readonly at: Date }[];
  /** When others were told because of it, or, with nobody left above, the same ones again. */
  readonly escalations: readonly { readonly at: Date; readonly exhausted: boolean }[];
  /** Nobody is left above whom to tell. */
  readonly exhausted: boolean;
}

/** A step that was done. */
export interface DoneStep {
  readonly step: string;
  readonly by: string;
  readonly at: Date;
  readonly role: string;
  readonly deputy: boolean;
  readonly opened: string | null;
  /** Collected field → text; a field that was erased is not there. */
  readonly written: Readonly<Record<string, string>>;
}

/** A case, folded from its events. Which steps are due follows from `facts` (`case-standing.ts`). */
export interface Case {
  readonly id: string;
  /** How many events it is made of: what a next event expects. */
  readonly version: number;
  readonly flow: string;
  readonly status: 'open' | 'closed';
  readonly reporter: string;
  readonly reporterListed: boolean;
  /** When it was reported. */
  readonly at: Date;
  readonly subject: Extract<CaseEvent, { type: 'reported' }>['data']['subject'];
  readonly about: string | null;
  readonly system: string | null;
  readonly with: string | null;
  readonly drill: { readonly roles: readonly string[] } | null;
  readonly facts: Facts;
  /** What was known from when on, the latest last. */
  readonly learnt: readonly { readonly at: Date; readonly facts: Facts }[];
  /** What was written at the intake. */
  readonly written: Readonly<Record<string, string>>;
  readonly alerts: readonly StandingAlert[];
  readonly done: readonly DoneStep[];
  readonly reports: readonly {
    readonly report: ReportKind;
    readonly by: string;
    readonly at: Date;
    readonly body: string;
  }[];
  readonly notes: readonly { readonly by: string; readonly at: Date; readonly note: string }[];
  /** What became of the card, without what was taken back. */
  readonly card: readonly {
    readonly fate: CardFate;
    readonly by: string;
    readonly at: Date;
    readonly written: Readonly<Record<string, string>>;
  }[];
  readonly joined: readonly string[];
  readonly closed: {
    readonly by: string;
    readonly at: Date;
    readonly minor: boolean;
    readonly written: Readonly<Record<string, string>>;
  } | null;
}

/** Folds the events of one stream. @throws where the first is no report. */
export function foldCase(id: string, events: readonly CaseEvent[]): Case {
  const folded = events.reduce<Case | null>((before, event) => withEvent(before, event, id), null);
  if (folded === null) throw new Error(`${id} has no events`);
  return folded;
}

/** A case after one more event; null before the first. @throws where the first is no report. */
export function withEvent(before: Case | null, event: CaseEvent, id: string): Case {
  if (before !== null) return { ...next(before, event), version: before.version + 1 };
  if (event.type !== 'reported') throw new Error(`${id} does not begin with a report`);
  const { flow, facts, subject, reporter, about, system, drill } = event.data;
  return {
    id,
    version: 1,
    flow,
    status: 'open',
    reporter: event.by,
    reporterListed: reporter === 'listed',
    at: event.at,
    subject,
    about,
    system,
    with: event.data.with,
    drill,
    facts,
    learnt: [{ at: event.at, facts }],
    written: event.personal,
    alerts: [],
    done: [],
    reports: [],
    notes: [],
    card: [],
    joined: [],
    closed: null,
  };
}

function next(one: Case, event: CaseEvent): Case {
  const { by, at } = event;
  switch (event.type) {
    case 'reported':
      throw new Error(`${one.id} is reported twice`);
    case 'alerted':
      return { ...one, alerts: [...one.alerts, ...event.data.alerts.map((alert) => standing(alert, at))] };
    case 'acknowledged':
      return withAlert(one, event.data.alert, (alert) => ({
        acknowledged: alert.acknowledged ?? { by, at },
      }));
    case 'escalated': {
      const { alert, alerts, exhausted } = event.data;
      const marked = withAlert(one, alert, ({ escalations }) => ({
        exhausted,
        escalations: [...escalations, { at, exhausted }],
      }));
      return { ...marked, alerts: [...marked.alerts, ...alerts.map((other) => standing(other, at))] };
    }
    case 'undelivered': {
      const { alert, person, channel } = event.data;
      return withAlert(one, alert, ({ undelivered }) => ({
        undelivered: [...undelivered, { person, channel, at }],
      }));
    }
    case 'facts-changed': {
      const facts = merged(one.facts, event.data.facts);
      const { system = one.system } = event.data;
      return { ...one, facts, learnt: [...one.learnt, { at, facts }], system };
    }
    case 'step-done': {
      const { step, role, deputy, opened } = event.data;
      // Done once: what is done is never undone, and nobody does it again.
      if (one.done.some((done) => done.step === step)) return one;
      return { ...one, done: [...one.done, { step, by, at, role, deputy, opened, written: event.personal }] };
    }
    case 'report-drawn':
      return {
        ...one,
        reports: [...one.reports, { report: event.data.report, by, at, body: event.personal.body ?? '' }],
      };
    case 'card-recorded':
      return { ...one, card: [...one.card, { fate: event.data.fate, by, at, written: event.personal }] };
    case 'card-taken-back':
      return { ...one, card: one.card.filter(({ fate }) => fate !== event.data.fate) };
    case 'joined':
      return { ...one, joined: [...new Set([...one.joined, event.data.with])] };
    case 'closed':
      return {
        ...one,
        status: 'closed',
        closed: { by, at, minor: event.data.minor, written: event.personal },
      };
    case 'reopened':
      return { ...one, status: 'open', closed: null };
    case 'noted':
      return { ...one, notes: [...one.notes, { by, at, note: event.personal.note ?? '' }] };
    case 'press-refused':
      return one;
  }
}

/** Facts after some were learnt, or, where null, are not known any more. */
export function merged(known: Facts, changed: Readonly<Record<string, Facts[string] | null>>): Facts {
  return Object.fromEntries(
    Object.entries({ ...known, ...changed }).filter(
      (entry): entry is [string, Facts[string]] => entry[1] !== null,
    ),
  );
}

function standing(alert: Alert, at: Date): StandingAlert {
  return { ...alert, at, acknowledged: null, undelivered: [], escalations: [], exhausted: false };
}

function withAlert(one: Case, id: string, change: (alert: StandingAlert) => Partial<StandingAlert>): Case {
  return {
    ...one,
    alerts: one.alerts.map((alert) => (alert.id === id ? { ...alert, ...change(alert) } : alert)),
  };
}
