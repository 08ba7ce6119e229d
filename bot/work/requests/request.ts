import type { Asked, Decision, RequestEvent, Step } from './request-events.ts';

export type RequestStatus = 'waiting' | 'approved' | 'returned' | 'refused' | 'withdrawn' | 'revoked';

/** What one step came to. */
export interface StepDecision {
  readonly step: number;
  readonly by: string;
  readonly at: Date;
  readonly decision: Decision;
  readonly role: string;
  readonly deputy: boolean;
  readonly conditions: string;
  readonly reason: string;
  readonly counterSigned: { readonly by: string; readonly at: Date } | null;
}

/** An application for permission, folded from its events. */
export interface Request {
  readonly id: string;
  /** How many events it is made of: what a next event expects. */
  readonly version: number;
  readonly asker: string;
  readonly at: Date;
  readonly flow: string;
  readonly facts: Extract<RequestEvent, { type: 'requested' }>['data']['facts'];
  readonly verdict: 'approval' | 'prohibited';
  readonly citations: readonly string[];
  readonly steps: readonly Step[];
  readonly system: string | null;
  readonly from: string;
  readonly to: string;
  readonly returnBy: string | null;
  readonly renews: string | null;
  /** What the asker wrote, by field; a field that was erased is not there. */
  readonly written: Readonly<Record<string, string>>;
  readonly status: RequestStatus;
  /** How often it was filed anew. */
  readonly round: number;
  /** The step that waits, or the last one. */
  readonly step: number;
  /** Who is asked for it now. */
  readonly asked: readonly Asked[];
  /** Since when they are. */
  readonly askedAt: Date;
  readonly decisions: readonly StepDecision[];
  readonly revoked: { readonly by: string; readonly at: Date; readonly reason: string } | null;
  /** Everybody who ever had to do with it, so that a colleague may go on seeing what was decided. */
  readonly involved: readonly string[];
}

/** Folds the events of one stream. @throws where the first is no application. */
export function foldRequest(id: string, events: readonly RequestEvent[]): Request {
  const request = events.reduce<Request | null>((before, event) => withEvent(before, event, id), null);
  if (request === null) throw new Error(`${id} has no events`);
  return request;
}

/** An application after one more event; null before the first. @throws where the first is no application. */
export function withEvent(before: Request | null, event: RequestEvent, id: string): Request {
  if (before !== null) {
    const involved = [...new Set([...before.involved, ...involvedIn(event)])];
    return { ...next(before, event), involved, version: before.version + 1 };
  }
  if (event.type !== 'requested') throw new Error(`${id} does not begin with an application`);
  return { ...filed(event), involved: involvedIn(event), id, version: 1 };
}

function involvedIn(event: RequestEvent): readonly string[] {
  switch (event.type) {
    case 'routed':
      return [event.by, ...event.data.asked.flatMap(({ persons }) => persons)];
    case 'deputies-told':
      // They are to speak to the manager about it.
      return [event.by, ...event.data.deputies];
    case 'press-refused':
      // Who only pressed what was not theirs has had nothing to do with it.
      return [];
    default:
      return [event.by];
  }
}

type Filed = Extract<RequestEvent, { type: 'requested' }>;

function filed({ by, at, data, personal }: Filed): Omit<Request, 'id' | 'version' | 'involved'> {
  return {
    asker: by,
    at,
    ...data,
    written: personal,
    status: 'waiting',
    round: 0,
    step: 0,
    asked: [],
    askedAt: at,
    decisions: [],
    revoked: null,
  };
}

function next(request: Request, event: RequestEvent): Request {
  switch (event.type) {
    case 'requested':
      // Filed anew after it was sent back: the chain begins again.
      return { ...request, ...filed(event), at: request.at, round: request.round + 1 };
    case 'routed':
      return { ...request, step: event.data.step, asked: event.data.asked, askedAt: event.at };
    case 'decided':
      return decided(request, {
        ...event.data,
        by: event.by,
        at: event.at,
        conditions: event.personal.conditions ?? '',
        reason: event.personal.reason ?? '',
        counterSigned: null,
      });
    case 'covered':
      return decided(request, {
        ...event.data,
        by: event.by,
        at: event.at,
        decision: 'approved',
        deputy: false,
        conditions: '',
        reason: '',
        counterSigned: null,
      });
    case 'counter-signed':
      return {
        ...request,
        decisions: request.decisions.map((one) =>
          one.step === event.data.step ? { ...one, counterSigned: { by: event.by, at: event.at } } : one,
        ),
      };
    case 'withdrawn':
      return { ...request, status: 'withdrawn', asked: [] };
    case 'revoked':
      return {
        ...request,
        status: 'revoked',
        revoked: { by: event.by, at: event.at, reason: event.personal.reason ?? '' },
      };
    case 'reminded':
    case 'deputies-told':
    case 'press-refused':
      return request;
  }
}

function decided(request: Request, decision: StepDecision): Request {
  const decisions = [...request.decisions.filter(({ step }) => step !== decision.step), decision];
  switch (decision.decision) {
    case 'returned':
    case 'refused':
      return { ...request, decisions, asked: [], status: decision.decision };
    case 'approved':
    case 'approved-with-conditions': {
      const last = decision.step === request.steps.length - 1;
      return { ...request, decisions, asked: [], status: last ? 'approved' : 'waiting' };
    }
  }
}

/** Whether a permission holds on a local day (`2026-11-24`). */
export function holdsOn({ status, from, to }: Request, date: string): boolean {
  return status === 'approved' && from <= date && date <= to;
}
