import type { Fact, FactValue } from './flow.ts';

/** A fact that is not asked for, or a value that it cannot have. */
export interface FactFault {
  readonly code: 'FACT_UNKNOWN' | 'FACT_VALUE_UNKNOWN';
  readonly fact: string;
  /** What would have been right, for the message. */
  readonly allowed: readonly string[];
}

interface WithFacts {
  readonly facts: readonly Fact[];
}

/** Everything that is wrong with some facts. */
export function faultsOf({ facts }: WithFacts, known: Readonly<Record<string, unknown>>): FactFault[] {
  return Object.entries(known).flatMap(([id, value]): FactFault[] => {
    const fact = facts.find((one) => one.id === id);
    if (fact === undefined) return [{ code: 'FACT_UNKNOWN', fact: id, allowed: facts.map((one) => one.id) }];
    return value === undefined || isValue(fact, value)
      ? []
      : [{ code: 'FACT_VALUE_UNKNOWN', fact: id, allowed: allowedOf(fact) }];
  });
}

/**
 * Facts as a script may write them: options that look like numbers (`[1, 2]` for `["1", "2"]`) become the options.
 * Everything else is left as it is, for {@link faultsOf} to judge.
 */
export function readFacts(
  flow: WithFacts,
  facts: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const optionOf = (fact: Fact | undefined, value: unknown): unknown =>
    fact !== undefined && fact.type !== 'number' && typeof value === 'number' ? String(value) : value;
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => {
      const fact = flow.facts.find((one) => one.id === id);
      return [id, Array.isArray(value) ? value.map((one) => optionOf(fact, one)) : optionOf(fact, value)];
    }),
  );
}

/** Whether a value from outside is one that the fact can have. */
export function isValue(fact: Fact, value: unknown): value is FactValue {
  const options = fact.options.map((option) => option.value);
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && options.includes(value);
    case 'subset':
      return Array.isArray(value) && value.every((one) => options.includes(one));
    case 'number':
      return Number.isInteger(value) && (value as number) >= fact.least && (value as number) <= fact.greatest;
  }
}

function allowedOf(fact: Fact): string[] {
  switch (fact.type) {
    case 'boolean':
      return ['true', 'false'];
    case 'number':
      return [`${fact.least}〜${fact.greatest} の整数`];
    case 'subset':
      return [`[${fact.options.map((option) => option.value).join(', ')}] のうちのいくつか`];
    default:
      return fact.options.map((option) => option.value);
  }
}
