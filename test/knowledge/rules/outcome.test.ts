import { describe, expect, it } from 'vitest';
import { combine, joinApprovers } from '../../../knowledge/rules/outcome.ts';
import { clause, flow, row } from './flows.ts';

const any = flow([], []);
const approval = (approvers: readonly string[], mode: 'all' | 'any' = 'all', at = '2.1') =>
  row({}, { verdict: 'approval', says: '許可', approvers, mode, citations: [clause(at)] });
const lifted = (approvers: readonly string[], at = '3.1') =>
  row(
    {},
    {
      verdict: 'prohibited',
      says: '禁止',
      lifting: { approvers, mode: 'all', citations: [clause(at)] },
      citations: [clause(at)],
    },
  );
const forbidden = row({}, { verdict: 'prohibited', says: '禁止', citations: [clause('3.9')] });
const allowed = row({}, { verdict: 'allowed', says: '可', citations: [clause('1.9')] });
const duty = row(
  {},
  {
    says: '義務',
    duties: [{ strength: 'must', text: '記録する', citation: clause('4.1') }],
    citations: [clause('4.1')],
  },
);

describe('several rules at once', () => {
  it('come to the strictest verdict, the deciding clause first', () => {
    const outcome = combine(any, [allowed, approval(['im']), forbidden]);
    expect(outcome.verdict).toBe('prohibited');
    expect(outcome.citations).toEqual(['3.9', '2.1', '1.9']);
    expect(combine(any, [allowed, approval(['im'])]).verdict).toBe('approval');
    const consult = row({}, { verdict: 'consult', says: '相談' });
    expect(combine(any, [approval(['im']), consult]).verdict).toBe('consult');
    expect(combine(any, [forbidden, consult]).verdict).toBe('prohibited');
  });

  it('add up their approvers in order and their duties, each once', () => {
    const outcome = combine(any, [
      approval(['im']),
      approval(['sm'], 'all', '2.2'),
      approval(['im'], 'all', '2.3'),
      duty,
      duty,
    ]);
    expect(outcome.approvers).toEqual(['im', 'sm']);
    expect(outcome.duties).toHaveLength(1);
    expect(outcome.citations).toEqual(['2.1', '2.2', '2.3', '4.1']);
  });
});

describe('a prohibition', () => {
  it('that somebody can lift keeps the permissions that would still be due, and the duties', () => {
    const outcome = combine(any, [approval(['im']), lifted(['ciso']), duty]);
    expect(outcome.approvers).toEqual([]);
    expect(outcome.exception).toEqual({
      approvers: ['ciso'],
      mode: 'all',
      citations: ['3.1'],
      alsoNeeds: ['im'],
    });
    expect(outcome.duties).toHaveLength(1);
  });

  it('that nobody can lift leaves no way out beside another, and nothing to be done', () => {
    const outcome = combine(any, [lifted(['ciso']), forbidden, duty]);
    expect(outcome.exception).toBeNull();
    expect(outcome.duties).toEqual([]);
    expect(outcome.citations).toEqual(['3.1', '3.9', '4.1']);
  });

  it('of two kinds needs both to be lifted', () => {
    const outcome = combine(any, [lifted(['ciso']), lifted(['im'], '3.2')]);
    expect(outcome.exception).toMatchObject({ approvers: ['ciso', 'im'], citations: ['3.1', '3.2'] });
  });
});

describe('permissions of several rules', () => {
  it('are one where any of some is asked for and one of them is due anyway', () => {
    const joined = joinApprovers([
      { approvers: ['sm', 'im'], mode: 'any' },
      { approvers: ['im', 'sm'], mode: 'all' },
    ]);
    expect(joined).toEqual({ approvers: ['im', 'sm'], mode: 'all' });
    expect(joinApprovers([{ approvers: ['sm', 'im'], mode: 'any' }])).toEqual({
      approvers: ['sm', 'im'],
      mode: 'any',
    });
  });

  it('that make no list are a fault of the rules, not a guess', () => {
    expect(() =>
      joinApprovers([
        { approvers: ['a', 'b'], mode: 'any' },
        { approvers: ['c'], mode: 'all' },
      ]),
    ).toThrow();
  });
});
