import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_CARDS } from '../../../bot/channel.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { excesses } from '../../../bot/messages/limits.ts';
import type { CardMessage, CopyOf, Message } from '../../../bot/messages/model.ts';
import { REQUESTS } from '../../../bot/messages/request-wording.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../sendai.ts';
import { ReportStory } from './cases/report-story.ts';
import type { DeskStory, Said } from './desk-story.ts';

// Whoever decides first, every copy of the card then shows it, to whoever may see it.

const [CLERK, HEAD, OUTSIDER] = ['shiminzei-s1', 'shiminzei-head', 'keiyaku-s1'];
const [FIRST, SECOND] = ['shiminzei-c1', 'shiminzei-c2'];

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  const loaded = await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules);
  sample = loaded.directory.withoutAbsences();
});

let reports: ReportStory;
let story: DeskStory;
beforeEach(async () => {
  reports = await ReportStory.begin(knowledge, sample);
  story = reports.desk;
});

const cardsIn = (messages: readonly Message[]) =>
  messages.flatMap((message) => (message.type === 'card' ? [message] : []));

/** What the cards of an answer are copies of. */
function copiesIn({ messages }: Said): readonly CopyOf[] {
  return cardsIn(messages).flatMap(({ of }) => of ?? []);
}

const labels = (card: CardMessage | null | undefined) => card?.choices.map(({ label }) => label) ?? [];
const { approve, show, withdraw, again } = REQUESTS.buttons;

describe('an application', () => {
  it('decided by one of two shows the other who decided, without a button to decide', async () => {
    await story.away(HEAD);
    const number = await story.file(CLERK);
    const open = await story.act(SECOND, 'show', number);
    const list = await story.say(SECOND, '承認待ち');
    const wanted = [...copiesIn(open), ...copiesIn(list)];
    expect(wanted).toEqual([
      { number, view: 'card', round: 0 },
      { number, view: 'line' },
    ]);
    expect(labels(cardsIn(open.messages)[0])).toContain(approve);
    // Unchanged, they are what was shown.
    expect(await story.cards(SECOND, wanted)).toEqual([...cardsIn(open.messages), ...cardsIn(list.messages)]);
    const before = await story.record(number);

    story.told.length = 0;
    await story.words(FIRST, 'conditions', number, '二人で運ぶこと');
    expect(new Set(story.told)).toEqual(new Set([CLERK, FIRST, SECOND, HEAD]));
    const [card, line] = await story.cards(SECOND, wanted);
    expect(card?.subtitle).toContain('条件付き許可');
    expect(card?.body).toMatch(
      /市民税課 係長１（代理）が10月6日 10:00に「条件付き許可」\n条件：\n.*二人で運ぶこと/u,
    );
    expect(line?.body).toMatch(/市民税課 係長１（代理）が10月6日 10:00に「条件付き許可」/u);
    expect(line?.body).not.toContain('二人で運ぶこと');
    expect(labels(card)).not.toContain(approve);
    expect(labels(line)).toEqual([show(number)]);
    expect(
      [card, line].flatMap((one) => (one === null || one === undefined ? ['none'] : excesses(one))),
    ).toEqual([]);
    // The asker sees the same, with what is theirs to do.
    const [askers] = await story.cards(CLERK, wanted);
    expect(askers?.body).toBe(card?.body);
    expect(labels(askers)).not.toContain(withdraw);
    // Who may not see it is shown nothing, and no look is on record.
    expect(await story.cards(OUTSIDER, wanted)).toEqual([null, null]);
    expect(await story.cards('nobody-at-all', wanted)).toEqual([null, null]);
    expect(await story.record(number)).toEqual([...before, 'decided']);
  });

  it('filed anew has to be read anew before an old copy offers to decide', async () => {
    const number = await story.file(CLERK);
    const [old] = copiesIn(await story.act(HEAD, 'show', number));
    await story.words(HEAD, 'return', number, '行き先を書いてください');
    if (old === undefined) throw new Error('no copy');
    expect(labels((await story.cards(CLERK, [old]))[0])).toContain(again);
    const { form } = await story.act(CLERK, 'again', number);
    const filing = await story.filing(CLERK, { why: '別の理由' });
    if (filing.type !== 'form') throw new Error('no form');
    await story.send(CLERK, { ...filing, form });
    const [stale] = await story.cards(HEAD, [old]);
    expect(labels(stale)).toEqual([show(number)]);
    expect(stale?.of).toEqual(old);
    const [fresh] = copiesIn(await story.act(HEAD, 'show', number));
    expect(fresh).toEqual({ number, view: 'card', round: 1 });
  });

  it('whose conditions are too long for a card says who decided, and where the rest is', async () => {
    const number = await story.file(CLERK);
    const long = '長'.repeat(3_500);
    await story.words(HEAD, 'conditions', number, long);
    const shown = await story.act(CLERK, 'show', number);
    const [card] = cardsIn(shown.messages);
    expect(card?.body).toContain('市民税課長が10月6日 10:00に「条件付き許可」');
    expect(card?.body).toContain(`申請番号（${number}）を入力すると`);
    expect(shown.messages.flatMap(excesses)).toEqual([]);
    expect(shown.text.split('長').length - 1).toBeGreaterThanOrEqual(3_500);
  });
});

describe('a case', () => {
  it('shows its reporter who has acknowledged, on every copy', async () => {
    const { said, number } = await reports.report(CLERK);
    const wanted = [...copiesIn(said), ...copiesIn(await reports.act(CLERK, 'show', number))];
    expect(wanted).toEqual([
      { number, view: 'line' },
      { number, view: 'card' },
    ]);
    await reports.minutes(4);
    const before = await reports.record(number);
    story.told.length = 0;
    await reports.act(HEAD, 'acknowledge', number);
    expect(story.told).toEqual(expect.arrayContaining([CLERK, HEAD]));
    for (const card of await story.cards(CLERK, wanted)) {
      expect(card?.body).toContain('市民税課長が10月6日 10:04に受領');
      expect(card === null ? ['none'] : excesses(card)).toEqual([]);
    }
    expect(await story.cards(OUTSIDER, wanted)).toEqual([null, null]);
    expect(await reports.record(number)).toEqual([...before, 'acknowledged']);
  });

  it('is no copy where there is none of its number', async () => {
    const none = ['C-AAAA-AAA2', 'AAAA-AAA2', '../etc', ''].map(
      (number) => ({ number, view: 'card' }) as const,
    );
    expect(await story.cards(HEAD, none)).toEqual([null, null, null, null]);
  });
});

it('are at most as many as a channel may ask for', async () => {
  const many = Array.from({ length: MOST_CARDS + 1 }, () => ({ number: 'AAAA-AAA2', view: 'line' }) as const);
  await expect(story.cards(HEAD, many)).rejects.toThrow(RangeError);
});
