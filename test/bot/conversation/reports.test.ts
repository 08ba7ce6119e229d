import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { excesses } from '../../../bot/messages/limits.ts';
import { caseNumber } from '../../../bot/work/cases/case-number.ts';
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

describe('a lost ID card', () => {
  it('is reported in two taps after the words that tell of it', async () => {
    await talk.say('職員証落としたかも');
    expect(talk.last.messages[0]).toMatchObject({ type: 'text', tone: 'urgent' });
    expect(answersIn(talk.last.messages)).toContain('2.4.4#3');
    expect(talk.asks).toBe('when-noticed');
    await talk.press('今さっき');
    expect(talk.asks).toBe('contact');
    expect(talk.question.input).toMatchObject({
      choices: [{ label: '022-000-0035（名簿の自分の番号）' }, {}],
    });
    await talk.press('022-000-0035');
    expect(talk.desk.only).toMatchObject({
      flow: 'report-lost-id-card',
      facts: { theft: false },
      written: { what: '職員証落としたかも', 'when-noticed': '今さっき', contact: '022-000-0035' },
      concerning: null,
      about: null,
      drill: null,
    });
  });

  it('is reported in three taps from the list', async () => {
    await talk.act({ do: 'emergency' });
    await talk.press('職員証');
    await talk.press('まだ確かでない');
    await talk.press('後で伝える');
    expect(talk.desk.only).toMatchObject({
      flow: 'report-lost-id-card',
      facts: {},
      written: {
        what: '職員証（IDカード）をなくした',
        'when-noticed': 'まだ確かでない',
        contact: '後で伝える',
      },
    });
  });

  it('what the first sentence says is taken, shown and not asked: one tap is left', async () => {
    await talk.say('昨日の夜、駅で職員証を落としました');
    expect(talk.asks).toBe('contact');
    expect(talk.text).toContain('・気づいたとき：昨日');
    expect(talk.question.answers.map(({ name }) => name)).toEqual(['気づいたとき', '盗難']);
    await talk.say('090-1234-5678');
    expect(talk.desk.only.written).toEqual({
      what: '昨日の夜、駅で職員証を落としました',
      'when-noticed': '昨日',
      contact: '090-1234-5678',
    });
  });

  it('asks what else is known only after it is filed, and hands each answer over', async () => {
    await talk.say('今朝、職員証が見当たらないことに気づきました');
    await talk.press('022-');
    const number = /C-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(talk.text)?.[0];
    expect(talk.text).toContain('分かることだけで結構です');
    expect(talk.asks).toBe('otherLoss');
    expect(talk.question.progress).toContain('任意');
    await talk.press('まだ分からない');
    expect(talk.desk.learnt).toEqual([]);
    expect(talk.asks).toBe(null);
    await talk.press('はい（ほかにもある）');
    expect(talk.desk.learnt).toEqual([{ number, facts: { otherLoss: true }, by: 'keiyaku-s1' }]);
    expect(talk.desk.calls).toBe(1);
  });
});

