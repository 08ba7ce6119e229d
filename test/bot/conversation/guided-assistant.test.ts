import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId, Replied } from '../../../bot/channel.ts';
import { createAssistant } from '../../../bot/conversation/assistant.ts';
import { type ConversationStore, MemoryConversations } from '../../../bot/conversation/conversation-store.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import type { Action, Message, QuestionMessage, VerdictMessage } from '../../../bot/messages/model.ts';
import { plainText } from '../../../bot/messages/plain-text.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import type { PersonId } from '../../../knowledge/organisation/directory.ts';
import { answersIn, loadSendai, quotesIn, sentencesIn } from '../sendai.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadSendai();
});

/** One person's conversation with the whole assistant. */
class Conversation {
  readonly #store: ConversationStore;
  #assistant: ReturnType<typeof createAssistant>;
  #messages = 0;
  last: Replied = { messages: [], hide: false, recorded: true };
  /** Who is signed in; nobody at first. */
  person: PersonId | null = null;

  constructor(store: ConversationStore = new MemoryConversations()) {
    this.#store = store;
    this.#assistant = createAssistant(knowledge, { store });
  }

  /** A new process over the same store. */
  restart(): void {
    this.#assistant = createAssistant(knowledge, { store: this.#store });
  }

  async send(input: Parameters<typeof this.receive>[0], id?: string): Promise<readonly Message[]> {
    this.last = await this.receive(input, id);
    return this.last.messages;
  }

  receive(input: { text: string } | { action: Action }, id?: string): Promise<Replied> {
    this.#messages += 1;
    return this.#assistant.receive({
      id: id ?? `message-${this.#messages}`,
      channel: 'test',
      conversation: 'one' as ConversationId,
      person: this.person,
      input: 'text' in input ? { type: 'text', ...input } : { type: 'action', ...input },
      at: new Date(this.#messages * 1000),
    });
  }

  say(text: string, id?: string): Promise<readonly Message[]> {
    return this.send({ text }, id);
  }

  press(action: Action, id?: string): Promise<readonly Message[]> {
    return this.send({ action }, id);
  }

  get question(): QuestionMessage {
    const found = this.last.messages.find((message) => message.type === 'question');
    if (found === undefined) throw new Error(`no question in: ${plainText(this.last.messages)}`);
    return found;
  }

  get verdict(): VerdictMessage {
    const found = this.last.messages.find((message) => message.type === 'verdict');
    if (found === undefined) throw new Error(`no verdict in: ${plainText(this.last.messages)}`);
    return found;
  }

  get labels(): string[] {
    return this.last.messages.flatMap((message) =>
      message.type === 'choices' ? message.choices.map(({ label }) => label) : [],
    );
  }
}

const EMAIL = '添付ファイルをメールで送っていい？';
let talk: Conversation;
beforeEach(() => {
  talk = new Conversation();
});

