import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { REQUESTS } from '../../../bot/messages/request-wording.ts';
import { Directory } from '../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../sendai.ts';
import { DeskStory, type Said } from './desk-story.ts';

// The real desk on a real store: what happens at one instant has one outcome, and everybody is told which.

const ASKER = 'shiminzei-s1';
const HEAD = 'shiminzei-head';
const DEPUTIES = ['shiminzei-c1', 'shiminzei-c2'] as const;

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  sample = (await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules)).directory;
});

let story: DeskStory;
let number: string;
beforeEach(async () => {
  story = await DeskStory.begin(knowledge, sample.withoutAbsences());
  number = await story.file(ASKER);
});

/** The same city after somebody has left it. */
const without = (person: string): Directory => {
  const { units, people, systems, posts } = sample.withoutAbsences();
  return new Directory({ units, people: people.filter(({ id }) => id !== person), systems, posts });
};
const won = (said: readonly Said[], words: string) => said.filter(({ text }) => text.includes(words));

describe('two who may both decide, at the same instant', () => {
  it('one decides; the other is told how it stands, and leaves one line', async () => {
    await story.away(HEAD);
    const [one, two] = DEPUTIES;
    const said = await Promise.all([
      story.act(one, 'approve', number),
      story.words(two, 'refuse', number, '急ぎではない'),
    ]);
    expect(await story.count(number, 'decided')).toBe(1);
    expect(await story.count(number, 'press-refused')).toBe(1);
    expect(won(said, 'として記録し')).toHaveLength(1);
    const [late] = won(said, REQUESTS.notOpen);
    expect(late?.text).toMatch(/が10月6日 10:00に「(?:許可|不許可)」/u);
  });

  it('gives back to whoever came too late what they had written', async () => {
    await story.away(HEAD);
    const [one, two] = DEPUTIES;
    const form = (await story.act(two, 'refuse', number)).form;
    await story.act(one, 'approve', number);
    const late = await story.send(two, { type: 'form', form, values: { words: '長い理由を書きました' } });
    expect(late.text).toContain(REQUESTS.notOpen);
    expect(late.text).toContain('長い理由を書きました');
  });
});

it('one manager in two tabs: decided once, and the second press is told so and leaves a line', async () => {
  const said = await Promise.all([story.act(HEAD, 'approve', number), story.act(HEAD, 'approve', number)]);
  expect(await story.count(number, 'decided')).toBe(1);
  expect(await story.count(number, 'press-refused')).toBe(1);
  expect(won(said, 'として記録し')).toHaveLength(1);
  expect(won(said, REQUESTS.alreadyDone)).toHaveLength(1);
});

it('one manager in two tabs with other words: the second are not taken for recorded, and are given back', async () => {
  await story.words(HEAD, 'conditions', number, '暗号化する');
  const form = `request conditions ${number} 0 0`;
  const late = await story.send(HEAD, { type: 'form', form, values: { words: '二人で運ぶ' } });
  expect(late.text).not.toContain(REQUESTS.alreadyDone);
  expect(late.text).toContain('二人で運ぶ');
});

it.each(['withdrawal', 'approval'])('a withdrawal against an approval, the %s first', async (first) => {
  const acts = [() => story.act(ASKER, 'withdraw', number), () => story.act(HEAD, 'approve', number)];
  if (first === 'approval') acts.reverse();
  const said = await Promise.all(acts.map((act) => act()));
  const record = await story.record(number);
  expect(record.filter((type) => type === 'decided' || type === 'withdrawn')).toHaveLength(1);
  expect(record.at(-1)).toBe('press-refused');
  expect(won(said, REQUESTS.notOpen)).toHaveLength(1);
});

