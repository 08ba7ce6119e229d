import type { DecisionGraph, GraphNode } from '../../knowledge/rules/decision-graph.ts';
import { valuesWords } from './fact-words.ts';
import type { DiagramView, OutcomeKindView, OutcomeView } from './view.ts';

/** A flow's graph in words. Questions are numbered from the root, ends bear the number of their outcome. */
export function diagramView(graph: DecisionGraph, outcomes: readonly OutcomeKindView[]): DiagramView {
  const questions = graph.nodes.filter((node) => node.type === 'question');
  const ids = new Map<GraphNode, string>(questions.map((node, place) => [node, `q${place + 1}`]));
  for (const node of graph.nodes)
    if (node.type === 'end') ids.set(node, `end${outcomeOf(node, outcomes).number}`);
  const idOf = (node: GraphNode) => ids.get(node) ?? '';
  return {
    boxes: graph.nodes.map((node) => {
      const id = idOf(node);
      if (node.type === 'end') {
        const { number, outcome } = outcomeOf(node, outcomes);
        return {
          type: 'end',
          id,
          tone: outcome.tone,
          label: outcome.label,
          details: details(outcome),
          outcome: number,
        };
      }
      const { fact, domain, branches } = node;
      return {
        type: 'question',
        id,
        name: fact.name,
        question: fact.question,
        branches: branches.map(({ values, to }) => ({
          label: valuesWords(fact, domain, values),
          to: idOf(to),
        })),
      };
    }),
  };
}

function outcomeOf(node: GraphNode, outcomes: readonly OutcomeKindView[]): OutcomeKindView {
  const outcome = node.type === 'end' ? outcomes[node.kinds[0] ?? 0] : undefined;
  if (outcome === undefined) throw new Error('an end of the graph stands for no outcome');
  return outcome;
}

function details({ permission, exception, duties }: OutcomeView): string[] {
  const lines: string[] = [];
  if (permission !== null)
    lines.push(
      joined(
        permission.posts.map(({ name }) => name),
        permission.mode,
      ),
    );
  if (exception !== null) {
    const lifted = joined(
      exception.posts.map(({ name }) => name),
      exception.mode,
    );
    lines.push(`例外：${lifted}の許可`);
    if (exception.alsoNeeds.length > 0)
      lines.push(`ほかに${exception.alsoNeeds.map(({ name }) => name).join('・')}`);
  }
  const must = duties.filter(({ strength }) => strength === 'must').length;
  const should = duties.length - must;
  const counted = [must > 0 ? `義務 ${must}` : '', should > 0 ? `努力 ${should}` : ''].filter(Boolean);
  if (counted.length > 0) lines.push(counted.join('・'));
  return lines;
}

function joined(names: readonly string[], mode: 'all' | 'any'): string {
  return names.join(mode === 'any' ? '又は' : '→');
}