describe('a question that depends on facts', () => {
  it('is answered with its first question at once, what was said taken, and the clauses under it', async () => {
    const reply = await talk.say(EMAIL);
    expect(sentencesIn(reply)).toContain('できるかどうかは条件によります');
    expect(sentencesIn(reply)).toContain('・添付ファイル：はい（添付する）');
    expect(talk.question).toMatchObject({ flow: 'send-email', fact: 'businessNeed' });
    expect(answersIn(reply)).toContain('2.7.1.vii#6');
    await talk.say('はい');
    expect(talk.question.fact).toBe('classification');
  });

  it('is passed over by another question, and its buttons work all the same', async () => {
    await talk.say(EMAIL);
    const { run } = talk.question;
    const reply = await talk.say('離席するとき画面はどうする？');
    expect(answersIn(reply)).toContain('2.3.4.i#11');
    expect(reply.some(({ type }) => type === 'question')).toBe(false);
    expect(talk.labels).toEqual(['続ける']);
    await talk.press({ do: 'answer', run, flow: 'send-email', facts: { businessNeed: true } });
    expect(talk.question.fact).toBe('classification');
  });

  it('comes to its verdict where everything was said', async () => {
    await talk.say('個人情報入りのExcelを外部の複数人に添付でメールしていい？');
    expect(talk.verdict).toMatchObject({ verdict: 'prohibited', limitsFirst: true });
    expect(sentencesIn(talk.last.messages)).toContain('・個人情報：はい（入っている）');
  });

  it('takes all that a wish says, and tells what does not bear on the verdict', async () => {
    await talk.say('個人情報入りのExcelを外部の複数人に添付で送りたいんだけど');
    expect(talk.verdict).toMatchObject({ flow: 'send-email', verdict: 'prohibited' });
    expect(sentencesIn(talk.last.messages)).toContain(
      [
        '・個人情報：はい（入っている）',
        '・添付ファイル：はい（添付する）（今の判定には関わりません）',
        '・送り先：それ以外（市の外の相手など）（今の判定には関わりません）',
        '・複数の送り先：はい（複数人）（今の判定には関わりません）',
      ].join('\n'),
    );
    const change = talk.verdict.answers[0]?.change.action;
    if (change?.do !== 'guide') throw new Error('the answer can be changed');
    const { run, flow } = change;
    await talk.press({ do: 'answer', run, flow, facts: { article7Personal: false } });
    expect(talk.question.answers.map(({ name }) => name)).toContain('添付ファイル');
  });

  it('is not offered beside another question back', async () => {
    const reply = await talk.say('USB いい？');
    expect(reply.filter(({ type }) => type === 'choices' || type === 'question')).toHaveLength(1);
  });

  it('is found in the list of all decisions', async () => {
    for (const typed of ['判定一覧', '判定', '判定の一覧。']) {
      await talk.say(typed);
      expect(talk.labels).toEqual(knowledge.pack.flows.map(({ title }) => title));
    }
    await talk.press({ do: 'start', flow: 'take-out' });
    expect(talk.question.flow).toBe('take-out');
    await talk.press({ do: 'start', flow: 'no-such-flow' });
    expect(talk.labels).toEqual(['判定の一覧を見る']);
  });
});

describe('a title typed', () => {
  it('begins its decision, with no answer taken from its own words, also in the middle of another', async () => {
    expect(knowledge.pack.flows).toHaveLength(24);
    await talk.press({ do: 'start', flow: 'send-email' });
    for (const { id, title } of knowledge.pack.flows) {
      const also = knowledge.pack.intents.find((intent) => intent.id === id)?.alsoCalled ?? [];
      const without = title.replace(/？$/u, '');
      for (const typed of [title, without, `${without}?`, `「${title}」`, ` ${without} 。`, ...also]) {
        await talk.say(typed);
        expect(talk.question, typed).toMatchObject({ flow: id, answers: [] });
      }
    }
  });

  it('is not passed over: a side question is answered, and then asked back', async () => {
    await talk.say('SNSで発信していい？');
    await talk.say('離席するとき画面はどうする？');
    expect(talk.question.flow).toBe('post-social-media');
  });
});

describe('a command with nothing open', () => {
  it.each(['やめる', '続ける', '戻る', '変更'])(
    '「%s」 is said to have nothing to go on with',
    async (typed) => {
      await talk.say(typed);
      expect(talk.last.messages).toMatchObject([
        { prompt: expect.stringContaining('途中の判定はありません'), choices: [{ action: { do: 'flows' } }] },
      ]);
    },
  );

  it.each(['はい', 'いいえ', 'うん', 'たぶん', 'どちらでもいいです'])(
    'an answer to nothing is told so: 「%s」',
    async (typed) => {
      await talk.say(typed);
      expect(talk.last.messages).toMatchObject([
        { prompt: expect.stringContaining('今は質問していません'), choices: [{ action: { do: 'flows' } }] },
      ]);
    },
  );

  it('under an offer a hedge is asked again, and 「分からない」 is found out', async () => {
    await talk.say('情報をクラウドに置くには？');
    expect(talk.question).toMatchObject({ flow: 'cloud-data', fact: 'classification' });
    await talk.say('たぶん');
    expect(talk.question.flow).toBe('cloud-data');
    await talk.say('分からない');
    expect(talk.question.flow).toBe('classify-information');
  });
});

