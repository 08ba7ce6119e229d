import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compose } from '../../../adapters/mail/compose.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { GUIDED } from '../../../bot/messages/wording.ts';
import { StoreError } from '../../../bot/store/store-error.ts';
import { SEEN } from '../../../bot/work/notices-desk.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { loadSendai } from '../sendai.ts';
import { DeskStory } from './desk-story.ts';

const ASKER = 'shiminzei-s1';
const HEAD = 'shiminzei-head';

let knowledge: Knowledge;
let sample: Directory;
beforeAll(async () => {
  knowledge = await loadSendai();
  const loaded = await loadDirectory(knowledge.pack.directory ?? '', knowledge.pack.roleRules);
  sample = loaded.directory.withoutAbsences();
});

let story: DeskStory;
let number: string;
beforeEach(async () => {
  story = await DeskStory.begin(knowledge, sample);
  number = await story.file(ASKER);
});

const fired = async () => ({
  reminded: await story.count(number, 'reminded'),
  told: await story.count(number, 'deputies-told'),
});

describe('an application that nobody answers', () => {
  it('is reminded of after four working hours and told to the deputies after a working day, each once', async () => {
    // 10:00 → 13:59 → 14:01.
    await story.pass(4 - 1 / 60);
    expect(await fired()).toEqual({ reminded: 0, told: 0 });
    await story.pass(2 / 60);
    expect(await fired()).toEqual({ reminded: 1, told: 0 });
    await story.restart();
    await story.pass(5);
    expect(await fired()).toEqual({ reminded: 1, told: 0 });
    // The next morning at 10:31.
    await story.pass(15.5);
    expect(await fired()).toEqual({ reminded: 1, told: 1 });
    await story.restart();
    await story.pass(48);
    expect(await fired()).toEqual({ reminded: 1, told: 1 });
    const notices = await story.say('shiminzei-c1', 'お知らせ');
    expect(notices.text).toContain('代わって決めることはできません');
    // What they are to speak about they may read, and not decide.
    const card = await story.press('shiminzei-c1', notices.acts[0] ?? never());
    expect(card.text).toContain('ノートパソコンを持ち出す');
    expect(card.acts).toEqual([]);
    expect((await story.say(HEAD, '承認待ち')).text).toContain(number);
  });

  it('is not reminded of twice when the clock jumps ten days forward and a day back', async () => {
    await story.pass(240);
    expect(await fired()).toEqual({ reminded: 1, told: 1 });
    await story.pass(-240);
    await story.restart();
    await story.pass(24);
    await story.pass(-24);
    await story.pass(480);
    expect(await fired()).toEqual({ reminded: 1, told: 1 });
  });

  it('does not fire before its time after the clock was put back', async () => {
    await story.pass(-24);
    await story.pass(20);
    expect(await fired()).toEqual({ reminded: 0, told: 0 });
    await story.pass(9);
    expect(await fired()).toEqual({ reminded: 1, told: 0 });
  });
});

it('what somebody has read stays read when they look again after a month', async () => {
  await story.say(HEAD, 'お知らせ');
  await story.store.conversations.forgetBefore(new Date(story.now.getTime() + 31 * 86_400_000), SEEN);
  expect((await story.say(HEAD, 'お知らせ')).text).toContain('新しいお知らせはありません');
});

it('every message to a person is one that a mail can be made of', async () => {
  const messages = await story.store.outbox.claim('test', 100, 60_000, ['mail']);
  expect(messages.map(({ to, kind }) => `${kind} ${to}`)).toEqual([`routed ${HEAD}`]);
  for (const { id } of messages) {
    const notice = {
      id,
      number,
      asks: '許可の判断をお願いします',
      link: `/requests/${number}`,
      again: false,
    };
    const to = { person: '市民税課長', email: 'head@city.example.jp' };
    const from = { address: 'desk@city.example.jp', name: '' };
    expect(compose({ ...notice, to }, from, 'https://desk.city.example.jp')).toMatchObject({
      messageId: expect.stringContaining(number),
    });
  }
});

describe('a store that cannot be written', () => {
  it.each(['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR'])(
    'says that nothing was recorded, and takes the same message later: %s',
    async (reason) => {
      const failing = vi
        .spyOn(story.store.events, 'append')
        .mockRejectedValue(new StoreError('STORE_UNAVAILABLE', story.folder, reason));
      const filing = await story.filing(ASKER);
      for (const said of [
        await story.send(ASKER, filing, 'message-0001'),
        await story.act(HEAD, 'approve', number),
        await story.act(ASKER, 'withdraw', number),
        await story.away(HEAD),
      ])
        expect(said).toMatchObject({ recorded: false, text: expect.stringContaining(GUIDED.notRecorded) });
      failing.mockRestore();
      expect(await story.record(number)).toEqual(['requested', 'routed']);
      const later = await story.send(ASKER, filing, 'message-0001');
      expect(later.number).not.toBeNull();
      // Nothing was kept of the absence either: the manager still decides.
      expect((await story.act(HEAD, 'approve', number)).text).toContain('として記録し');
    },
  );
});

it('says that nothing was recorded while another program holds the file, and takes the same message after', async () => {
  const filing = await story.filing(ASKER);
  const holder = spawn(process.execPath, ['-e', HOLD, join(story.folder, 'assistant.db')]);
  await once(holder.stdout, 'data');
  const refused = await story.send(ASKER, filing, 'message-0002');
  expect(refused).toMatchObject({ recorded: false, number: null });
  holder.kill('SIGKILL');
  await once(holder, 'close');
  const later = await story.send(ASKER, filing, 'message-0002');
  expect(later.text).toContain('申請を受け付けました');
});

/** Another program that has begun to write, and does not end. */
const HOLD = `const Database = require('libsql');
const database = new Database(process.argv[1]);
database.exec('begin immediate');
console.log('held');
setInterval(() => {}, 1000);`;

describe('what people write', () => {
  it.each([
    ['10,000 characters', '長'.repeat(10_000)],
    ['a formula', '=HYPERLINK("http://evil.example","x")'],
    ['marks of direction', '\u202Egnp.exe\u202C \u200Fabc'],
    ['markup', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['U+0000', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud800b'],
    ['pictures', '👨‍👩‍👧‍👦🈁'],
  ])('is kept and shown as it was typed: %s', async (_, why) => {
    const filed = await story.file(ASKER, { why });
    await story.restart();
    const card = await story.act(HEAD, 'show', filed);
    const shown = card.messages
      .flatMap((message) => (message.type === 'text' ? message.paragraphs : []))
      .join('')
      .replaceAll(/[\u2068\u2069]/gu, '');
    expect(shown).toContain(why);
    const said = await story.words(HEAD, 'conditions', filed, why);
    expect(said.text).toContain('として記録し');
  });
});

function never(): never {
  throw new Error('must not be');
}
