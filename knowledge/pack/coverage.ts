import type { Pack } from '../pack.ts';
import type { ClauseId } from '../policy/clause.ts';
import { type Modality, normOf } from '../policy/norms/norm.ts';
import { RoleNames } from '../policy/norms/role-names.ts';
import { citedBy } from '../rules/check.ts';
import { citedBySteps } from '../rules/procedure.ts';

/** What of the pack makes use of a clause. */
export type Use = 'flow' | 'report' | 'answer';

/** A clause that lays something on somebody, and what of the pack makes use of it. */
export interface CoveredClause {
  readonly clause: ClauseId;
  readonly modality: Modality;
  readonly bearers: readonly string[];
  readonly uses: ReadonlySet<Use>;
}

const OF_DUTY: ReadonlySet<Modality> = new Set([
  'obligation',
  'prohibition',
  'permission-required',
  'recommendation',
]);

/**
 * Every clause of duty in printed order. What a flow rests on is used by it; what a report decides or
 * quotes and what its steps rest on, by the report; what has a wording of its own is found when somebody asks for it.
 */
export function clauseCoverage(pack: Pack): CoveredClause[] {
  const reports = pack.intents.filter(({ kind }) => kind === 'report');
  const users: readonly (readonly [Use, ReadonlySet<string>])[] = [
    ['flow', new Set(pack.flows.flatMap((flow) => [...citedBy(flow)]))],
    [
      'report',
      new Set([
        ...reports.flatMap(({ decides, clauses }) => [...decides, ...clauses]),
        ...pack.procedures.flatMap((procedure) => [...citedBySteps(procedure)]),
      ]),
    ],
    ['answer', new Set(pack.wordings.map(({ clause }) => clause))],
  ];
  const names = new RoleNames(pack.roles);
  return pack.policy.all.flatMap((clause) => {
    const { modality, bearers } = normOf(clause, pack.policy, names);
    if (!OF_DUTY.has(modality)) return [];
    const uses = new Set(users.flatMap(([use, clauses]) => (clauses.has(clause.id) ? [use] : [])));
    return [{ clause: clause.id, modality, bearers, uses }];
  });
}