describe('each kind of incident', () => {
  it.each([
    ['USBメモリをなくしました', 'loss'],
    ['公用のノートパソコンが盗まれた', 'theft'],
    ['個人情報を別の人に誤送信してしまった', 'mis-sent'],
    ['住民の個人情報が漏えいしたかもしれない', 'leak'],
    ['パソコンがウイルスに感染したみたい', 'attack'],
    ['市のホームページが改ざんされた', 'tampering'],
    ['職員がデータを勝手に使っていたことが分かった', 'misuse'],
    ['税額の入力ミスで誤った通知を出してしまった', 'wrong-data'],
    ['業務システムが障害で止まってしまった', 'failure'],
  ])('「%s」 is taken as %s, with two questions left', async (told, kind) => {
    await talk.say(told);
    expect(talk.question.flow).toBe('report-incident');
    expect(talk.asks).toBe('when-noticed');
    await talk.say('たぶん今朝');
    await talk.say('内線1234');
    expect(talk.desk.only).toMatchObject({
      flow: 'report-incident',
      facts: { kind },
      written: { what: told, 'when-noticed': 'たぶん今朝', contact: '内線1234' },
    });
  });

  it.each([
    'なくした・消してしまった',
    '盗まれた',
    '間違えて送った・渡した',
    '情報が漏れた・見られた',
    'ウイルス・不正アクセス・乗っ取り',
    '書き換えられた（改ざん）',
    '不正に使われた・勝手に使われた',
    '入力・出力を間違えた',
    'システムが動かない・止まった',
    'そのほか',
    'まだ確かでない',
  ])('can be chosen: %s', async (label) => {
    await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
    await talk.press(label);
    await talk.press('今日');
    await talk.press('022-');
    const { facts, written } = talk.desk.only;
    expect(Object.keys(facts)).toEqual(label === 'まだ確かでない' ? [] : ['kind']);
    expect(written.what).toBe(label);
  });

  it("a citizen's notice is known by the entry", async () => {
    await talk.act({ do: 'emergency' });
    await talk.press('市民などから');
    await talk.say('別の人の課税証明書が届いたと市民から電話');
    expect(talk.asks).toBe('when-noticed');
    await talk.press('今さっき');
    await talk.press('022-');
    expect(talk.desk.only.facts).toEqual({ noticedBy: 'outside' });
    expect(talk.desk.only.written.what).toBe('別の人の課税証明書が届いたと市民から電話');
  });

  it.each(['たぶん', '分からない', 'まだ確かでない', 'わかりません'])(
    '「%s」 is an answer to every question',
    async (doubt) => {
      await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
      for (const field of ['what', 'when-noticed', 'contact']) {
        expect(talk.asks).toBe(field);
        await talk.say(doubt);
      }
      expect(talk.desk.only.facts).toEqual({});
    },
  );
});

describe('a suspicious mail', () => {
  it('that was opened becomes an incident', async () => {
    await talk.act({ do: 'report', flow: 'report-suspicious-email', entry: 'mail' });
    expect(talk.asks).toBe('what');
    await talk.press('開いた');
    await talk.press('今さっき');
    await talk.press('022-');
    expect(talk.desk.only).toMatchObject({
      flow: 'report-incident',
      facts: { kind: 'other' },
      written: { what: '変なメールが来た（開いた・クリックした・入力した）' },
    });
    expect(talk.asks).toBe('noticedBy');
  });

  it('that may have been opened is reported all the same', async () => {
    await talk.act({ do: 'report', flow: 'report-suspicious-email', entry: 'mail' });
    await talk.say('分からない');
    await talk.say('今日');
    await talk.say('内線100');
    expect(talk.desk.only).toMatchObject({ flow: 'report-incident', facts: {} });
  });

  it.each(['開いていないと思う', 'よく覚えていない', '家族が触ったかも'])(
    'is reported where the person only believes: 「%s」',
    async (said) => {
      await talk.act({ do: 'report', flow: 'report-suspicious-email', entry: 'mail' });
      await talk.say(said);
      await talk.press('今日');
      await talk.press('022-');
      expect(talk.desk.only).toMatchObject({ flow: 'report-incident', facts: {}, written: { what: said } });
    },
  );

  it('that was not opened: what to do with its clauses, and nothing is filed unless the person wants it', async () => {
    await talk.act({ do: 'report', flow: 'report-suspicious-email', entry: 'mail' });
    await talk.press('開いていない');
    expect(talk.desk.calls).toBe(0);
    expect(answersIn(talk.last.messages)).toEqual(['2.7.1.vii#10', '2.7.1.vii#4']);
    expect(talk.asks).toBe('forwarded');
    await talk.press('はい（転送した）');
    expect(talk.text).toContain('直ちに情報管理者に相談します');
    expect(answersIn(talk.last.messages)).toContain('2.4.1#2');
    await talk.press('念のため記録に残す');
    expect(talk.asks).toBe('when-noticed');
    await talk.press('今日');
    await talk.press('022-');
    expect(talk.desk.only).toMatchObject({
      flow: 'report-suspicious-email',
      facts: { opened: false, forwarded: true },
    });
  });
});

