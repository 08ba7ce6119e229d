import { faultsOf } from '../../../knowledge/rules/fact-values.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { withEvent } from './case.ts';
import type { CaseContext } from './case-command.ts';
import type { CaseEvent } from './case-events.ts';
import { STAFF, type StandingStep } from './case-standing.ts';
import { event, follow, storable } from './follow.ts';
import type { Reporter, ReportFiling } from './report-filing.ts';

/**
 * Opens a case: what was reported, who is told of it, and what is done thereby.
 * @param number the case's own.
 * @param section the unit whose matter it is.
 */
export function report(
  number: string,
  filing: ReportFiling,
  reporter: Reporter,
  section: string,
  procedure: Procedure,
  context: CaseContext,
): readonly CaseEvent[] {
  const listed = reporter.kind === 'listed';
  const person = listed ? (filing.concerning ?? reporter.person) : null;
  const reported = event(
    'reported',
    {
      flow: filing.flow,
      facts: readableFacts(procedure, filing.facts),
      subject: person === null ? { section } : { person, section },
      reporter: reporter.kind,
      // Nobody goes past themselves: what a person reports of their own, they know.
      about: filing.about === context.by ? null : filing.about,
      system: filing.system,
      with: filing.with,
      drill: filing.drill === null ? null : { roles: [...filing.drill.roles] },
    },
    context,
    listed ? filing.written : { ...filing.written, 'reporter-name': reporter.name },
  );
  const one = withEvent(null, reported, number);
  const { steps } = context.procedures.standing(one);
  // To tell somebody is done by the report; what the reporter has to do with their own hands is not.
  const done = steps
    .filter(({ step, state, bearers, tells }) => state === 'open' && isReporting(step.opens, bearers, tells))
    .map(({ step }) =>
      event('step-done', { step: step.id, role: STAFF, deputy: false, opened: null }, context),
    );
  return follow(number, null, [reported, ...done], context, listed ? [] : context.cases.unlisted);
}

function isReporting(
  opens: StandingStep['step']['opens'],
  bearers: readonly string[],
  tells: readonly string[],
): boolean {
  return opens === null && bearers.includes(STAFF) && tells.length > 0;
}

/** Values of another version of the pack are left out: the case asks for them anew. */
function readableFacts(procedure: Procedure, facts: Facts) {
  const wrong = new Set(faultsOf(procedure, facts).map(({ fact }) => fact));
  const right = Object.entries(facts).filter(([id]) => !wrong.has(id));
  return storable(Object.fromEntries(right));
}
