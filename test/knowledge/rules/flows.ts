import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Condition, Conditions, Fact, Flow, Row, Table } from '../../../knowledge/rules/flow.ts';

/** Builders, so that a test shows only what it is about. */

export const clause = (id: string) => id as ClauseId;

export function fact(
  id: string,
  options: readonly string[] = ['true', 'false'],
  more: Partial<Fact> = {},
): Fact {
  return {
    id,
    type: options.join(' ') === 'true false' ? 'boolean' : 'choice',
    name: id,
    question: `${id}？`,
    help: '',
    clause: clause('1.1'),
    options: options.map((value) => ({ value, label: value, help: '', words: [] })),
    least: 0,
    greatest: 0,
    counts: [],
    ordered: false,
    foundBy: null,
    canChange: false,
    ...more,
  };
}

export function subset(id: string, options: readonly string[]): Fact {
  return fact(id, options, { type: 'subset' });
}

export function number(id: string, least: number, greatest: number): Fact {
  return fact(id, [], { type: 'number', least, greatest });
}

/** `{ a: 'true', b: ['x', 'y'] }` */
export function when(
  conditions: Readonly<Record<string, string | readonly string[] | Condition>>,
): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([id, condition]) => [
      id,
      typeof condition === 'string'
        ? { is: [condition] }
        : Array.isArray(condition)
          ? { is: condition as readonly string[] }
          : (condition as Condition),
    ]),
  );
}

let rows = 0;

export function row(conditions: Conditions | readonly Conditions[], effect: Partial<Row> = {}): Row {
  rows += 1;
  return {
    when: [conditions].flat() as Conditions[],
    says: '',
    verdict: null,
    result: null,
    approvers: [],
    mode: 'all',
    lifting: null,
    duties: [],
    note: '',
    citations: Object.keys(effect).length > 0 ? [clause('1.1')] : [],
    place: `flows/test.yaml:${rows}`,
    ...effect,
  };
}

export function table(...rowsOfTable: readonly Row[]): Table {
  return { rule: '規則', rows: rowsOfTable };
}

export function flow(facts: readonly Fact[], tables: readonly Table[], more: Partial<Flow> = {}): Flow {
  return {
    id: 'test',
    title: '試験',
    file: 'flows/test.yaml',
    facts,
    results: [],
    tables,
    prominentLimits: [],
    milder: [],
    seeAlso: [],
    readings: [{ clause: clause('1.1'), fingerprint: '00000000' }],
    secret: null,
    application: [],
    ...more,
  };
}