describe('in the middle of a report', () => {
  it('a side question is answered, and the same question follows', async () => {
    await talk.say('USBメモリをなくしました');
    await talk.say('離席するとき画面はどうする？');
    expect(answersIn(talk.last.messages)).toContain('2.3.4.i#11');
    expect(talk.text).toContain('まだ誰にも知らせていません');
    expect(talk.asks).toBe('when-noticed');
  });

  it('back, change and why', async () => {
    await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
    await talk.say('USBをなくした');
    await talk.press('なぜ聞くの？');
    expect(answersIn(talk.last.messages)).toContain('2.8.3.i#1');
    expect(talk.asks).toBe('when-noticed');
    await talk.say('戻る');
    expect(talk.asks).toBe('what');
    await talk.press('盗まれた');
    await talk.press('昨日');
    expect(talk.asks).toBe('contact');
    await talk.press('変更：気づいたとき');
    await talk.say('金曜の夕方');
    await talk.press('022-');
    expect(talk.desk.only).toMatchObject({
      facts: { kind: 'theft' },
      written: { what: '盗まれた', 'when-noticed': '金曜の夕方' },
    });
  });

  it('a correction of what the first sentence said keeps the sentence', async () => {
    await talk.say('USBメモリをなくしました');
    await talk.press('変更：起きたこと');
    await talk.press('盗まれた');
    await talk.press('今日');
    await talk.press('022-');
    expect(talk.desk.only).toMatchObject({
      facts: { kind: 'theft' },
      written: { what: 'USBメモリをなくしました（盗まれた）' },
    });
  });

  it('stopping says that nobody knows, and forgets what was typed', async () => {
    await talk.say('倉庫でUSBメモリをなくしました');
    expect(talk.store.last).toContain('倉庫');
    await talk.say('やめる');
    expect(talk.text).toContain('まだ誰にも知らせていません');
    expect(talk.store.last).not.toContain('倉庫');
    await talk.press('報告を続ける');
    expect(talk.asks).toBe('when-noticed');
  });

  it('another loss is part of the answer, not another report', async () => {
    await talk.say('USBメモリをなくしました');
    await talk.say('昨日、書類もなくした');
    expect(talk.asks).toBe('contact');
  });

  it('pictures stay where they are, and a link is taken as it is', async () => {
    await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
    await talk.say('写真を送りたいです');
    expect(talk.text).toContain('そのままにして');
    expect(talk.asks).toBe('what');
    await talk.say('誤送信した https://files.example/a/b?c=d');
    await talk.press('今日');
    await talk.press('022-');
    expect(talk.desk.only.written.what).toBe('誤送信した https://files.example/a/b?c=d');
  });

  it('goes on in another process, and leaves nothing of what was typed once it is filed', async () => {
    await talk.say('地下鉄でUSBメモリをなくしました');
    talk.restart();
    await talk.say('火曜の朝');
    talk.restart();
    await talk.say('090-1111-2222');
    expect(talk.desk.only.written).toEqual({
      what: '地下鉄でUSBメモリをなくしました',
      'when-noticed': '火曜の朝',
      contact: '090-1111-2222',
    });
    expect(talk.store.last).not.toMatch(/地下鉄|火曜|1111/u);
  });

  it('a password and a My Number are masked before anything is kept', async () => {
    await talk.say('パスワード Abc12345! を書いた紙と1234 5678 9018を紛失しました');
    expect(talk.last.hide).toBe(true);
    await talk.press('今日');
    await talk.press('022-');
    const all = `${talk.store.states.join('')}${JSON.stringify(talk.desk.only)}`;
    expect(all).not.toMatch(/Abc12345|9018/u);
    expect(talk.desk.only.written.what).toContain('紛失しました');
  });

  it('no question goes beyond what every channel shows', async () => {
    await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
    expect(talk.last.messages.flatMap(excesses)).toEqual([]);
    await talk.press('ほかの人のこと');
    expect(talk.last.messages.flatMap(excesses)).toEqual([]);
  });
});

