import type { Condition, Conditions, Fact, Facts, FactValue, Flow } from '../../knowledge/rules/flow.ts';
import { subsetWords } from './subset-words.ts';
import type { AnsweredFact } from './view.ts';

/** One value in the words of its option: 「はい（添付する）」, 「12」. */
export function valueWords(fact: Fact, value: FactValue): string {
  if (!Array.isArray(value)) return labelOf(fact, String(value));
  return value.length === 0 ? 'どれにも当たらない' : value.map((one) => labelOf(fact, one)).join('・');
}

/** Several values that go on alike: 「重要性分類Ｓ・重要性分類Ⅰ」, 「10 以上」. */
export function valuesWords(fact: Fact, domain: readonly FactValue[], values: readonly FactValue[]): string {
  switch (fact.type) {
    case 'number':
      return stretches(fact, domain as readonly number[], values as readonly number[]);
    case 'subset': {
      const options = fact.options.map((option) => option.value);
      const labels = fact.options.map((option) => option.label);
      const words = subsetWords(values as readonly (readonly string[])[], options, labels);
      if (words !== null) return words;
      return values.length * 2 > domain.length
        ? 'それ以外'
        : values.map((value) => valueWords(fact, value)).join(' 又は ');
    }
    default:
      return optionsWords(fact, values.map(String));
  }
}

/** All facts of a case, in asking order. */
export function factsWords(flow: Flow, facts: Facts): AnsweredFact[] {
  return flow.facts.flatMap((fact) => {
    const value = facts[fact.id];
    return value === undefined ? [] : [{ name: fact.name, answer: valueWords(fact, value) }];
  });
}

/** Some facts in asking order, those learnt and, where null, those not known any more. */
export function factAnswers(
  facts: readonly Fact[],
  values: Readonly<Record<string, FactValue | null>>,
): AnsweredFact[] {
  return facts.flatMap((fact) => {
    const value = values[fact.id];
    if (value === undefined) return [];
    return [{ name: fact.name, answer: value === null ? 'まだ分からない' : valueWords(fact, value) }];
  });
}

/** What a row asks for, in asking order. */
export function conditionsWords(flow: Flow, conditions: Conditions): AnsweredFact[] {
  return flow.facts.flatMap((fact) => {
    const condition = conditions[fact.id];
    return condition === undefined ? [] : [{ name: fact.name, answer: conditionWords(fact, condition) }];
  });
}

function conditionWords(fact: Fact, condition: Condition): string {
  if ('is' in condition) return optionsWords(fact, condition.is);
  if ('atLeast' in condition) return `${condition.atLeast} 以上`;
  if ('below' in condition) return `${condition.below} 未満`;
  const named = 'any' in condition ? condition.any : condition.none;
  const labels = named.map((value) => labelOf(fact, value));
  if (named.length === 1) return `${labels.join('')}に当た${'any' in condition ? 'る' : 'らない'}`;
  return 'any' in condition
    ? `${labels.join('・')}のどれかに当たる`
    : `${labels.join('・')}のどれにも当たらない`;
}

/** Several options; degrees differ in their last character only, and the rest is said once: 「重要性分類Ｓ・Ⅰ・Ⅱ」. */
function optionsWords(fact: Fact, values: readonly string[]): string {
  const stems = new Set(fact.options.map(({ label }) => [...label].slice(0, -1).join('')));
  const [first = '', ...rest] = values.map((value) => labelOf(fact, value));
  const degrees = fact.ordered && stems.size === 1;
  return [first, ...(degrees ? rest.map((label) => [...label].at(-1)) : rest)].join('・');
}

function stretches(fact: Fact, domain: readonly number[], values: readonly number[]): string {
  const parts: string[] = [];
  for (let place = 0; place < domain.length; place += 1) {
    const from = domain[place] as number;
    if (!values.includes(from)) continue;
    while (values.includes(domain[place + 1] as number)) place += 1;
    const below = domain[place + 1];
    if (from === fact.least) parts.push(below === undefined ? 'すべての場合' : `${below} 未満`);
    else if (below === undefined) parts.push(`${from} 以上`);
    else parts.push(below === from + 1 ? `${from}` : `${from}〜${below - 1}`);
  }
  return parts.join('・');
}

function labelOf(fact: Fact, value: string): string {
  return fact.options.find((option) => option.value === value)?.label ?? value;
}
