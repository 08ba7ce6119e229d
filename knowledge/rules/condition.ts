import type { Condition, Conditions, Fact, Facts, FactValue, Row } from './flow.ts';

/** Whether a value is what a condition asks for. */
export function meets(condition: Condition, value: FactValue): boolean {
  if ('is' in condition) return condition.is.includes(String(value));
  if ('any' in condition) return Array.isArray(value) && value.some((one) => condition.any.includes(one));
  if ('none' in condition) return Array.isArray(value) && !value.some((one) => condition.none.includes(one));
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  return typeof value === 'number' && value < condition.below;
}

/** Whether all conditions hold. Every fact that they name must be there. */
export function holds(conditions: Conditions, facts: Facts): boolean {
  return Object.entries(conditions).every(([fact, condition]) => {
    const value = facts[fact];
    return value !== undefined && meets(condition, value);
  });
}

export function applies(row: Row, facts: Facts): boolean {
  return row.when.some((conditions) => holds(conditions, facts));
}

/**
 * The values of a fact that have to be told apart: every option, every subset, and of numbers one for each stretch
 * between the bounds that some row compares with.
 */
export function domainOf(fact: Fact, conditions: readonly Condition[]): FactValue[] {
  switch (fact.type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return fact.options.map((option) => option.value);
    case 'subset':
      return subsetsOf(fact.options.map((option) => option.value));
    case 'number': {
      const bounds = conditions.flatMap((condition) =>
        'atLeast' in condition ? [condition.atLeast] : 'below' in condition ? [condition.below] : [],
      );
      const inside = bounds.filter((bound) => bound > fact.least && bound <= fact.greatest);
      return [...new Set([fact.least, ...inside])].sort((a, b) => a - b);
    }
  }
}

/** Which value of {@link domainOf} stands for this one. */
export function placeIn(domain: readonly FactValue[], fact: Fact, value: FactValue): number {
  switch (fact.type) {
    case 'subset': {
      const wanted = new Set(value as readonly string[]);
      return domain.findIndex((set) => {
        const members = set as readonly string[];
        return members.length === wanted.size && members.every((one) => wanted.has(one));
      });
    }
    case 'number':
      return domain.findLastIndex((start) => (start as number) <= (value as number));
    default:
      return domain.indexOf(value);
  }
}

/** Every subset, the empty one first. */
function subsetsOf(values: readonly string[]): string[][] {
  const [first, ...rest] = values;
  if (first === undefined) return [[]];
  const without = subsetsOf(rest);
  return [...without, ...without.map((set) => [first, ...set])];
}