describe('right under an offer', () => {
  it.each([
    [EMAIL, 'たぶん'],
    [EMAIL, '業務に必要だけど、必要じゃないかも'],
    ['ソフトを入れていい？', '正規ライセンスじゃない'],
    ['SNSで発信していい？', '分類はⅢです、たぶん'],
    ['SNSで発信していい？', 'Ⅲ以外'],
  ])('「%s」→「%s」 is asked again', async (question, typed) => {
    await talk.say(question);
    const { flow, fact } = talk.question;
    const reply = await talk.say(typed);
    expect(talk.question).toMatchObject({ flow, fact });
    expect(sentencesIn(reply)).toContain('次の中から選んでください');
  });

  it.each([
    [EMAIL, 'いや必要ない'],
    ['PCを修理に出したい', 'データは消せません'],
    ['Web会議で扱っていい？', '他社主催じゃなくて市主催'],
    ['記録媒体を捨てたい、分類Ⅲ', '消せる'],
  ])('「%s」→「%s」 is an answer', async (question, typed) => {
    await talk.say(question);
    const { flow, fact } = talk.question;
    await talk.say(typed);
    const shown = talk.last.messages.find(({ type }) => type === 'verdict' || type === 'question');
    expect(shown).toMatchObject({ flow });
    expect(JSON.stringify(shown)).toContain(`"fact":"${fact}"`);
  });

  it.each<[question: string, typed: string, known: readonly string[]]>([
    [
      EMAIL,
      '業務に必要で、個人情報は入っていなくて、外部の業者一人にだけ市のメールから送るつもりでいます',
      ['添付ファイル', '業務上の必要', '個人情報', '送り方', '送り先', '複数の送り先'],
    ],
    [
      EMAIL,
      '来週の説明会の準備のために先方と打ち合わせた内容を確かめてもらうもので、業務に必要なものです',
      ['添付ファイル', '業務上の必要'],
    ],
    ['暗号化パスワードはこれで足りる？', '12文字で大文字小文字数字', []],
  ])('「%s」→「%s」 is taken, however long it is', async (question, typed, known) => {
    await talk.say(question);
    await talk.say(typed);
    const shown = talk.last.messages.find(({ type }) => type === 'verdict' || type === 'question');
    if (shown?.type === 'question') expect(shown.answers.map(({ name }) => name)).toEqual(known);
    else expect(shown).toMatchObject({ type: 'verdict', flow: 'check-password', label: '可' });
  });

  it.each(['そもそも個人情報って何ですか', 'ふがほげ', '添付ファイルのパスワードはどう決める？'])(
    'a side question is answered, and the same question follows: 「%s」',
    async (typed) => {
      await talk.say(EMAIL);
      const { run, fact } = talk.question;
      const reply = await talk.say(typed);
      expect(sentencesIn(reply)).toContain('の途中です。続きの質問です。');
      expect(talk.question).toMatchObject({ run, fact });
      await talk.say('はい');
      expect(talk.question.fact).toBe('classification');
    },
  );

  it.each(['電子メールのルール一覧', 'USBを持ち帰りたい', '離席するとき画面はどうする？'])(
    'a question of its own is answered: 「%s」',
    async (typed) => {
      await talk.say(EMAIL);
      const reply = await talk.say(typed);
      expect(answersIn(reply).length).toBeGreaterThan(0);
      expect(sentencesIn(reply)).not.toContain('次の中から選んでください');
    },
  );

  it.each(['最初からやり直す', 'やり直す'])('「%s」 begins again', async (typed) => {
    await talk.say(EMAIL);
    await talk.say('はい');
    const { run } = talk.question;
    await talk.say(typed);
    expect(talk.question).toMatchObject({ flow: 'send-email', answers: [] });
    expect(talk.question.run).not.toBe(run);
  });
});