describe('whose matter it is', () => {
  it("another person's, chosen or named", async () => {
    await talk.say('職員証をなくした');
    await talk.press('ほかの人のこと');
    expect(talk.asks).toBe('concerning');
    await talk.say('どこにもいない人');
    expect(talk.text).toContain('名簿に見つかりませんでした');
    await talk.say('広報課 職員１');
    expect(talk.asks).toBe('when-noticed');
    await talk.press('今日');
    await talk.press('022-');
    expect(talk.desk.only.concerning).toBe('koho-s1');
  });

  it('a superior, past whom it goes; and changing one’s mind costs nothing', async () => {
    await talk.say('名簿が勝手に使われています。情報の不正利用です');
    await talk.press('上司のこと');
    await talk.press('契約課長');
    await talk.press('ほかの人のこと');
    await talk.press('変えずに進む');
    await talk.press('今日');
    await talk.press('022-');
    expect(talk.desk.only).toMatchObject({ about: 'keiyaku-head', concerning: null });
  });
});

describe('delivered twice, or cut off in between', () => {
  it('the last answer delivered twice is one report', async () => {
    await talk.say('職員証をなくした');
    await talk.press('今日', 'a');
    await talk.press('022-', 'b');
    await talk.press('022-', 'b');
    expect(talk.text).toContain('すでに届いています');
    await talk.press('022-');
    expect(talk.text).toContain('もう届いています');
    expect(talk.desk.filed.size).toBe(1);
  });

  it('a death between the record and the state files the same report again', async () => {
    await talk.say('職員証をなくした');
    await talk.press('今日');
    talk.store.fails = true;
    await talk.press('022-', 'x');
    // It is on record: nobody is told otherwise.
    expect(talk.text).toContain('受け付けました');
    expect(talk.last.recorded).toBe(true);
    talk.store.fails = false;
    talk.restart();
    await talk.press('022-', 'x');
    expect(talk.desk.calls).toBe(2);
    expect(talk.desk.filed.size).toBe(1);
  });

  it('where it cannot be recorded: said plainly, what was typed given back, and nothing is lost', async () => {
    await talk.say('倉庫で職員証をなくした');
    await talk.say('火曜の朝');
    talk.desk.broken = true;
    await talk.say('090-3333-4444');
    expect(talk.last.messages[0]).toMatchObject({ type: 'text', tone: 'urgent' });
    for (const words of ['まだ誰にも届いていません', '倉庫で職員証をなくした', '火曜の朝', '090-3333-4444'])
      expect(talk.text).toContain(words);
    expect(talk.asks).toBe('contact');
    talk.desk.broken = false;
    await talk.say('090-3333-4444');
    expect(talk.desk.only.written['when-noticed']).toBe('火曜の朝');
  });
});

describe('who is not signed in', () => {
  it('sees at once whom to ring, signs in, and goes on where they were', async () => {
    const nobody = new ReportTalk(knowledge, null);
    await nobody.say('倉庫で職員証をなくした');
    expect(nobody.text).toContain('022-000-9003');
    expect(nobody.text).toContain('サインインが必要です');
    expect(nobody.asks).toBe('when-noticed');
    await nobody.press('今日');
    const refused = await nobody.say('内線5');
    expect(refused.last.signIn).toBe(true);
    expect(nobody.desk.calls).toBe(0);
    nobody.person = 'koho-s1';
    await nobody.say('内線5');
    expect(nobody.desk.only.written).toEqual({
      what: '倉庫で職員証をなくした',
      'when-noticed': '今日',
      contact: '内線5',
    });
  });
});

