import { describe, expect, it } from 'vitest';
import { checkProcedure, checkScope } from '../../../knowledge/rules/check-procedure.ts';
import { fingerprint } from '../../../knowledge/rules/fingerprint.ts';
import type { Procedure, Step } from '../../../knowledge/rules/procedure.ts';
import { sendai } from '../policy/sendai-text.ts';
import { clause } from './flows.ts';
import { any, cited, part, procedure, reported, step } from './procedures.ts';

const readings = ['1.1', '2.8.3'].map((id) => {
  const found = sendai.get(id);
  if (found === undefined) throw new Error(`no clause ${id}`);
  return { clause: found.id, fingerprint: fingerprint(found) };
});
const law = { name: '法', status: '市の確認前', deadlines: [] };
const last = step('last', { end: true, due: { after: 'first', pace: 'open' } });
const extra = step('extra', { when: any({ a: 'true' }) });
const whole = procedure([reported('a')], [step('first'), extra, last], { readings });

const faults = (one: Procedure) => checkProcedure(one, sendai).faults;
const withSteps = (...steps: readonly Step[]) => faults({ ...whole, steps });

describe('a procedure', () => {
  it('that is whole has no faults, and its report counts every step', () => {
    expect(checkProcedure(whole, sendai)).toEqual({
      procedure: 'test',
      combinations: 2,
      steps: 3,
      lawSteps: 0,
      counts: { first: 2, extra: 1, last: 2 },
      citations: ['1.1', '2.8.3'],
      faults: [],
    });
  });

  it('with a step that never begins is caught', () => {
    const dead = step('dead', { when: [{ a: { is: [] } }] });
    expect(withSteps(step('first'), extra, dead, last)).toEqual([
      { code: 'PROCEDURE_STEP_DEAD', place: dead.place, about: 'dead', facts: null },
    ]);
  });

  it('with a step that begins only against its own condition is caught part by part', () => {
    const odd = step('odd', { when: any({ a: 'true' }), tells: [part('ciso', { a: 'false' })] });
    expect(withSteps(step('first'), odd, last)).toEqual([
      { code: 'PROCEDURE_PART_DEAD', place: odd.place, about: 'ciso', facts: null },
    ]);
  });

  it('with a step that nobody bears, or no clause lays down, is caught with the facts that show it', () => {
    const lone = step('lone', {
      bearers: [part('staff', { a: 'true' })],
      citations: [cited('2.8.3', { a: 'true' })],
    });
    expect(withSteps(step('first'), lone, last)).toEqual([
      { code: 'PROCEDURE_STEP_UNBORNE', place: lone.place, about: 'lone', facts: { a: false } },
      { code: 'PROCEDURE_STEP_UNCITED', place: lone.place, about: 'lone', facts: { a: false } },
    ]);
  });

  it.each([
    ['that comes later', [last, step('first'), extra]],
    ['that is not due then', [step('first', { when: any({ a: 'true' }) }), extra, last]],
    ['that is only a law', [step('first', { law }), extra, last]],
  ])('with a step that waits for one %s is caught', (_, steps) => {
    expect(withSteps(...steps)).toEqual([
      expect.objectContaining({ code: 'PROCEDURE_STEP_STRANDED', place: last.place, about: 'last first' }),
    ]);
  });

  it.each([
    ['that is not due for some facts', { ...last, when: any({ a: 'true' }) }],
    ['that is only a law', { ...last, law }],
  ])('whose only end is one %s is caught', (_, end) => {
    expect(withSteps(step('first'), extra, end)).toEqual([
      expect.objectContaining({ code: 'PROCEDURE_ENDLESS', facts: expect.anything() }),
    ]);
  });

  it('with a fact that decides nothing is caught, unless it says why it is recorded', () => {
    const idle = (because: string) => faults({ ...whole, facts: [reported('a'), reported('b', because)] });
    expect(idle('')).toEqual([expect.objectContaining({ code: 'PROCEDURE_FACT_IDLE', about: 'b' })]);
    expect(idle('記録のため')).toEqual([]);
    expect(faults({ ...whole, facts: [reported('a', '記録のため')] })).toEqual([
      expect.objectContaining({ code: 'PROCEDURE_FACT_DECIDES', about: 'a' }),
    ]);
  });

  it('whose clauses read otherwise now, or were never read, is caught', () => {
    const [first, second] = readings;
    if (first === undefined || second === undefined) throw new Error('two readings');
    const codes = (changed: typeof readings) =>
      faults({ ...whole, readings: changed }).map(({ code }) => code);
    expect(codes([{ ...first, fingerprint: '00000000' }, second])).toEqual(['PROCEDURE_CLAUSE_CHANGED']);
    expect(codes([first])).toEqual(['PROCEDURE_READING_MISSING']);
    expect(codes([first, second, { ...first, clause: clause('1.3') }])).toEqual(['PROCEDURE_READING_IDLE']);
  });
});

describe('the scope', () => {
  const scope = [clause('2.8.3')];
  const open = (one: Procedure) => checkScope([one], scope, sendai, 'pack.yaml:3').map(({ about }) => about);

  it('names every clause under it that has neither step nor reason; a heading needs none', () => {
    expect(open(whole)).toEqual([
      '2.8.3.i#1',
      '2.8.3.i#2',
      '2.8.3.ii#1',
      '2.8.3.ii#2',
      '2.8.3.ii#3',
      '2.8.3.ii#4',
      '2.8.3.ii#5',
      '2.8.3.ii#5.ア',
      '2.8.3.ii#5.イ',
      '2.8.3.ii#5.ウ',
      '2.8.3.ii#6',
      '2.8.3.iii#1',
      '2.8.3.iii#2',
      '2.8.3.iv#1',
      '2.8.3.iv#2',
    ]);
  });

  it('is content with a reason, and not with one for a clause that has a step or lies outside', () => {
    const reason = (id: string) => ({ clause: clause(id), because: '不要', place: 'procedures/test.yaml:9' });
    expect(open({ ...whole, withoutStep: [reason('2.8.3.i#1')] })).not.toContain('2.8.3.i#1');
    const idle = checkScope(
      [{ ...whole, withoutStep: [reason('2.8.3'), reason('2.9')] }],
      scope,
      sendai,
      'pack.yaml:3',
    ).filter(({ code }) => code === 'PROCEDURE_REASON_IDLE');
    expect(idle.map(({ about, place }) => [about, place])).toEqual([
      ['2.8.3', 'procedures/test.yaml:9'],
      ['2.9', 'procedures/test.yaml:9'],
    ]);
  });
});
