import type { Request } from './request.ts';
import { foldRequest } from './request.ts';
import type { Asked, Decision, RequestEvent, Step } from './request-events.ts';

/** What is wanted of an application, by somebody who was authenticated. */
export type RequestCommand =
  | {
      readonly do: 'decide';
      readonly step: number;
      readonly round: number;
      readonly decision: Decision;
      readonly conditions: string;
      readonly reason: string;
    }
  | { readonly do: 'withdraw' }
  | { readonly do: 'counter-sign'; readonly step: number }
  | { readonly do: 'revoke'; readonly reason: string }
  /** A button that asks for words first: refused as the act itself would be, before anybody writes in vain. */
  | {
      readonly do: 'open';
      readonly act: 'conditions' | 'return' | 'refuse' | 'revoke' | 'again' | 'renew';
      readonly step: number;
      readonly round: number;
    }
  | { readonly do: 'file-again'; readonly filing: Filing };

/** What an asker files. */
export interface Filing {
  readonly data: Extract<RequestEvent, { type: 'requested' }>['data'];
  readonly written: Readonly<Record<string, string>>;
}

/** Who holds a role for an asker today. */
export type ResolveRole = (
  role: string,
  asker: string,
  system: string | null,
) => Omit<Asked, 'persons'> & {
  readonly persons: readonly string[];
};

export interface RequestContext {
  readonly by: string;
  readonly at: Date;
  readonly resolve: ResolveRole;
}

export type RequestRefusal =
  /** Nobody stands above: the reason says so. */
  | { readonly code: 'NOBODY_TO_ASK'; readonly reason: string }
  | { readonly code: 'NOT_YOURS' }
  /** Somebody else was quicker, or it was withdrawn. */
  | { readonly code: 'NOT_OPEN' }
  /** What a deputy decided is seen by the holder, who is still away. */
  | { readonly code: 'STILL_ABSENT' }
  | { readonly code: 'REASON_MISSING' }
  | { readonly code: 'CONDITIONS_MISSING' };

/** The events that a command leads to. A refused press of an existing application leaves one too. */
export type Handled =
  | { readonly ok: true; readonly events: readonly RequestEvent[] }
  | { readonly ok: false; readonly refusal: RequestRefusal; readonly events: readonly RequestEvent[] };

/** Files an application and asks for its first permission. */
export function file(filing: Filing, context: RequestContext): Handled {
  const requested = event('requested', filing.data, context, filing.written);
  return asking(foldRequest('', [requested]), [requested], context);
}

/** Does what is wanted, where it is open and theirs. */
export function handle(request: Request, command: RequestCommand, context: RequestContext): Handled {
  const refuse = (refusal: RequestRefusal): Handled => ({
    ok: false,
    refusal,
    events: [event('press-refused', { act: actOf(command), why: refusal.code }, context)],
  });
  switch (command.do) {
    case 'decide':
      return decide(request, command, context, refuse);
    case 'withdraw':
      if (context.by !== request.asker) return refuse({ code: 'NOT_YOURS' });
      if (request.status !== 'waiting' && request.status !== 'returned') return refuse({ code: 'NOT_OPEN' });
      return { ok: true, events: [event('withdrawn', {}, context)] };
    case 'file-again': {
      if (context.by !== request.asker) return refuse({ code: 'NOT_YOURS' });
      if (request.status !== 'returned') return refuse({ code: 'NOT_OPEN' });
      const requested = event('requested', command.filing.data, context, command.filing.written);
      const again = { ...request, ...command.filing.data, step: 0, decisions: [] };
      return asking(again, [requested], context);
    }
    case 'counter-sign': {
      const decision = request.decisions.find(({ step }) => step === command.step);
      if (decision === undefined || !decision.deputy || decision.counterSigned !== null)
        return refuse({ code: 'NOT_OPEN' });
      const holder = context.resolve(decision.role, request.asker, request.system);
      if (holder.deputies) return refuse({ code: 'STILL_ABSENT' });
      if (!holder.persons.includes(context.by)) return refuse({ code: 'NOT_YOURS' });
      return { ok: true, events: [event('counter-signed', { step: command.step }, context)] };
    }
    case 'revoke':
      if (request.status !== 'approved') return refuse({ code: 'NOT_OPEN' });
      if (!mayRevoke(request, context)) return refuse({ code: 'NOT_YOURS' });
      if (command.reason.trim() === '') return { ok: false, refusal: { code: 'REASON_MISSING' }, events: [] };
      return { ok: true, events: [event('revoked', {}, context, { reason: command.reason })] };
    case 'open': {
      const refusal = refusalToOpen(request, command, context);
      return refusal === null ? { ok: true, events: [] } : refuse(refusal);
    }
  }
}

