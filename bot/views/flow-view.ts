import { askedOnTheWay, decisionGraph } from '../../knowledge/rules/decision-graph.ts';
import type { Conditions, Fact, Flow, Row, Table } from '../../knowledge/rules/flow.ts';
import type { OutcomeKinds } from '../../knowledge/rules/outcome-kinds.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { diagramView } from './diagram-view.ts';
import { conditionsWords, factsWords } from './fact-words.ts';
import { dutyView, liftingView, outcomeView, permissionView } from './outcome-view.ts';
import { verdictWords } from './outcome-words.ts';
import type {
  AnsweredFact,
  CheckView,
  FlowName,
  FlowView,
  OpenPoint,
  OutcomeKindView,
  QuestionView,
  RowView,
  TableView,
} from './view.ts';

/** A whole flow in words: what is asked, what the rules say, what it comes to, and its diagram. */
export function flowView(
  flow: Flow,
  check: CheckView,
  kinds: OutcomeKinds,
  around: ClausesAndPosts,
  nameOf: (flow: string) => FlowName | null,
): FlowView {
  const graph = decisionGraph(flow, kinds, String);
  const outcomes = kinds.kinds.map(({ outcome, count, example }, place): OutcomeKindView => {
    const asked = askedOnTheWay(graph, example);
    return {
      number: place + 1,
      outcome: outcomeView(flow, outcome, around),
      combinations: count,
      example: { facts: asked, answers: factsWords(flow, asked) },
    };
  });
  return {
    id: flow.id,
    title: flow.title,
    check,
    questions: flow.facts.map((fact) => questionView(fact, around, nameOf)),
    tables: flow.tables.map((table) => tableView(flow, table, around)),
    outcomes,
    open: openPoints(flow, around),
    lawsFirst: flow.prominentLimits.length === 0 ? null : whenWords(flow, flow.prominentLimits),
    secret: flow.secret,
    diagram: diagramView(graph, outcomes),
  };
}

function questionView(
  fact: Fact,
  around: ClausesAndPosts,
  nameOf: (flow: string) => FlowName | null,
): QuestionView {
  const { name, question, help, clause, options, ordered, foundBy, type, least, greatest } = fact;
  return {
    name,
    question,
    help,
    clause: around.quote(clause),
    options:
      type === 'number'
        ? [{ label: `${least} から ${greatest} までの整数`, help: '' }]
        : options.map((option) => ({ label: option.label, help: option.help })),
    ordered,
    foundBy: foundBy === null ? null : nameOf(foundBy),
  };
}

function tableView(flow: Flow, { rule, rows }: Table, around: ClausesAndPosts): TableView {
  return {
    rule,
    rows: rows.map((row) => rowView(flow, row, around)),
    quotes: around.quotes(
      rows.flatMap((row) => [
        ...row.citations,
        ...(row.lifting?.citations ?? []),
        ...row.duties.map(({ citation }) => citation),
      ]),
    ),
  };
}

function rowView(flow: Flow, row: Row, around: ClausesAndPosts): RowView {
  const when = whenWords(flow, row.when);
  // A row without a clause has no effect: its rule does not reach the case.
  if (row.citations.length === 0) return { when, effect: null };
  const words = verdictWords(flow, row);
  return {
    when,
    effect: {
      tone: words?.tone ?? null,
      label: words?.label ?? '',
      says: row.says,
      permission: permissionView(row.approvers, row.mode, around),
      lifting: row.lifting && liftingView(row.lifting, [], around),
      duties: row.duties.map((duty) => dutyView(duty, around)),
      note: row.note,
      citations: around.names(row.citations),
    },
  };
}

function whenWords(flow: Flow, when: readonly Conditions[]): AnsweredFact[][] {
  return when.map((conditions) => conditionsWords(flow, conditions));
}

function openPoints(flow: Flow, around: ClausesAndPosts): OpenPoint[] {
  const rows = flow.tables.flatMap((table) => table.rows);
  const point = (kind: 'consult' | 'note', row: Row, says: string): OpenPoint => ({
    kind,
    when: whenWords(flow, row.when),
    says,
    citations: around.names(row.citations),
  });
  return [
    ...rows.filter((row) => row.verdict === 'consult').map((row) => point('consult', row, row.says)),
    ...flow.milder.map(
      ({ when, clause, because }): OpenPoint => ({
        kind: 'milder',
        when: whenWords(flow, [when]),
        says: because,
        citations: [around.name(clause)],
      }),
    ),
    ...rows.filter((row) => row.note !== '').map((row) => point('note', row, row.note)),
  ];
}
