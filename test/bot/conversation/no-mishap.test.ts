import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { answersIn, loadSendai } from '../sendai.ts';
import { ReportTalk } from './report-talk.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadSendai();
});

let talk: ReportTalk;
beforeEach(() => {
  talk = new ReportTalk(knowledge);
});

const isAlarm = () => talk.last.messages.some((one) => one.type === 'text' && one.tone === 'urgent');

describe('what has not happened, or is over', () => {
  it('a case that is put is answered with the clauses, and the report is one tap away', async () => {
    await talk.say('職員証は落としてないけど、落としたらどうすればいい？');
    expect(isAlarm()).toBe(false);
    expect(talk.asks).toBe(null);
    expect(answersIn(talk.last.messages)).toEqual(expect.arrayContaining(['2.4.4#3', '2.4.4#4']));
    await talk.press('知らせる');
    expect(talk.question.flow).toBe('report-lost-id-card');
  });

  it.each(['職員証落としたかと思ったけどあった', '職員証をなくしたけど見つかった', 'USBを落とした夢を見た'])(
    '「%s」 is asked about, not alarmed',
    async (typed) => {
      await talk.say(typed);
      expect(isAlarm()).toBe(false);
      expect(talk.asks).toBe(null);
      await talk.press('手元にある');
      expect(talk.text).toContain('知らせることはありません');
      await talk.press('一時どこにあるか');
      expect(talk.question.flow).toMatch(/^report-/u);
    },
  );

  it.each(['職員証落としたかも', '鞄にあったはずの職員証がない', '職員証が見つからない'])(
    '「%s」 stays a report',
    async (typed) => {
      await talk.say(typed);
      expect(isAlarm()).toBe(true);
      expect(talk.question.flow).toBe('report-lost-id-card');
    },
  );
});

describe('words of the counter', () => {
  it.each([
    ['FAXを間違って別の会社に送ってしまった', 'mis-sent'],
    ['公用タブレットを電車に忘れた', 'loss'],
    ['公用のタブレットをタクシーに忘れてきました', 'loss'],
    ['会議の資料を喫茶店に置いてきてしまいました', 'loss'],
    ['住民票を別人に郵送してしまった', 'mis-sent'],
    ['鍵付きのUSBがどこにもない', 'loss'],
    ['ホームページに名簿を載せてしまった', 'leak'],
    ['画面に「ファイルを暗号化した」と出てビットコインを要求されている', 'attack'],
    ['身代金払えって画面に出た', 'attack'],
    ['おかしなポップアップが出てサポートに電話しろと言われました', 'attack'],
  ])('「%s」 is %s', async (typed, kind) => {
    await talk.say(typed);
    expect(talk.question.flow).toBe('report-incident');
    expect(talk.asks).toBe('when-noticed');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only.facts.kind).toBe(kind);
  });

  it('「身代金要求の画面」 typed to what has happened is an attack', async () => {
    await talk.act({ do: 'emergency' });
    await talk.press('紛失・誤送信');
    await talk.say('身代金要求の画面');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only.facts.kind).toBe('attack');
  });

  it('a card lost along with a stick is both', async () => {
    await talk.say('USBメモリを落として、その中に住民名簿が入っていて、ついでに職員証もなくした');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only).toMatchObject({ flow: 'report-lost-id-card', facts: { otherLoss: true } });
  });

  it('a citizen who rang is heard with words between', async () => {
    await talk.say('市民から個人情報が漏れてると電話があった');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only.facts).toMatchObject({ kind: 'leak', noticedBy: 'outside' });
  });

  it('a link that was trodden on was opened', async () => {
    await talk.say('変なメールのリンクは踏んだ');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.desk.only.flow).toBe('report-incident');
  });
});

describe('what is still to be said after the alert', () => {
  it('what else was lost is asked for, and where one can be reached', async () => {
    await talk.say('職員証をなくした');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.labels).toContain('連絡先を書く');
    await talk.press('はい（ほかにもある）');
    expect(talk.desk.learnt).toMatchObject([{ facts: { otherLoss: true } }]);
    expect(talk.labels).toContain('なくしたものを書く');
  });

  it('nothing of that is asked where nothing else was lost and a number was given', async () => {
    await talk.say('職員証をなくした');
    await talk.press('今さっき');
    await talk.press('022-');
    expect(talk.labels).not.toContain('連絡先を書く');
    await talk.press('いいえ（カードだけ）');
    expect(talk.labels).not.toContain('なくしたものを書く');
  });

  it('who is not signed in is told so beforehand, and has numbers to ring where the last answer is refused', async () => {
    talk.person = null;
    await talk.say('職員証をなくした');
    expect(talk.question.progress).toContain('サインインが要ります');
    await talk.press('今さっき');
    await talk.press('後で伝える');
    expect(talk.last.signIn).toBe(true);
    expect(talk.text).toContain('022-000-9003');
    expect(talk.desk.filed.size).toBe(0);
    talk.person = 'keiyaku-s1';
    await talk.press('後で伝える');
    expect(talk.desk.filed.size).toBe(1);
  });
});