/** Why a button that asks for words first leads nowhere; null where it does. */
function refusalToOpen(
  request: Request,
  { act, step, round }: Extract<RequestCommand, { do: 'open' }>,
  context: RequestContext,
): RequestRefusal | null {
  switch (act) {
    case 'conditions':
    case 'return':
    case 'refuse':
      if (!isOpen(request, step, round)) return { code: 'NOT_OPEN' };
      return theirs(request, context) === undefined ? { code: 'NOT_YOURS' } : null;
    case 'revoke':
      if (request.status !== 'approved') return { code: 'NOT_OPEN' };
      return mayRevoke(request, context) ? null : { code: 'NOT_YOURS' };
    case 'again':
    case 'renew':
      if (context.by !== request.asker) return { code: 'NOT_YOURS' };
      return request.status === (act === 'again' ? 'returned' : 'approved') ? null : { code: 'NOT_OPEN' };
  }
}

/** Whether the step that a button was made for still waits. */
function isOpen(request: Request, step: number, round: number): boolean {
  return (
    request.status === 'waiting' &&
    request.asked.length > 0 &&
    round === request.round &&
    step === request.step
  );
}

/** The post by which somebody may decide the step that waits. */
function theirs(request: Request, context: RequestContext) {
  if (context.by === request.asker) return undefined;
  return askFor(request.steps[request.step], request, context).find(({ persons }) =>
    persons.includes(context.by),
  );
}

/** The act as the record names it. */
function actOf(command: RequestCommand): string {
  return command.do === 'open' ? command.act : command.do;
}

/** Who may give a permission of the chain may take it back. */
function mayRevoke(request: Request, context: RequestContext): boolean {
  return request.steps.some(({ roles }) =>
    roles.some((role) => context.resolve(role, request.asker, request.system).persons.includes(context.by)),
  );
}

function decide(
  request: Request,
  command: Extract<RequestCommand, { do: 'decide' }>,
  context: RequestContext,
  refuse: (refusal: RequestRefusal) => Handled,
): Handled {
  if (!isOpen(request, command.step, command.round)) return refuse({ code: 'NOT_OPEN' });
  const mine = theirs(request, context);
  if (mine === undefined) return refuse({ code: 'NOT_YOURS' });
  // What is missing can be filled in: no line in the record for it.
  const missing = (code: 'REASON_MISSING' | 'CONDITIONS_MISSING'): Handled => ({
    ok: false,
    refusal: { code },
    events: [],
  });
  const { decision, conditions, reason } = command;
  if ((decision === 'returned' || decision === 'refused') && reason.trim() === '')
    return missing('REASON_MISSING');
  if (decision === 'approved-with-conditions' && conditions.trim() === '')
    return missing('CONDITIONS_MISSING');
  const decided = event(
    'decided',
    { step: command.step, decision, role: mine.role, deputy: mine.deputies },
    context,
    Object.fromEntries(Object.entries({ conditions, reason }).filter(([, text]) => text.trim() !== '')),
  );
  const approved = decision === 'approved' || decision === 'approved-with-conditions';
  if (!approved || request.step === request.steps.length - 1) return { ok: true, events: [decided] };
  return asking({ ...request, step: request.step + 1 }, [decided], context);
}

/** Asks for the step that is due; a step whose post is held by who has just permitted is covered by that. */
function asking(request: Request, before: readonly RequestEvent[], context: RequestContext): Handled {
  const events = [...before];
  for (let step = request.step; step < request.steps.length; step += 1) {
    const asked = askFor(request.steps[step], request, context);
    const same =
      step > 0 ? asked.find(({ persons, deputies }) => !deputies && persons.includes(context.by)) : undefined;
    if (same !== undefined) {
      events.push(event('covered', { step, role: same.role }, context));
      continue;
    }
    const somebody = asked.filter(({ persons }) => persons.length > 0);
    if (somebody.length === 0) {
      return { ok: false, refusal: { code: 'NOBODY_TO_ASK', reason: asked[0]?.reason ?? '' }, events: [] };
    }
    events.push(
      event(
        'routed',
        { step, asked: somebody.map((one) => ({ ...one, persons: [...one.persons] })) },
        context,
      ),
    );
    break;
  }
  return { ok: true, events };
}

/** Somebody whom an application does not concern pressed what they cannot have been shown: nothing but a line in the record. */
export function pressOfOutsider(command: RequestCommand, context: RequestContext): RequestEvent {
  return event('press-refused', { act: actOf(command), why: 'NOT_CONCERNED' }, context);
}

/** The same press came twice: what it did stands, and the second is on record as one that did nothing. */
export function pressRepeated(command: RequestCommand, context: RequestContext): RequestEvent {
  return event('press-refused', { act: actOf(command), why: 'ALREADY_DONE' }, context);
}

/** The posts of a step and who holds them for this asker today. */
export function askFor(
  step: Step | undefined,
  { asker, system }: Pick<Request, 'asker' | 'system'>,
  { resolve }: Pick<RequestContext, 'resolve'>,
) {
  return (step?.roles ?? []).map((role) => ({ ...resolve(role, asker, system), role }));
}

function event<Type extends RequestEvent['type']>(
  type: Type,
  data: Extract<RequestEvent, { type: Type }>['data'],
  { by, at }: Pick<RequestContext, 'by' | 'at'>,
  personal: Readonly<Record<string, string>> = {},
): RequestEvent {
  return { type, by, at, data, personal } as RequestEvent;
}
