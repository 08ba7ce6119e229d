import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readState, writeState } from '../../../../bot/conversation/guided/state.ts';
import { excesses } from '../../../../bot/messages/limits.ts';
import type { Message } from '../../../../bot/messages/model.ts';
import { plainText } from '../../../../bot/messages/plain-text.ts';
import { VERDICT_LIMITS } from '../../../../bot/messages/wording.ts';
import { Decider } from '../../../../knowledge/rules/decider.ts';
import type { FactValue } from '../../../../knowledge/rules/flow.ts';
import { essence } from '../../../../knowledge/rules/outcome.ts';
import { GuidedTalk, sendaiPack } from './guided-talk.ts';

const pack = await sendaiPack();
const deciders = new Map(pack.flows.map((flow) => [flow.id, new Decider(flow)]));
const progressOf = (words: string) => Number(/\d+/u.exec(words)?.[0] ?? 1);

/** Every message fits every channel, says something, and quotes only what the policy has. */
function expectSound(messages: readonly Message[]): void {
  for (const message of messages) {
    expect(excesses(message)).toEqual([]);
    expect(plainText([message]).trim()).not.toBe('');
    if (message.type === 'quote') expect(pack.policy.get(message.clause)).toBeDefined();
  }
}

/** The values that the question asked may be answered with. */
function valuesAsked(talk: GuidedTalk): readonly FactValue[] {
  const { flow, fact } = talk.question();
  return deciders.get(flow)?.valuesOf(fact) ?? [];
}

function answerWith(talk: GuidedTalk, choice: number): void {
  const values = valuesAsked(talk);
  talk.answer(values[choice % values.length] as FactValue);
}

/** Answers on, whatever is asked, until the verdict. */
function toTheEnd(talk: GuidedTalk, choices: readonly number[]): void {
  for (let step = 0; !talk.isDecided(); step += 1) {
    expect(step).toBeLessThan(30);
    expect(progressOf(talk.question().progress)).toBeGreaterThanOrEqual(1);
    answerWith(talk, choices[step % choices.length] ?? 0);
    expectSound(talk.messages);
  }
}

/** The verdict is what the rules say of the facts that it names, and rests on clauses that are quoted. */
function expectVerdict(talk: GuidedTalk): void {
  const verdict = talk.verdict();
  const decision = deciders.get(verdict.print.flow)?.decide(verdict.print.facts);
  if (decision?.state !== 'decided') throw new Error('the facts of a verdict decide it');
  const { outcome } = decision;
  expect(verdict.verdict).toBe(outcome.verdict ?? 'result');
  expect(verdict.limits).toBe(VERDICT_LIMITS);
  expect(verdict.reasons.length).toBeGreaterThan(0);
  for (const reason of verdict.reasons) expect(reason.citations.length).toBeGreaterThan(0);
  const cited = new Set(outcome.citations);
  expect(cited.size).toBeGreaterThan(0);
  for (const clause of cited) expect(talk.quoted()).toContain(clause);
  expect(verdict.duties).toHaveLength(outcome.duties.length);
  expect(verdict.approvers === null).toBe(outcome.approvers.length === 0);
  expect(verdict.exception === null).toBe(outcome.exception === null);
  if (outcome.verdict === 'prohibited' || outcome.verdict === 'consult')
    expect(verdict.wayOn.length).toBeGreaterThan(0);
  for (const { choices } of verdict.wayOn) {
    for (const { action } of choices) {
      if (action.do !== 'answer') continue;
      const [rank, then] = [rankOf(talk), new GuidedTalk(pack)];
      then.state = talk.state;
      then.press(action);
      if (then.isDecided()) expect(rankOf(then)).toBeLessThan(rank);
    }
  }
}

function rankOf(talk: GuidedTalk): number {
  return ['allowed', 'approval', 'consult', 'prohibited', 'result'].indexOf(talk.verdict().verdict);
}

const choices = fc.array(fc.nat(63), { minLength: 1, maxLength: 12 });

describe.each(pack.flows.map(({ id }) => id))('%s', (id) => {
  it('ends in a cited verdict, whatever is answered', () => {
    fc.assert(
      fc.property(choices, (walk) => {
        const talk = new GuidedTalk(pack).start(id);
        toTheEnd(talk, walk);
        expectVerdict(talk);
      }),
      { numRuns: 25 },
    );
  });

  it('comes to the same by every way there and back', () => {
    fc.assert(
      fc.property(choices, fc.array(fc.nat(1000), { maxLength: 15 }), (walk, turns) => {
        const talk = new GuidedTalk(pack).start(id);
        for (const turn of turns) {
          const buttons = talk.buttons().filter(({ action }) => action.do !== 'flows');
          const button = buttons[turn % Math.max(1, buttons.length)];
          if (button !== undefined && turn % 3 > 0) talk.press(button.action);
          else if (talk.messages.some(({ type }) => type === 'question')) answerWith(talk, turn);
          expectSound(talk.messages);
          // What is kept on disk is all that is needed.
          const kept = readState(writeState(talk.state));
          expect(kept).toEqual(talk.state);
          if (talk.labels().length === 0) break;
        }
        talk.start(id);
        toTheEnd(talk, walk);
        expectVerdict(talk);
      }),
      { numRuns: 15 },
    );
  });

  it('goes back and forward without a difference', () => {
    fc.assert(
      fc.property(choices, fc.nat(5), (walk, steps) => {
        const talk = new GuidedTalk(pack).start(id);
        for (let step = 0; step < steps && !talk.isDecided(); step += 1) answerWith(talk, walk[step] ?? 0);
        if (talk.isDecided() || !talk.labels().includes('戻る')) return;
        const before = { state: talk.state, messages: talk.messages };
        talk.pressed('戻る');
        const { fact } = talk.question();
        const given = before.state.current?.frames.at(-1)?.answers[fact]?.value;
        talk.answer(given as FactValue);
        expect(talk.state).toEqual(before.state);
        expect(talk.messages).toEqual(before.messages);
      }),
      { numRuns: 15 },
    );
  });

  it('gives the same verdict when an answer is changed and changed back', () => {
    fc.assert(
      fc.property(choices, fc.nat(20), fc.nat(63), (walk, which, other) => {
        const talk = new GuidedTalk(pack).start(id);
        toTheEnd(talk, walk);
        const first = talk.verdict();
        const given = first.answers[which % first.answers.length];
        if (given === undefined) return;
        const value = first.print.facts[given.fact] as FactValue;
        talk.press(given.change.action);
        answerWith(talk, other);
        toTheEnd(talk, walk);
        // The answer may not count now; it can be given all the same, by its old button.
        talk.press({ do: 'answer', run: first.run, flow: id, facts: { [given.fact]: value } });
        toTheEnd(talk, walk);
        const again = talk.verdict();
        const essenceOf = (facts: typeof first.print.facts) => {
          const decision = deciders.get(id)?.decide(facts);
          return decision?.state === 'decided' ? essence(decision.outcome) : '';
        };
        expect(essenceOf(again.print.facts)).toBe(essenceOf(first.print.facts));
      }),
      { numRuns: 15 },
    );
  });
});