it('a directory that changes against an approval: who is no longer the manager decides nothing', async () => {
  story.directory = without(HEAD);
  const said = await story.act(HEAD, 'approve', number);
  expect(said.text).not.toContain('として記録し');
  expect(await story.count(number, 'decided')).toBe(0);

  story.directory = sample.withoutAbsences();
  const approving = story.act(HEAD, 'approve', number);
  await Promise.all([approving, story.away(HEAD)]);
  expect(await story.count(number, 'decided')).toBeLessThanOrEqual(1);
  const routed = (await story.record(number)).filter((type) => type === 'routed');
  expect(routed.length + (await story.count(number, 'decided'))).toBeGreaterThanOrEqual(2);
});

it('a deputy against the manager’s return: one decides', async () => {
  await story.away(HEAD);
  const said = await Promise.all([
    story.act(DEPUTIES[0], 'approve', number),
    story.press(HEAD, { do: 'absence', act: 'end' }),
    story.act(HEAD, 'approve', number),
  ]);
  expect(await story.count(number, 'decided')).toBe(1);
  expect(said.every(({ recorded }) => recorded)).toBe(true);
  // Once the manager is back, a deputy’s press is none.
  const next = await story.file(ASKER);
  const late = await story.act(DEPUTIES[0], 'approve', next);
  expect(late.text).toBe(REQUESTS.gone);
  expect(await story.record(next)).toEqual(['requested', 'routed', 'press-refused']);
});

it('a reminder against a decision: both stand, or only the decision', async () => {
  story.now = new Date('2026-10-06T06:00:00Z');
  await Promise.all([story.pass(0), story.act(HEAD, 'approve', number)]);
  await story.pass(1);
  const record = await story.record(number);
  expect(record.filter((type) => type === 'decided')).toHaveLength(1);
  expect(record.filter((type) => type === 'reminded').length).toBeLessThanOrEqual(1);
  expect(record.indexOf('decided')).toBeGreaterThanOrEqual(record.lastIndexOf('reminded'));
});

describe('a button of a card that is out of date', () => {
  beforeEach(async () => {
    await story.words(HEAD, 'return', number, '行き先を書いてください');
    const { form } = await story.act(ASKER, 'again', number);
    const filing = await story.filing(ASKER, { what: '書き直した申請' });
    if (filing.type === 'form') await story.send(ASKER, { ...filing, form }, 'filed-again-1');
  });

  it('does not decide what was written since', async () => {
    const stale = await story.act(HEAD, 'approve', number, 0, 0);
    expect(stale.text).toContain(REQUESTS.notOpen);
    expect(stale.text).toContain('書き直した申請');
    expect(await story.count(number, 'decided')).toBe(1);
    const fresh = stale.acts.find(({ act }) => act === 'approve');
    expect((await story.press(HEAD, fresh ?? stale.acts[0] ?? never())).text).toContain('として記録し');
  });

  it('files anew once, however often the message comes', async () => {
    const filing = await story.filing(ASKER, { what: '書き直した申請' });
    const same =
      filing.type === 'form'
        ? await story.send(ASKER, { ...filing, form: again(filing.form, number) }, 'filed-again-1')
        : never();
    expect(same.text).toContain(REQUESTS.alreadyDone);
    expect(await story.count(number, 'requested')).toBe(2);
    expect(await story.count(number, 'press-refused')).toBe(0);
  });
});

it('an outsider sees nothing, and each of their presses leaves a line that opens nothing to them', async () => {
  const outsider = 'keiyaku-head';
  for (const act of ['approve', 'withdraw', 'counter-sign', 'again', 'renew'] as const)
    expect((await story.act(outsider, act, number)).text).toBe(REQUESTS.gone);
  for (const act of ['conditions', 'return', 'refuse', 'revoke'] as const) {
    expect((await story.act(outsider, act, number)).text).toBe(REQUESTS.gone);
    const form = `request ${act} ${number} 0 0`;
    const said = await story.send(outsider, { type: 'form', form, values: { words: 'よそから' } });
    expect(said.text).toContain(REQUESTS.gone);
  }
  const filing = await story.filing(outsider);
  if (filing.type !== 'form') return never();
  for (const of of ['again', 'renews'] as const) {
    const said = await story.send(outsider, { ...filing, form: again(filing.form, number, of) });
    expect(said.text).toContain(REQUESTS.gone);
  }
  expect((await story.act(outsider, 'show', number)).text).toBe(REQUESTS.gone);
  expect(await story.record(number)).toEqual([
    'requested',
    'routed',
    ...Array.from({ length: 15 }, () => 'press-refused'),
  ]);
  expect((await story.say(outsider, '承認待ち')).text).toContain(REQUESTS.waitingNone);
});