describe('an exercise', () => {
  it('is for the CSIRT to start: it names the posts, and is marked', async () => {
    const csirt = new ReportTalk(knowledge, 'digital-suishin-s1');
    await csirt.say('訓練');
    expect(csirt.text).toContain('統計には入りません');
    await csirt.press('職員証');
    expect(csirt.question.title).toContain('【訓練】');
    expect(csirt.asks).toBe('drill');
    const { run, flow } = csirt.question;
    await csirt.act({ do: 'answer', run, flow, facts: { drill: [] } });
    expect(csirt.asks).toBe('drill');
    await csirt.act({ do: 'answer', run, flow, facts: { drill: ['information-manager'] } });
    await csirt.press('今日');
    await csirt.press('022-');
    expect(csirt.desk.only.drill).toEqual({ roles: ['information-manager'] });
  });

  it('is nobody else’s, however it is asked for', async () => {
    await talk.say('訓練を始めたい');
    expect(talk.text).toContain('CSIRT の担当の方');
    await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident', drill: true });
    expect(talk.text).toContain('CSIRT の担当の方');
    expect(talk.desk.calls).toBe(0);
  });

  it('begun by one who may, is not filed for one who may not', async () => {
    const csirt = new ReportTalk(knowledge, null);
    csirt.person = 'digital-suishin-s1';
    await csirt.act({ do: 'report', flow: 'report-lost-id-card', entry: 'card', drill: true });
    const { run, flow } = csirt.question;
    await csirt.act({ do: 'answer', run, flow, facts: { drill: ['information-manager'] } });
    await csirt.say('最初から');
    expect(csirt.asks).toBe('drill');
    expect(csirt.question.title).toContain('【訓練】');
  });
});

describe('what was left in the middle', () => {
  it('a decision can be gone back to once the report is filed', async () => {
    await talk.act({ do: 'start', flow: 'send-email' });
    await talk.say('USBメモリをなくしました');
    expect(talk.question.flow).toBe('report-incident');
    await talk.press('今日');
    await talk.press('022-');
    for (let i = 0; talk.asks !== null && i < 20; i += 1) await talk.press('まだ分からない');
    expect(talk.labels.join()).toContain('に戻る');
    await talk.press('途中の');
    expect(talk.question.flow).toBe('send-email');
  });

  it('the list of decisions holds what can be reported, and so does the welcome', async () => {
    await talk.say('判定一覧');
    expect(talk.labels).toContain('市民などから連絡が来た');
  });

  it('after the alert another matter is a report of its own', async () => {
    await talk.say('USBメモリをなくしました');
    await talk.press('今日');
    await talk.press('022-');
    await talk.say('職員証もなくしました');
    expect(talk.question.flow).toBe('report-lost-id-card');
  });

  it('after the alert another question is answered and nothing insists', async () => {
    await talk.say('USBメモリをなくしました');
    await talk.press('今日');
    await talk.press('022-');
    await talk.say('離席するとき画面はどうする？');
    expect(answersIn(talk.last.messages)).toContain('2.3.4.i#11');
    expect(talk.asks).toBe(null);
  });
});

