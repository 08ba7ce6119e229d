import { isDeepStrictEqual } from 'node:util';
import type { Case } from './case.ts';
import type { Alert } from './case-events.ts';
import type { CasePosts } from './case-posts.ts';
import { takesPart } from './case-rights.ts';
import { type CaseStanding, STAFF, type StandingStep } from './case-standing.ts';
import { alertId, kept } from './escalation.ts';

/** A role that a step reaches: it is told of what was done, or the step is its to do. */
interface Reach {
  readonly step: StandingStep;
  readonly role: string;
  readonly why: Alert['why'];
}

/**
 * Who has to be told now, one alert a role: whom a step that was done tells, and whose step has become open. Nobody is told
 * again of what they know and are asked nothing new about; whoever holds a post newly is told.
 * @param before how the case stood; null at its beginning.
 * @param by who acts, and knows of it.
 * @param also roles that are told besides, of the first step.
 */
export function alertsDue(
  one: Case,
  before: CaseStanding | null,
  after: CaseStanding,
  posts: CasePosts,
  { by, at, also = [] }: { readonly by: string; readonly at: Date; readonly also?: readonly string[] },
): readonly Alert[] {
  const asked = new Set((before === null ? [] : bearersIn(before)).map(keyOf));
  const told = toldIn(after);
  const [first] = after.steps.filter(({ state }) => state === 'done');
  if (first !== undefined) told.push(...also.map((role): Reach => ({ step: first, role, why: 'tell' })));
  const acts = bearersIn(after);
  const alerts: Alert[] = [];
  for (const role of new Set([...told, ...acts].map(({ role }) => role))) {
    if (!takesPart(one, role)) continue;
    const found = posts.resolve(one, role, at, by);
    const ofRole = one.alerts.filter((alert) => alert.role === role);
    const isReached = found.persons.some((person) => ofRole.some(({ persons }) => persons.includes(person)));
    const tell = told.findLast((reach) => reach.role === role);
    const mine = acts.filter((reach) => reach.role === role);
    const fresh = firstOf(mine.filter((reach) => !asked.has(keyOf(reach))));
    const reach = isReached
      ? // Who has just acted sees what comes next.
        found.persons.includes(by)
        ? undefined
        : fresh
      : // An open step tells them: they hear of it by that step, in the order of the procedure.
        (tell ?? firstOf(mine.filter((reach) => ofRole.length > 0 || !isToldBefore(after, reach))));
    // Nobody could be found before, and nobody can be now.
    if (reach === undefined || (found.persons.length === 0 && ofRole.length > 0)) continue;
    alerts.push({
      id: alertId(one.alerts, reach.step.step.id, role),
      of: null,
      step: reach.step.step.id,
      role,
      why: reach.why,
      pace: reach.step.step.due.pace,
      level: 0,
      ...kept({ ...found, because: [...new Set([...groundsOf(reach), ...found.because])] }),
    });
  }
  // Whom a clause names to be told comes before whoever has to go on.
  return [...alerts.filter(({ why }) => why === 'tell'), ...alerts.filter(({ why }) => why === 'act')];
}

function toldIn({ steps }: CaseStanding): Reach[] {
  return steps
    .filter(({ state, overtaken, step }) => state === 'done' && !overtaken && step.opens === null)
    .flatMap((step) => step.tells.map((role): Reach => ({ step, role, why: 'tell' })));
}

function bearersIn({ steps }: CaseStanding): Reach[] {
  return steps
    .filter(({ state }) => state === 'open')
    .flatMap((step) =>
      step.bearers.filter((role) => role !== STAFF).map((role): Reach => ({ step, role, why: 'act' })),
    );
}

/**
 * The clauses on which a role is reached, the deciding one first: who is told or asked on a condition, by the clause under
 * that same condition (a システム管理者 of an attack by 2.7.5#7), not by the one that names the others.
 */
function groundsOf({ step: { step, citations }, role, why }: Reach): readonly string[] {
  const parts = why === 'tell' ? step.tells : step.bearers;
  const when = parts.find(({ value }) => value === role)?.when ?? null;
  const own = step.citations.filter((cited) => when !== null && isDeepStrictEqual(cited.when, when));
  return [...own.map(({ value }) => value), ...citations];
}

/** The policy's own step before one of a law beside it, which may take its time and is not confirmed by the city. */
function firstOf(reaches: readonly Reach[]): Reach | undefined {
  return reaches.find(({ step }) => step.step.law === null) ?? reaches[0];
}

function isToldBefore({ steps }: CaseStanding, { step, role }: Reach): boolean {
  const place = steps.indexOf(step);
  return steps.slice(0, place).some(({ state, tells }) => state === 'open' && tells.includes(role));
}

function keyOf({ step, role }: Reach): string {
  return `${step.step.id} ${role}`;
}