describe('a button that asks for words first', () => {
  it('opens nothing for who may not do it, and leaves a line', async () => {
    for (const act of ['conditions', 'return', 'refuse'] as const) {
      const said = await story.act(ASKER, act, number);
      expect(said).toMatchObject({ form: '', text: expect.stringContaining(REQUESTS.notYours) });
    }
    for (const act of ['again', 'renew', 'revoke'] as const) {
      const said = await story.act(ASKER, act, number);
      expect(said).toMatchObject({ form: '', text: expect.stringContaining(REQUESTS.notOpen) });
    }
    await story.act(HEAD, 'approve', number);
    expect((await story.act(ASKER, 'revoke', number)).text).toContain(REQUESTS.notYours);
    expect((await story.act(HEAD, 'renew', number)).text).toContain(REQUESTS.notYours);
    expect(await story.count(number, 'press-refused')).toBe(8);
  });

  it('opens nothing once it is decided, and shows who decided', async () => {
    await story.away(HEAD);
    await story.act(DEPUTIES[0], 'approve', number);
    const late = await story.act(DEPUTIES[1], 'conditions', number);
    expect(late).toMatchObject({ form: '', text: expect.stringContaining(REQUESTS.notOpen) });
    expect(late.text).toContain('係長１（代理）が10月6日 10:00に「許可」');
    expect(await story.count(number, 'press-refused')).toBe(1);
  });
});

it('what a deputy decided is seen by the manager once the absence is over, and not before', async () => {
  await story.away(HEAD);
  await story.act(DEPUTIES[0], 'approve', number);
  expect((await story.say(HEAD, 'お知らせ')).text).toContain('不在の期間が終わったら、後閲してください');
  expect((await story.act(HEAD, 'counter-sign', number)).text).toContain(REQUESTS.stillAbsent);
  await story.press(HEAD, { do: 'absence', act: 'end' });
  expect((await story.act(HEAD, 'counter-sign', number)).text).toContain(REQUESTS.counterSigned);
});

it('a permission is renewed by who has it, and by nobody else', async () => {
  await story.act(HEAD, 'approve', number);
  const { form } = await story.act(ASKER, 'renew', number);
  const filing = await story.filing('shiminzei-s2');
  if (filing.type !== 'form') return never();
  expect((await story.send('shiminzei-s2', { ...filing, form })).text).toContain(REQUESTS.gone);
  expect((await story.send(ASKER, { ...filing, form })).number).not.toBeNull();
});

describe('what somebody was told', () => {
  it('names the decision as it was', async () => {
    await story.words(HEAD, 'refuse', number, '必要が認められない');
    const { text } = await story.say(ASKER, 'お知らせ');
    expect(text).toContain(`申請 ${number} は「不許可」となりました。`);
  });

  it('sends nobody to decide what another has decided', async () => {
    await story.away(HEAD);
    await story.act(DEPUTIES[0], 'approve', number);
    const { text } = await story.say(DEPUTIES[1], 'お知らせ');
    expect(text).toContain('今はあなたの承認を待っていません。今の状態：許可（代理・後閲待ち）');
    expect(text).not.toContain('があなたの承認を待っています');
  });

  it('is read at two tabs at the same instant', async () => {
    const said = await Promise.all([story.say(HEAD, 'お知らせ'), story.say(HEAD, 'お知らせ')]);
    for (const { text } of said) expect(text).toContain(number);
  });
});

function again(form: string, number: string, of: 'again' | 'renews' = 'again'): string {
  return `apply ${JSON.stringify({ ...JSON.parse(form.slice('apply '.length)), [of]: number })}`;
}

function never(): never {
  throw new Error('must not be');
}
