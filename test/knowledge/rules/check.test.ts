import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../knowledge/policy/parse-policy.ts';
import { PolicyText } from '../../../knowledge/policy/policy-text.ts';
import { checkFlow } from '../../../knowledge/rules/check.ts';
import { fingerprint } from '../../../knowledge/rules/fingerprint.ts';
import type { Flow } from '../../../knowledge/rules/flow.ts';
import { sendaiText } from '../policy/sendai-text.ts';
import { clause, fact, flow, row, subset, table, when } from './flows.ts';

const parsed = parsePolicy(sendaiText);
if (!parsed.ok) throw new Error('the policy of Sendai is readable');
const policy = new PolicyText(parsed.clauses);
const read = (...ids: readonly string[]) =>
  ids.map((id) => {
    const found = policy.get(id);
    if (found === undefined) throw new Error(`no clause ${id}`);
    return { clause: found.id, fingerprint: fingerprint(found) };
  });
const readings = read('1.1');

const yes = { verdict: 'allowed', says: '可' } as const;
const no = { verdict: 'prohibited', says: '不可' } as const;
const codes = (one: Flow) => checkFlow(one, policy).faults.map(({ code }) => code);
const faults = (one: Flow) => checkFlow(one, policy).faults;
const whole = flow([fact('a')], [table(row(when({ a: 'true' }), yes), row(when({ a: 'false' }), no))], {
  readings,
});

describe('a rule set', () => {
  it('that is whole has no faults, and its report counts every combination', () => {
    expect(checkFlow(whole, policy)).toEqual({
      flow: 'test',
      combinations: 2,
      tried: 2,
      rows: 2,
      outcomes: 2,
      counts: { allowed: 1, prohibited: 1 },
      citations: ['1.1'],
      faults: [],
    });
  });

  it('with a gap is caught with the combination that is left open', () => {
    const broken = { ...whole, tables: [table(row(when({ a: 'true' }), yes))] };
    expect(faults(broken)).toContainEqual(
      expect.objectContaining({ code: 'FLOW_GAP', about: '規則', facts: { a: false } }),
    );
  });

  it('with two rows for one combination is caught with both places', () => {
    const first = row(when({ a: 'true' }), yes);
    const second = row(when({}), no);
    const broken = { ...whole, tables: [table(first, second)] };
    expect(faults(broken)).toContainEqual({
      code: 'FLOW_OVERLAP',
      place: first.place,
      about: second.place,
      facts: { a: true },
    });
  });

  it('with a row that never applies is caught', () => {
    const facts = [subset('a', ['1', '2'])];
    const dead = row(when({ a: { any: [] } }), yes);
    const broken = flow(facts, [table(dead, row(when({}), no))], { readings });
    expect(faults(broken)).toContainEqual({
      code: 'FLOW_ROW_DEAD',
      place: dead.place,
      about: '',
      facts: null,
    });
  });

  it('with a fact that never matters is caught', () => {
    const broken = { ...whole, facts: [fact('a'), fact('idle')] };
    expect(faults(broken)).toEqual([expect.objectContaining({ code: 'FLOW_FACT_IDLE', about: 'idle' })]);
  });

  it('that leaves a combination without any verdict is caught', () => {
    const broken = { ...whole, tables: [table(row(when({ a: 'true' }), yes), row(when({ a: 'false' })))] };
    expect(faults(broken)).toContainEqual(
      expect.objectContaining({ code: 'FLOW_UNDECIDED', facts: { a: false } }),
    );
  });

  it('whose permissions make no list is caught', () => {
    const approval = (approvers: readonly string[], mode: 'all' | 'any') =>
      table(row(when({}), { verdict: 'approval', says: '許可', approvers, mode }));
    const broken = {
      ...whole,
      tables: [...whole.tables, approval(['x', 'y'], 'any'), approval(['z'], 'all')],
    };
    expect(codes(broken)).toContain('FLOW_APPROVERS_UNCLEAR');
  });
});

describe('a higher degree', () => {
  const degrees = fact('degree', ['high', 'low'], { ordered: true });
  const upsideDown = flow(
    [degrees],
    [table(row(when({ degree: 'high' }), yes), row(when({ degree: 'low' }), no))],
    { readings },
  );

  it('must not make the verdict milder', () => {
    expect(faults(upsideDown)).toEqual([
      expect.objectContaining({ code: 'FLOW_MILDER', about: 'degree', facts: { degree: 'high' } }),
    ]);
  });

  it('may where a clause is given that says so, which must be needed', () => {
    const reason = { when: when({ degree: 'high' }), clause: clause('1.1'), because: '条文による' };
    expect(faults({ ...upsideDown, milder: [reason] })).toEqual([]);
    expect(codes({ ...whole, milder: [reason] })).toEqual(['FLOW_MILDER_IDLE']);
  });
});

describe('the text that a rule was written against', () => {
  it('is recorded for every clause cited, and for no other', () => {
    expect(codes({ ...whole, readings: [] })).toEqual(['FLOW_READING_MISSING']);
    expect(codes({ ...whole, readings: read('1.1', '1.3') })).toEqual(['FLOW_READING_IDLE']);
  });

  it('is missed where one letter of it is other', () => {
    const reading = { clause: clause('1.1'), fingerprint: '0badc0de' };
    expect(faults({ ...whole, readings: [reading] })).toEqual([
      expect.objectContaining({
        code: 'FLOW_CLAUSE_CHANGED',
        about: expect.stringContaining('1.1 0badc0de'),
      }),
    ]);
  });
});