describe('a decision beside another', () => {
  it.each(['ChatGPTに分類Ⅰを入れたい', '国のシステムに分類Ⅱを入れる'])(
    'is told and can be begun: 「%s」',
    async (typed) => {
      await talk.press({ do: 'start', flow: 'use-external-service' });
      await talk.say(typed);
      if (talk.last.messages.some(({ type }) => type === 'question')) await talk.say('はい');
      expect(talk.verdict.notes.join()).toContain('クラウドサービス');
      expect(talk.verdict.next[0]).toMatchObject({ action: { do: 'start', flow: 'cloud-data' } });
    },
  );

  it('is not offered where its rules are in the verdict already', async () => {
    await talk.press({ do: 'start', flow: 'use-external-service' });
    await talk.say('ガバメントクラウド');
    await talk.say('Ⅰ');
    expect(talk.verdict.next.map(({ label }) => label)).toEqual(['最初からやり直す']);
  });
});

describe('an answer that sounds like a report', () => {
  it.each([
    ['dispose-media', ['Ⅱ'], '消去はできないっぽい', 'erasable'],
    ['send-email', ['はい', 'Ⅲ', 'いいえ', 'いいえ'], '市のアドレスではない', 'account'],
    ['check-password', [], '10文字くらい', 'length'],
    ['send-email', [], '添付なし', 'businessNeed'],
    ['take-out', ['情報（書類やデータ）', 'いいえ'], '紙じゃなくてUSB', 'onMedia'],
    ['require-mfa', [], 'クラウドじゃない', 'classification'],
    ['install-software', [], 'ライセンスはあるけど業務には要らないし安全かわからない', 'licensed'],
    ['check-password', ['12文字'], '記号も使ってる', 'kinds'],
  ])('in %s after %j: 「%s」 is asked again', async (flow, said, typed, fact) => {
    await talk.press({ do: 'start', flow });
    for (const words of said) await talk.say(words);
    expect(talk.question.fact).toBe(fact);
    const reply = await talk.say(typed);
    // Nothing is looked for, and nothing is reported: at most a sentence on how it was read stands before the question.
    expect(reply.map(({ type }) => type)).toEqual(['text', 'question']);
    expect(reply[0]).not.toMatchObject({ tone: 'urgent' });
    expect(talk.question.fact).toBe(fact);
  });

  it.each([
    ['待てない', 'はい'],
    ['待てません', 'はい'],
    ['待てないです', 'はい'],
    ['CISOの許可を待っていられません', 'はい'],
    ['緊急で待てません', 'はい'],
    ['待てる', 'いいえ'],
    ['待てます', 'いいえ'],
    ['緊急ではないので待てます', 'いいえ'],
  ])('「%s」 is an answer where waiting is asked about', async (typed, answer) => {
    await talk.press({ do: 'start', flow: 'exception' });
    await talk.say(typed);
    expect(talk.verdict.answers[0]?.value).toContain(answer);
  });

  it.each(['待てないことはない', '緊急ではないが待てない', '待てるかどうか分からない'])(
    '「%s」 is asked again',
    async (typed) => {
      await talk.press({ do: 'start', flow: 'exception' });
      await talk.say(typed);
      expect(talk.question.fact).toBe('emergency');
    },
  );

  it.each(['ⅠかⅡのどっちか', 'Ⅰではない', 'Ⅲ以外', 'ⅡかⅢ', 'Ⅱ以上', 'Ｓじゃないです'])(
    '「%s」 is asked again at once, with the choices',
    async (typed) => {
      await talk.press({ do: 'start', flow: 'send-media' });
      const reply = await talk.say(typed);
      expect(reply.map(({ type }) => type)).toEqual(['text', 'question']);
      expect(talk.question.fact).toBe('classification');
    },
  );

  it.each([
    ['dispose-media', 'USBなくした'],
    ['send-email', '添付を開いてしまった'],
    ['send-media', 'USBなくした'],
  ])('a report in %s comes first: 「%s」', async (flow, typed) => {
    await talk.press({ do: 'start', flow });
    const reply = await talk.say(typed);
    expect(reply[0]).toMatchObject({ type: 'text', tone: 'urgent' });
  });

  it('a report under an offer comes first', async () => {
    await talk.say('USB持って帰っていい？');
    const reply = await talk.say('USBなくした');
    expect(reply[0]).toMatchObject({ type: 'text', tone: 'urgent' });
  });
});

