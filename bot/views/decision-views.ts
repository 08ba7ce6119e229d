import type { Pack } from '../../knowledge/pack.ts';
import { checkFlow } from '../../knowledge/rules/check.ts';
import { Decider } from '../../knowledge/rules/decider.ts';
import type { Flow } from '../../knowledge/rules/flow.ts';
import { outcomeKinds } from '../../knowledge/rules/outcome-kinds.ts';
import { checkView } from './check-view.ts';
import { ClausesAndPosts } from './clauses-and-posts.ts';
import { coverageView } from './coverage-view.ts';
import { flowView } from './flow-view.ts';
import { flowName, verdictView } from './verdict-view.ts';
import type { CheckView, CoverageView, DecisionViews, FlowView } from './view.ts';

/**
 * The guided decisions of a pack, as pages show them. Each view is worked out when it is first asked for, and kept: the
 * pack does not change while the process runs.
 */
export function createDecisionViews(pack: Pack): DecisionViews {
  const around = new ClausesAndPosts(pack);
  const flows = new Map<string, Flow>(pack.flows.map((flow) => [flow.id, flow]));
  const nameOf = (id: string) => {
    const flow = flows.get(id);
    return flow === undefined ? null : flowName(flow);
  };
  const kinds = kept(outcomeKinds);
  const check = kept((flow): CheckView => checkView(flow, checkFlow(flow, pack.policy), kinds(flow), around));
  const view = kept((flow): FlowView => flowView(flow, check(flow), kinds(flow), around, nameOf));
  const decider = kept((flow) => new Decider(flow));
  let coverage: CoverageView | undefined;
  const { city, name, source, fingerprint } = pack;
  return {
    policy: { city, name, source, fingerprint },
    checks: () => pack.flows.map(check),
    coverage() {
      coverage ??= coverageView(pack, around);
      return coverage;
    },
    flow(id) {
      const flow = flows.get(id);
      return flow === undefined ? null : view(flow);
    },
    verdict(id, facts) {
      const flow = flows.get(id);
      if (flow === undefined) return { code: 'FLOW_UNKNOWN', asked: id, allowed: pack.flows.map(flowName) };
      return verdictView(decider(flow), facts, pack, around);
    },
  };
}

function kept<T>(make: (flow: Flow) => T): (flow: Flow) => T {
  const made = new Map<string, T>();
  return (flow) => {
    const before = made.get(flow.id);
    if (before !== undefined) return before;
    const value = make(flow);
    made.set(flow.id, value);
    return value;
  };
}
