import { expect } from 'vitest';
import type { Message } from '../../bot/messages/model.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { buttonsIn } from './buttons.ts';
import type { Expected, Script, ScriptStep } from './script.ts';
import type { ScriptChannel } from './script-channel.ts';

/** Has a conversation over a channel, and looks at every answer. */
export async function runScript(script: Script, channel: ScriptChannel): Promise<void> {
  for (const [i, step] of script.steps.entries()) {
    await channel.as(step.as ?? null);
    const messages = await act(step, channel);
    if (messages === null) continue;
    const records = step.expect.records === undefined ? undefined : await channel.records();
    const seen = look(messages, step.expect, records);
    // The number of the step and the whole answer stand beside what is compared: a failing line says where it is.
    expect({ step: i + 1, ...seen.got }, plainText(messages)).toEqual({ step: i + 1, ...seen.wanted });
  }
}

async function act(step: ScriptStep, channel: ScriptChannel): Promise<readonly Message[] | null> {
  if (step.say !== undefined) return channel.say(step.say);
  if (step.press !== undefined) return channel.press(step.press);
  if (step.check !== undefined) return channel.check(step.check);
  if (step.fill !== undefined) return channel.fill(step.fill);
  if (step.number !== undefined) return channel.number(step.number);
  if (step.again !== undefined) return channel.again();
  await channel.restart();
  return null;
}

/** What is wanted and what was got, of all that a step names. */
function look(messages: readonly Message[], expected: Expected, records: readonly string[] | undefined) {
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
  const answers = (verdict ?? question)?.answers ?? [];
  compare('answers', expected.answers, Object.fromEntries(answers.map(({ name, value }) => [name, value])));
  return { wanted, got };
}