describe('in the middle of a decision', () => {
  beforeEach(async () => {
    await talk.press({ do: 'start', flow: 'send-email' });
  });

  it('another question is answered, and the same question follows', async () => {
    const { fact } = talk.question;
    const reply = await talk.say('離席するとき画面はどうする？');
    expect(quotesIn(reply).map(({ clause }) => clause)).toContain('2.3.4.i#11');
    expect(sentencesIn(reply)).toContain('の途中です。続きの質問です。');
    expect(talk.question.fact).toBe(fact);
  });

  it('a question of another decision offers to begin that one, and the first can be gone back to', async () => {
    await talk.say('USBを持ち帰っていい？');
    expect(talk.labels).toEqual(['今の判定を置いて「庁舎や取扱区域の外へ持ち出していい？」を始める']);
    expect(talk.question.flow).toBe('send-email');
    await talk.press({ do: 'start', flow: 'take-out' });
    await talk.say('私物の機器に入れて');
    expect(talk.verdict.next[0]?.label).toContain(
      '途中の「この内容や添付ファイルをメールで送っていい？」に戻る',
    );
  });

  it('a loss is answered first, with nothing but a button that leads back', async () => {
    for (const told of [
      'USBメモリを電車に置き忘れてしまいました',
      'さっきの添付を別の人に誤送信してしまった',
    ]) {
      const reply = await talk.say(told);
      expect(reply[0], told).toMatchObject({ type: 'text', tone: 'urgent' });
      expect(reply.some(({ type }) => type === 'question')).toBe(false);
      expect(talk.labels.at(-1)).toBe('続ける');
    }
    const [last] = talk.last.messages.slice(-1);
    if (last?.type !== 'choices') throw new Error('the button comes last');
    await talk.press(last.choices[0]?.action ?? { do: 'flows' });
    expect(talk.question.fact).toBe('businessNeed');
  });

  it('the emergency button and a clause do not end it', async () => {
    await talk.press({ do: 'emergency' });
    expect(talk.labels.at(-1)).toBe('続ける');
    const clause = knowledge.pack.policy.get('2.7.1.vii#6')?.id;
    if (clause === undefined) throw new Error('the clause exists');
    await talk.press({ do: 'show-clause', clause });
    expect(talk.question.fact).toBe('businessNeed');
  });

  it('the same message delivered twice counts once', async () => {
    await talk.say('はい', 'same');
    expect(talk.question.fact).toBe('classification');
    const once = talk.last.messages;
    expect(await talk.say('はい', 'same')).toEqual(once);
    await talk.say('Ⅲ');
    await talk.say('いいえ', 'same-2');
    talk.restart();
    const { fact } = talk.question;
    await talk.say('いいえ', 'same-2');
    expect(talk.question.fact).toBe(fact);
  });

  it('a restart, a day later, goes on at the same question', async () => {
    await talk.say('はい');
    const before = talk.question;
    talk.restart();
    await talk.say('続ける');
    expect(talk.question).toEqual(before);
    talk.restart();
    await talk.say('Ⅱ');
    expect(talk.question.answers.map(({ value }) => value)).toEqual(['はい（業務に必要）', '重要性分類Ⅱ']);
  });
});