describe('more of what was just reported', () => {
  const MORE = '300人分の市民のメールアドレスが見えてしまった';
  const number = () => caseNumber(talk.desk.only.key);

  beforeEach(async () => {
    await talk.say('個人情報を別の人に誤送信してしまった');
    await talk.press('今日');
    await talk.press('022-');
  });

  it('is written down with it, and the open question stands again', async () => {
    const { asks } = talk;
    await talk.say(MORE);
    expect(talk.desk.notes).toEqual([{ number: number(), note: MORE, by: 'keiyaku-s1' }]);
    expect(talk.text).toContain(`届けた報告（${number()}）に書き足しました`);
    expect(talk.asks).toBe(asks);
    expect(talk.desk.filed.size).toBe(1);
    await talk.press('まだ分からない');
    expect(talk.asks).not.toBe(asks);
  });

  it('is another report where the person says so', async () => {
    await talk.say(MORE);
    await talk.press('別の件として報告する');
    expect(talk.asks).toBe('what');
    await talk.press('情報が漏れた');
    await talk.press('今日');
    await talk.press('022-');
    expect([...talk.desk.filed.values()].map(({ written }) => written.what)).toContain(
      `${MORE}（情報が漏れた・見られた）`,
    );
  });

  it('has no button for words that no button can hold, and says what could not be recorded', async () => {
    await talk.say(`${MORE}${'個人情報が漏えいしました。'.repeat(150)}`);
    expect(talk.desk.notes).toHaveLength(1);
    expect(talk.labels).not.toContain('別の件として報告する');
    talk.desk.broken = true;
    await talk.say(MORE);
    expect(talk.last.recorded).toBe(false);
    expect(talk.desk.filed.size).toBe(1);
  });

  it('holds no password, and no button holds a My Number', async () => {
    await talk.say('パスワード Abc12345! と1234 5678 9018が漏えいしました');
    expect(talk.desk.notes[0]?.note).not.toContain('Abc12345');
    expect(JSON.stringify(talk.last.messages)).not.toContain('9018');
  });

  it('is asked about once the questions are over, and is then what the person says', async () => {
    for (let i = 0; talk.asks !== null && i < 20; i += 1) await talk.press('まだ分からない');
    await talk.say(MORE);
    expect(talk.desk.notes).toEqual([]);
    expect(talk.labels).toEqual(['先ほどの報告に書き足す', '別の件として報告する']);
    expect(talk.last.messages.flatMap(excesses)).toEqual([]);
    await talk.press('先ほどの報告に書き足す');
    expect(talk.desk.notes).toHaveLength(1);
    await talk.say('ランサムウェアに感染した');
    expect(talk.asks).toBe('when-noticed');
  });

  it('is a report of its own half an hour later, or asked about where the question still stands', async () => {
    talk.later = 31;
    await talk.say(MORE);
    expect(talk.labels).toContain('先ほどの報告に書き足す');
    for (let i = 0; i < 20; i += 1) await talk.press('まだ分からない');
    await talk.say(MORE);
    expect(talk.asks).toBe('what');
  });
});

it('what happens in the middle of an exercise is not taken for more of the exercise', async () => {
  const csirt = new ReportTalk(knowledge, 'digital-suishin-s1');
  await csirt.act({ do: 'report', flow: 'report-incident', entry: 'incident', drill: true });
  const { run, flow } = csirt.question;
  await csirt.act({ do: 'answer', run, flow, facts: { drill: ['information-manager'] } });
  await csirt.press('盗まれた');
  await csirt.press('今日');
  await csirt.press('022-');
  await csirt.say('USBメモリをなくしました');
  expect(csirt.desk.notes).toEqual([]);
  expect(csirt.labels).toContain('別の件として報告する');
});

it('a text too long to be read, which may tell of a loss, gets whom to ring and the menu at once', async () => {
  await talk.say(`職員証落とした。${'とても困っています。'.repeat(1000)}`);
  expect(talk.last.messages[1]).toMatchObject({ type: 'text', tone: 'urgent' });
  expect(talk.text).toContain('短い一文');
  await talk.press('職員証');
  expect(talk.asks).toBe('when-noticed');
});

it.each([
  ['市民から個人情報が漏れてると電話があった', { kind: 'leak', noticedBy: 'outside' }],
  ['身代金払えって画面に出た', { kind: 'attack' }],
])('「%s」 says as much', async (told, facts) => {
  await talk.act({ do: 'report', flow: 'report-incident', entry: 'incident' });
  await talk.say(told);
  await talk.press('今日');
  await talk.press('022-');
  expect(talk.desk.only.facts).toEqual(facts);
});
