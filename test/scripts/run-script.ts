import { expect } from 'vitest';
import type { Message } from '../../bot/messages/model.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { buttonsIn } from './buttons.ts';
import type { Expected, Script, ScriptStep } from './script.ts';
import type { CaseActs, ScriptChannel } from './script-channel.ts';

/** Has a conversation over a channel, and looks at every answer. */
export async function runScript(script: Script, channel: ScriptChannel): Promise<void> {
  for (const [i, step] of script.steps.entries()) {
    await channel.as(step.as ?? null);
    const { told } = step.expect;
    const before = told === undefined ? [] : await lastRecord(channel);
    const messages = await act(step, channel);
    if (messages === null) continue;
    const seen = look(messages, step.expect, {
      records: step.expect.records && (await channel.records()),
      told: told && (await lastRecord(channel)).slice(before.length),
      record: step.expect.record && (await recordOf(Object.keys(step.expect.record), channel)),
    });
    // The number of the step and the whole answer stand beside what is compared: a failing line says where it is.
    expect({ step: i + 1, ...seen.got }, plainText(messages)).toEqual({ step: i + 1, ...seen.wanted });
  }
}

async function act(step: ScriptStep, channel: ScriptChannel): Promise<readonly Message[] | null> {
  if (step.say !== undefined)
    return channel.say(step.say.replace(/\{(\d+)\}/gu, (_, place) => casesOf(channel).number(Number(place))));
  if (step.press !== undefined) return channel.press(step.press);
  if (step.check !== undefined) return channel.check(step.check);
  if (step.fill !== undefined) return channel.fill(step.fill);
  if (step.number !== undefined) return channel.number(step.number);
  if (step.again !== undefined) return channel.again();
  if (step.draw !== undefined) return casesOf(channel).draw(step.draw, 0);
  if (step.pass !== undefined) await casesOf(channel).pass(step.pass);
  else await channel.restart();
  return null;
}

function casesOf({ cases, name }: ScriptChannel): CaseActs {
  if (cases === null) throw new Error(`${name} runs in another process`);
  return cases;
}

/** What is on record of the case reported last; empty before there is one. */
function lastRecord(channel: ScriptChannel): Promise<readonly string[]> {
  return casesOf(channel).record(0);
}

async function recordOf(places: readonly string[], channel: ScriptChannel) {
  const of = async (place: string) => [place, await casesOf(channel).record(Number(place))] as const;
  return Object.fromEntries(await Promise.all(places.map(of)));
}

/** What was looked up beside the answer, as far as a step names it. */
interface Kept {
  readonly records: readonly string[] | undefined;
  readonly told: readonly string[] | undefined;
  readonly record: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What is wanted and what was got, of all that a step names. */
function look(messages: readonly Message[], expected: Expected, { records, told, record }: Kept) {
  const wanted: Record<string, unknown> = {};
  const got: Record<string, unknown> = {};
  const compare = (name: string, want: unknown, has: unknown) => {
    if (want === undefined) return;
    wanted[name] = want;
    got[name] = has;
  };
  const question = messages.findLast((message) => message.type === 'question');
  const verdict = messages.findLast((message) => message.type === 'verdict');
  const duties = (strength: 'must' | 'should') =>
    (verdict?.duties ?? []).filter((duty) => duty.strength === strength).map((duty) => duty.citation.clause);
  compare('asks', expected.asks, question?.fact ?? 'none');
  compare('verdict', expected.verdict, verdict?.verdict ?? 'none');
  compare('label', expected.label, verdict?.label);
  compare('approvers', expected.approvers, verdict?.approvers?.posts.map(({ role }) => role) ?? []);
  compare('exception', expected.exception, verdict?.exception?.posts.map(({ role }) => role) ?? []);
  compare('alsoNeeds', expected.alsoNeeds, (verdict?.exception?.alsoNeeds ?? '') !== '');
  compare('must', expected.must, duties('must'));
  compare('should', expected.should, duties('should'));
  const quoted: string[] = messages.flatMap((message) =>
    message.type === 'quote' && message.role === 'answer'
      ? [message.clause, ...message.similar.map((other) => other.clause)]
      : [],
  );
  compare(
    'quotes',
    expected.quotes,
    expected.quotes?.filter((clause) => quoted.includes(clause)),
  );
  const text = plainText(messages);
  compare(
    'says',
    expected.says,
    expected.says?.filter((words) => text.includes(words)),
  );
  compare(
    'saysNot',
    expected.saysNot && [],
    expected.saysNot?.filter((words) => text.includes(words)),
  );
  const labels = messages.flatMap(buttonsIn).map(({ label }) => label);
  compare(
    'offers',
    expected.offers,
    expected.offers?.filter((label) => labels.includes(label)),
  );
  compare('records', expected.records, records);
  compare('told', expected.told, told);
  compare('record', expected.record, record);
  const answers = (verdict ?? question)?.answers ?? [];
  compare('answers', expected.answers, Object.fromEntries(answers.map(({ name, value }) => [name, value])));
  return { wanted, got };
}
