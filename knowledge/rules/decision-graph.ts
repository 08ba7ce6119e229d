import { placeIn } from './condition.ts';
import type { Fact, Facts, FactValue, Flow } from './flow.ts';
import type { OutcomeKinds } from './outcome-kinds.ts';

/**
 * A flow as a graph: questions in asking order, branches by value, ends. Questions that change nothing are not on the
 * way, as in the dialogue; ways that go on alike meet in one node; values that lead to the same node share a branch.
 * (A reduced ordered decision diagram with many values.)
 */
export interface DecisionGraph {
  readonly root: GraphNode;
  /** Every node once, the nearest to the root first. */
  readonly nodes: readonly GraphNode[];
}

export type GraphNode = QuestionNode | EndNode;

export interface QuestionNode {
  readonly type: 'question';
  readonly fact: Fact;
  /** The values that have to be told apart; every one is in exactly one branch. */
  readonly domain: readonly FactValue[];
  readonly branches: readonly { readonly values: readonly FactValue[]; readonly to: GraphNode }[];
}

export interface EndNode {
  readonly type: 'end';
  /** The places in {@link OutcomeKinds.kinds} that meet here. */
  readonly kinds: readonly number[];
}

/**
 * @param groupOf outcomes of one group make one end. The graph of all outcomes gives each its own group; a coarser
 * grouping gives a smaller graph, without the questions that only tell apart what is within a group.
 */
export function decisionGraph(
  flow: Flow,
  { kinds, kindOf, combinations }: OutcomeKinds,
  groupOf: (kind: number) => string,
): DecisionGraph {
  const { domains, strides } = combinations;
  const ends = new Map<string, EndNode>();
  for (const place of kinds.keys()) {
    const group = groupOf(place);
    ends.set(group, { type: 'end', kinds: [...(ends.get(group)?.kinds ?? []), place] });
  }
  const numbers = new Map<GraphNode, number>();
  const numberOf = (node: GraphNode) => {
    const number = numbers.get(node) ?? numbers.size;
    numbers.set(node, number);
    return number;
  };
  const questions = new Map<string, QuestionNode>();

  const build = (level: number, base: number): GraphNode => {
    const fact = flow.facts[level];
    if (fact === undefined) return ends.get(groupOf(kindOf(base))) as EndNode;
    const domain = domains[level] ?? [];
    const next = domain.map((_, digit) => build(level + 1, base + digit * (strides[level] ?? 1)));
    const [first] = next;
    if (first !== undefined && next.every((node) => node === first)) return first;
    const key = `${level} ${next.map(numberOf).join(' ')}`;
    const known = questions.get(key);
    if (known !== undefined) return known;
    const branches = [...new Set(next)].map((to) => ({
      to,
      values: domain.filter((_, digit) => next[digit] === to),
    }));
    const node: QuestionNode = { type: 'question', fact, domain, branches };
    questions.set(key, node);
    return node;
  };
  const root = build(0, 0);
  return { root, nodes: nodesFrom(root) };
}

/** The facts that are asked on the way to the end, of facts that say all. */
export function askedOnTheWay({ root }: DecisionGraph, facts: Facts): Facts {
  const asked: Record<string, FactValue> = {};
  let node = root;
  while (node.type === 'question') {
    const { fact, domain, branches } = node;
    const value = facts[fact.id] as FactValue;
    asked[fact.id] = value;
    const standing = domain[placeIn(domain, fact, value)] as FactValue;
    const branch = branches.find(({ values }) => values.includes(standing));
    if (branch === undefined) throw new Error(`no branch of ${fact.id} for ${String(value)}`);
    node = branch.to;
  }
  return asked;
}

function nodesFrom(root: GraphNode): GraphNode[] {
  const seen = new Set<GraphNode>([root]);
  for (const node of seen) {
    if (node.type === 'question') for (const { to } of node.branches) seen.add(to);
  }
  return [...seen];
}
