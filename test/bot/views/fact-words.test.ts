import { beforeAll, describe, expect, test } from 'vitest';
import { valuesWords, valueWords } from '../../../bot/views/fact-words.ts';
import { subsetWords } from '../../../bot/views/subset-words.ts';
import { Combinations } from '../../../knowledge/rules/combinations.ts';
import type { Fact, FactValue, Flow } from '../../../knowledge/rules/flow.ts';
import { sendaiFlows } from '../../knowledge/rules/sendai-flows.ts';

let flows: readonly Flow[];
beforeAll(async () => {
  flows = await sendaiFlows();
});

function factOf(flowId: string, factId: string): { fact: Fact; domain: readonly FactValue[] } {
  const flow = flows.find(({ id }) => id === flowId);
  const place = flow?.facts.findIndex(({ id }) => id === factId) ?? -1;
  const fact = flow?.facts[place];
  if (flow === undefined || fact === undefined) throw new Error(`${flowId}.${factId}`);
  return { fact, domain: new Combinations(flow).domains[place] ?? [] };
}

describe('a value', () => {
  test('is called as the pack calls it', () => {
    const { fact } = factOf('send-email', 'attachment');
    expect(valueWords(fact, true)).toBe('はい（添付する）');
  });

  test('of several options at once; none of them is said too', () => {
    const { fact } = factOf('classify-information', 'article7');
    expect(valueWords(fact, [])).toBe('どれにも当たらない');
    expect(valueWords(fact, ['1', '5'])).toBe('第1号・第5号');
  });
});

describe('several values that go on alike', () => {
  test('degrees say what they have in common once', () => {
    const { fact, domain } = factOf('send-email', 'classification');
    expect(valuesWords(fact, domain, domain.slice(0, 3))).toMatch(/^重要性分類[^・]・[^・]・[^・]$/u);
  });

  test('numbers are stretches with their bounds', () => {
    const { fact, domain } = factOf('check-password', 'length');
    const whole = domain as readonly number[];
    expect(valuesWords(fact, domain, domain)).toBe('すべての場合');
    const last = whole.at(-1) ?? 0;
    expect(valuesWords(fact, domain, [last])).toBe(`${last} 以上`);
    expect(valuesWords(fact, domain, whole.slice(0, -1))).toBe(`${last} 未満`);
  });
});

describe('subsets', () => {
  const [options, labels] = [
    ['1', '2', '3'],
    ['ア', 'イ', 'ウ'],
  ];
  const all = Array.from({ length: 8 }, (_, bits) => options.filter((_, place) => bits & (1 << place)));
  const those = (fits: (subset: readonly string[]) => boolean) =>
    subsetWords(all.filter(fits), options, labels);

  test('are described by what is in them and what is not', () => {
    expect(those((subset) => subset.length === 0)).toBe('どれにも当たらない');
    expect(those((subset) => subset.length > 0)).toBe('どれかに当たる');
    expect(those(() => true)).toBe('すべての場合');
    expect(those((subset) => subset.includes('2'))).toBe('イに当たる');
    expect(those((subset) => !subset.includes('2'))).toBe('イに当たらない');
    expect(those((subset) => subset.includes('3') && !subset.includes('1'))).toBe(
      'ウに当たる（アに当たらない）',
    );
  });

  test('that no short words fit are not described', () => {
    expect(those((subset) => subset.length === 2)).toBeNull();
  });
});