describe('a secret', () => {
  const SECRET = 'Kyou-no-Ame7!x';
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['in the first sentence', [`この暗号化パスワード「${SECRET}」で足りる？`]],
    ['as an answer', ['この暗号化パスワードで足りる？', SECRET, `${SECRET}です`]],
    ['with the figures beside it', ['この暗号化パスワードで足りる？', `${SECRET} 14文字で4種類`]],
    ['after the verdict', ['この暗号化パスワードで足りる？', '12', '4', `じゃあ${SECRET}は？`]],
  ])('typed %s is neither judged nor kept nor repeated, and is to be hidden', async (_, said) => {
    const store = await openStore({ dataFolder: folder });
    talk = new Conversation(store.conversations);
    let hidden = 0;
    const replies: (readonly Message[])[] = [];
    for (const words of said) {
      replies.push(await talk.say(words));
      expect(talk.last.hide).toBe(words.includes(SECRET));
      if (!talk.last.hide) continue;
      hidden += 1;
      expect(sentencesIn(talk.last.messages)).toContain(
        knowledge.pack.flows.find(({ id }) => id === 'check-password')?.secret,
      );
      expect(talk.last.messages.some(({ type }) => type === 'verdict')).toBe(false);
    }
    expect(hidden).toBeGreaterThan(0);
    // A follow-up takes up no topic in which it would be quoted.
    replies.push(await talk.say('それは誰に聞く？'));
    expect(JSON.stringify(replies)).not.toContain(SECRET);
    await store.close();
    for (const file of await readdir(folder)) {
      // SQLite may still be clearing its side files away.
      const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(SECRET)).toBe(false);
    }
  });

  it.each(['sendaishi', '20261124', 'abcd1234efgh', 'qwertyuiopです'])(
    'may be a bare word while passwords are talked of: 「%s」',
    async (word) => {
      const store = await openStore({ dataFolder: folder });
      talk = new Conversation(store.conversations);
      const replies: (readonly Message[])[] = [];
      for (const before of [[], ['12文字'], ['3種類']]) {
        if (before.length === 0) await talk.say('この暗号化パスワードで足りる？');
        for (const words of before) await talk.say(words);
        replies.push(await talk.say(word));
        expect(talk.last.hide).toBe(true);
        expect(sentencesIn(talk.last.messages)).toContain('すぐに変更してください');
      }
      replies.push(await talk.say('それは誰に聞く？'));
      expect(JSON.stringify(replies)).not.toContain(word);
      await store.close();
      for (const file of await readdir(folder)) {
        const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
        expect(bytes.includes(word)).toBe(false);
      }
    },
  );

  it('takes no answer, no command and no question for one', async () => {
    await talk.say('この暗号化パスワードで足りる？');
    for (const words of [
      'はい',
      'なぜ',
      '12',
      '戻る',
      'BitLocker',
      '４種類',
      'なぜこのように決まっていますか',
    ]) {
      await talk.say(words);
      expect(talk.last.hide, words).toBe(false);
    }
  });

  it.each([
    `パスワード：${SECRET}`,
    `私のパスワードは${SECRET}です。使っていいですか`,
    `共有PCのパスワード${SECRET}を後輩に教えていい？`,
    `Zipのパスワード ${SECRET} で送っていい？`,
    `${SECRET}2026`,
  ])('is hidden whatever is asked with it: 「%s」', async (typed) => {
    const replies = [await talk.say(typed)];
    expect(talk.last.hide).toBe(true);
    expect(sentencesIn(talk.last.messages)).toContain('すぐに変更してください');
    expect(talk.last.messages.length).toBeGreaterThan(1);
    replies.push(await talk.press({ do: 'say', text: typed }));
    expect(talk.last.hide).toBe(true);
    replies.push(await talk.say('それは誰に聞く？'));
    await talk.press({ do: 'start', flow: 'send-email' });
    replies.push(await talk.say(typed));
    expect(talk.last.hide).toBe(true);
    expect(JSON.stringify(replies)).not.toContain(SECRET);
  });

  it('what is kept are values, and nothing that was typed', async () => {
    const store = await openStore({ dataFolder: folder });
    talk = new Conversation(store.conversations);
    await talk.say('相談者さんの名簿を業者にメールで送っていい？');
    await talk.say('相談者さんの件は別の話です');
    const kept = await store.conversations.load('test one');
    expect(kept?.state).toContain('send-email');
    expect(kept?.state).not.toMatch(/相談者|名簿|業者|メール/u);
    await store.close();
  });
});

