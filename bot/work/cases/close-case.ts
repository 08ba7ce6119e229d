import type { Case } from './case.ts';
import type { CaseCommand, CaseContext, CaseHandled, Refuse, Take } from './case-command.ts';
import { takesPart } from './case-rights.ts';
import { STAFF, type StandingStep } from './case-standing.ts';
import { event, texts } from './follow.ts';
import { againstMinor, isReason } from './wanted-words.ts';

/** Whether cause and prevention are asked for: wherever somebody was to be told. */
export function needsCause(one: Case, { procedures }: Pick<CaseContext, 'procedures'>): boolean {
  const { steps } = procedures.standing(one);
  return steps.some(({ tells, step }) => tells.length > 0 && step.opens === null);
}

/** What a case has of cause and prevention so far, from what its steps collected. */
export function causeOf({ done }: Case): { readonly cause: string; readonly prevention: string } {
  const written = (field: string) =>
    done
      .map((step) => step.written[field] ?? '')
      .join('\n')
      .trim();
  return { cause: written('cause'), prevention: written('prevention') };
}

/** Ends a case where nothing stands in the way: no step, no open fact, and cause and prevention are there, or why it is minor. */
export function closeCase(
  one: Case,
  command: Extract<CaseCommand, { do: 'close' }>,
  context: CaseContext,
  refuse: Refuse,
  take: Take,
): CaseHandled {
  const { steps, open } = context.procedures.standing(one);
  const undone = steps.filter(({ state }) => state === 'open' || state === 'waiting');
  const left = undone.filter((step) => canBeDone(one, step, undone, context));
  if (left.length > 0) return refuse({ code: 'STEPS_OPEN', steps: left.map(({ step }) => step.title) });
  // A step may still fall due by what is not known: it would be lost.
  if (open.length > 0) return refuse({ code: 'FACTS_OPEN', facts: open.map(({ name }) => name) });
  const { minor, reason } = command;
  const known = causeOf(one);
  const cause = command.cause.trim() === '' ? known.cause : command.cause;
  const prevention = command.prevention.trim() === '' ? known.prevention : command.prevention;
  const against = minor ? againstMinor(one, context.cases) : [];
  if (against.length > 0) return refuse({ code: 'NOT_MINOR', facts: against });
  if (needsCause(one, context)) {
    if (minor && !isReason(reason)) return refuse({ code: 'REASON_MISSING' });
    if (!minor && (cause === '' || prevention === '')) return refuse({ code: 'CAUSE_MISSING' });
  }
  const written = minor ? { 'minor-reason': reason } : { cause, prevention };
  return take(event('closed', { minor }, context, texts(written)));
}

/**
 * Whether somebody can do a step, and those before it. Always; but in an exercise a post that is named may have nobody in it,
 * and what nobody can do does not keep it open for ever.
 */
function canBeDone(
  one: Case,
  { bearers, step }: StandingStep,
  undone: readonly StandingStep[],
  context: CaseContext,
): boolean {
  if (one.drill === null) return true;
  const { posts, at } = context;
  const isSomebodys = bearers.some(
    (role) => role === STAFF || (takesPart(one, role) && posts.holdersOf(one, role, at).length > 0),
  );
  const before = undone.find((other) => other.step.id === step.due.after);
  return isSomebodys && (before === undefined || canBeDone(one, before, undone, context));
}
