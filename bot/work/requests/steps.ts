import type { Outcome } from '../../../knowledge/rules/outcome.ts';
import type { Step } from './request-events.ts';

/**
 * The permissions that an outcome asks for, in the order in which they are asked: where a prohibition has to be lifted,
 * what would be due anyway comes first, since those posts stand nearer to the asker. Null where no permission helps.
 */
export function stepsOf({ verdict, approvers, approversMode, exception, citations }: Outcome): Step[] | null {
  if (verdict === 'approval') return chain(approvers, approversMode, citations);
  if (verdict !== 'prohibited' || exception === null) return null;
  return [
    ...exception.alsoNeeds
      .filter((role) => !exception.approvers.includes(role))
      .map((role): Step => ({ roles: [role], citations: [...citations] })),
    ...chain(exception.approvers, exception.mode, exception.citations),
  ];
}

function chain(roles: readonly string[], mode: 'all' | 'any', citations: readonly string[]): Step[] {
  if (mode === 'any') return [{ roles: [...roles], citations: [...citations] }];
  return roles.map((role) => ({ roles: [role], citations: [...citations] }));
}