describe('a store that fails', () => {
  /** Fails as long as it is told to. */
  class Failing extends MemoryConversations {
    fails: 'load' | 'save' | null = null;
    override load(key: string) {
      return this.fails === 'load' ? Promise.reject(new Error('disk')) : super.load(key);
    }
    override save(key: string, state: string, loaded: number | null) {
      return this.fails === 'save' ? Promise.reject(new Error('disk')) : super.save(key, state, loaded);
    }
  }

  it.each(['load', 'save'] as const)(
    'at %s: nothing is done, and the same may be sent again',
    async (fails) => {
      const store = new Failing();
      talk = new Conversation(store);
      await talk.press({ do: 'start', flow: 'send-email' });
      store.fails = fails;
      await talk.say('はい', 'again');
      expect(talk.last.recorded).toBe(false);
      expect(sentencesIn(talk.last.messages)).toContain('記録できなかったため、今の操作は行われていません');
      store.fails = null;
      await talk.say('はい', 'again');
      expect(talk.last.recorded).toBe(true);
      expect(talk.question.fact).toBe('classification');
    },
  );

  it('keeps no emergency from being answered', async () => {
    const store = new Failing();
    talk = new Conversation(store);
    store.fails = 'load';
    await talk.press({ do: 'emergency' });
    expect(talk.last.recorded).toBe(true);
    expect(answersIn(talk.last.messages)).toEqual([...knowledge.pack.emergency]);
    const reply = await talk.say('USBメモリを電車に置き忘れてしまいました');
    expect(reply[0]).toMatchObject({ type: 'text', tone: 'urgent' });
  });

  it('with a write between is read again, and both are kept', async () => {
    const store = new MemoryConversations();
    const one = new Conversation(store);
    const other = new Conversation(store);
    await one.press({ do: 'start', flow: 'send-email' });
    const { run } = one.question;
    const answer = (facts: Record<string, boolean | string>) =>
      ({ action: { do: 'answer', run, flow: 'send-email', facts } }) as const;
    await Promise.all([
      one.send(answer({ businessNeed: true }), 'from-one'),
      other.send(answer({ classification: 'III' }), 'from-other'),
    ]);
    await one.say('続ける', 'later');
    expect(one.question.answers.map(({ fact }) => fact).sort()).toEqual(['businessNeed', 'classification']);
  });
});

describe('several messages at once', () => {
  it('are taken one after the other', async () => {
    await talk.press({ do: 'start', flow: 'send-email' });
    const replies = await Promise.all(['はい', 'Ⅲ', 'いいえ'].map((text) => talk.receive({ text })));
    const asked = replies.map(({ messages }) => messages.find(({ type }) => type === 'question'));
    expect(asked.map((question) => question?.type === 'question' && question.fact)).toEqual([
      'classification',
      'article7Personal',
      'attachment',
    ]);
  });
});

describe('what is kept by another program', () => {
  it('and cannot be read is said once, and begun anew', async () => {
    const store = new MemoryConversations();
    await store.save('test one', '{"version":99}', null);
    talk = new Conversation(store);
    const reply = await talk.say('離席するとき画面はどうする？');
    expect(reply[0]).toMatchObject({
      type: 'choices',
      prompt: expect.stringContaining('読み取れませんでした'),
    });
    expect(answersIn(reply)).toContain('2.3.4.i#11');
    await talk.say('離席するとき画面はどうする？');
    expect(talk.labels).toEqual([]);
  });
});

describe('one tab and two people, one after the other', () => {
  it('who signs in in the middle goes on; who comes after finds nothing of it', async () => {
    const chat = new Conversation();
    await chat.say('USB持って帰っていい？');
    chat.person = 'clerk-1' as PersonId;
    const question = chat.last.messages.find(
      (message): message is QuestionMessage => message.type === 'question',
    );
    const no = question?.input.kind === 'choices' ? question.input.choices[1] : undefined;
    if (no === undefined) throw new Error('no choice');
    expect((await chat.press(no.action)).some(({ type }) => type === 'verdict')).toBe(true);

    chat.person = 'clerk-2' as PersonId;
    // The button of the first one's walk as it stood after signing in means nothing to the second.
    const verdict = await chat.say('変更');
    expect(verdict.some(({ type }) => type === 'verdict')).toBe(false);
  });
});
