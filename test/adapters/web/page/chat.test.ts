import { beforeEach, describe, expect, test } from 'vitest';
import { Chat } from '../../../../adapters/web/page/chat.ts';
import type { LiveEvents } from '../../../../adapters/web/page/live-connection.ts';
import { type Drawer, load } from '../../../../adapters/web/page/saved-conversation.ts';
import type { Outcome } from '../../../../adapters/web/page/server.ts';
import type { Sent } from '../../../../adapters/web/wire.ts';
import { MOST_CARDS } from '../../../../bot/channel.ts';
import type { CardMessage, CopyOf, Message } from '../../../../bot/messages/model.ts';

/** A server that answers only when the test says so. */
class ManualServer {
  readonly posted: Sent[] = [];
  readonly #waiting: ((outcome: Outcome) => void)[] = [];

  post(sent: Sent): Promise<Outcome> {
    this.posted.push(sent);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  welcome() {
    return Promise.resolve({ policyName: '方針', messages: [] });
  }

  async news(): Promise<number> {
    return 0;
  }

  /** What was asked for, each time; answered with what stands in `now`. */
  readonly wanted: CopyOf[][] = [];
  now: (of: CopyOf) => CardMessage | null = () => null;

  async cards(wanted: readonly CopyOf[]): Promise<readonly (CardMessage | null)[] | null> {
    this.wanted.push([...wanted]);
    return wanted.map((of) => this.now(of));
  }

  async finish(outcome: Outcome): Promise<void> {
    this.#waiting.shift()?.(outcome);
    // Let the chat take the answer and send what waits next.
    await new Promise(setImmediate);
  }
}

function drawerOf(capacity = Number.POSITIVE_INFINITY): Drawer & { content: string | null } {
  return {
    content: null,
    getItem() {
      return this.content;
    },
    setItem(_, value) {
      if (value.length > capacity) throw new Error('QuotaExceededError');
      this.content = value;
    },
  };
}

const answered: Outcome = { type: 'answered', messages: [], hide: false };
const text = (words: string) => ({ type: 'text', text: words }) as const;
const emergency = { type: 'action', action: { do: 'emergency' } } as const;

let server: ManualServer;
let live: LiveEvents;
let liveCalls: string[];

function startChat(drawer: Drawer | null = drawerOf()): Chat {
  let ids = 0;
  const chat = new Chat(load(drawer) ?? { id: 'first', turns: [] }, {
    server,
    drawer,
    newId: () => `id-${++ids}`,
    claim: () => {},
    makeLive: (events) => {
      live = events;
      const noted = (call: string) => () => void liveCalls.push(call);
      return {
        connect: noted('connect'),
        reconnect: () => {
          liveCalls.push('reconnect');
          events.onLost();
        },
        rest: noted('rest'),
      };
    },
  });
  chat.start();
  live.onOpen();
  return chat;
}

const states = (chat: Chat) => chat.state.conversation.turns.map(({ delivery }) => delivery.state);

beforeEach(() => {
  server = new ManualServer();
  liveCalls = [];
});

describe('sending', () => {
  test('is in order and one at a time', async () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    chat.say(text('二'), '二');
    expect(server.posted).toHaveLength(1);
    expect(states(chat)).toEqual(['sending', 'unsent']);
    await server.finish(answered);
    expect(states(chat)).toEqual(['answered', 'sending']);
    await server.finish(answered);
    expect(server.posted.map(({ id }) => id)).toEqual(['id-1', 'id-2']);
  });

  test('of unknown outcome is repeated under the same id once the server is back', async () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    await server.finish({ type: 'unknown' });
    expect(chat.state.connection).toBe('lost');
    expect(states(chat)).toEqual(['unsent']);
    expect(server.posted).toHaveLength(1);
    live.onOpen();
    await server.finish(answered);
    expect(server.posted.map(({ id }) => id)).toEqual(['id-1', 'id-1']);
    expect(states(chat)).toEqual(['answered']);
  });

  test('waits while the connection is lost', () => {
    const chat = startChat();
    live.onLost();
    chat.say(text('一'), '一');
    expect(server.posted).toEqual([]);
    live.onOpen();
    expect(server.posted).toHaveLength(1);
  });

  test('a refused message does not hold up the next', async () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    chat.say(text('二'), '二');
    await server.finish({ type: 'refused', problem: '長すぎます', again: false, signIn: false });
    expect(states(chat)).toEqual(['refused', 'sending']);
  });

  test('a button pressed twice at once is one press, and words typed twice are two', () => {
    const chat = startChat();
    chat.say(emergency, '緊急');
    chat.say(emergency, '緊急');
    chat.say(text('一'), '一');
    chat.say(text('一'), '一');
    expect(chat.state.conversation.turns.map(({ shown }) => shown)).toEqual(['緊急', '一', '一']);
  });
});

describe('a secret that was typed', () => {
  const secret = 'Kyou-no-Ame7!x';
  const hidden: Outcome = { ...answered, hide: true };

  test('is shown and kept no longer once the answer says so', async () => {
    const drawer = drawerOf();
    const chat = startChat(drawer);
    chat.say(text(secret), secret);
    await server.finish(hidden);
    expect(chat.state.conversation.turns).toMatchObject([
      { shown: '（伏せました）', input: { text: '（伏せました）' }, delivery: { state: 'answered' } },
    ]);
    expect(drawer.content).not.toContain(secret);
  });

  test('is gone from a conversation that was left meanwhile, too', async () => {
    const chat = startChat();
    chat.say(text(secret), secret);
    chat.startAnew();
    await server.finish(hidden);
    expect(JSON.stringify(chat.state)).not.toContain(secret);
    chat.undo();
    expect(chat.state.conversation.turns[0]?.shown).toBe('（伏せました）');
  });
});

describe('a new conversation', () => {
  test('gets no answer that was meant for the old one, which has it when it comes back', async () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    chat.startAnew();
    await server.finish(answered);
    expect(chat.state.conversation.turns).toEqual([]);
    chat.undo();
    expect(chat.state.conversation.id).toBe('first');
    expect(states(chat)).toEqual(['answered']);
  });

  test('cannot be undone any more once something was said in it', () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    chat.startAnew();
    chat.say(text('二'), '二');
    chat.undo();
    expect(chat.state.conversation.turns.map(({ shown }) => shown)).toEqual(['二']);
  });
});

describe('what is kept across a reload', () => {
  test('is the conversation; what was under way is sent again under its id', () => {
    const drawer = drawerOf();
    startChat(drawer).say(text('一'), '一');
    const chat = startChat(drawer);
    expect(chat.state.conversation.id).toBe('first');
    expect(server.posted.map(({ id }) => id)).toEqual(['id-1', 'id-1']);
  });

  test('is the last 200 things said', () => {
    const chat = startChat(drawerOf());
    live.onLost();
    for (let n = 1; n <= 205; n++) chat.say(text(`${n}`), `${n}`);
    expect(chat.state.conversation.turns).toHaveLength(200);
    expect(chat.state.conversation.turns[0]?.shown).toBe('6');
  });

  test('gives up the oldest answers where the storage is full', async () => {
    const drawer = drawerOf(1_000);
    const chat = startChat(drawer);
    for (let n = 1; n <= 10; n++) {
      chat.say(text(`質問${n}`), `質問${n}`);
      await server.finish(answered);
    }
    const kept = load(drawer)?.turns.map(({ shown }) => shown) ?? [];
    expect(kept.at(-1)).toBe('質問10');
    expect(kept.length).toBeLessThan(10);
    expect(chat.state.kept).toBe(true);
  });

  test('is said to be too little where even the last question does not fit, or nothing can be kept', () => {
    const chat = startChat(drawerOf(200));
    expect(chat.state.kept).toBe(true);
    chat.say(text('長'.repeat(500)), '長');
    expect(chat.state.kept).toBe(false);
    expect(startChat(null).state.kept).toBe(false);
  });

  test.each(['{', '[]', '{"version":0,"id":"x","turns":[]}', '{"version":1,"id":5,"turns":[]}'])(
    'is nothing where the storage holds %s',
    (content) => {
      expect(load({ ...drawerOf(), getItem: () => content })).toBeNull();
    },
  );
});

describe('a hidden tab', () => {
  test('lets go of its connection, and takes it up when it is looked at', () => {
    const chat = startChat();
    chat.look(false);
    expect(chat.state.connection).toBe('resting');
    chat.look(true);
    expect(liveCalls).toEqual(['connect', 'rest', 'connect']);
    expect(chat.state.connection).toBe('connecting');
  });

  test('keeps it while something waits to be sent', () => {
    const chat = startChat();
    chat.say(text('一'), '一');
    chat.look(false);
    expect(chat.state.connection).toBe('open');
  });
});

describe('a copy of something on record', () => {
  const show = { do: 'say', text: '見る' } as const;
  const copy = (subtitle: string, buttons: readonly string[], of: CopyOf): CardMessage => ({
    type: 'card',
    title: `申請 ${of.number}`,
    subtitle,
    body: '',
    facts: [],
    choices: buttons.map((label) => ({ label, action: show, style: 'plain' })),
    of,
  });
  const whole = (number: string): CopyOf => ({ number, view: 'card', round: 0 });
  const waiting = (number: string) => copy('承認待ち', ['許可する'], whole(number));
  const decided = (of: CopyOf) => copy('許可：市民税課長', [], of);
  const form: Message = { type: 'form', form: 'f', title: '', fields: [], submit: '送る' };
  const settle = () => new Promise(setImmediate);
  const shown = (chat: Chat) =>
    chat.state.conversation.turns.flatMap(({ delivery }) =>
      delivery.state === 'answered' ? delivery.messages : [],
    );

  async function told(messages: readonly Message[], drawer = drawerOf()): Promise<Chat> {
    const chat = startChat(drawer);
    chat.say(text('一'), '一');
    await server.finish({ type: 'answered', messages, hide: false });
    return chat;
  }

  test('is replaced in its place at the news, and kept so; nothing else is touched', async () => {
    const drawer = drawerOf();
    const chat = await told([form, waiting('A'), waiting('A')], drawer);
    server.now = decided;
    live.onNews();
    await settle();
    expect(server.wanted).toEqual([[whole('A')]]);
    expect(shown(chat)).toEqual([form, decided(whole('A')), decided(whole('A'))]);
    expect(shown(chat)[0]).toBe(form);
    expect(load(drawer)?.turns[0]?.delivery).toMatchObject({
      messages: [form, { subtitle: '許可：市民税課長' }, {}],
    });
  });

  test('is asked for anew after a reload and when the server is back, not at every heartbeat', async () => {
    const drawer = drawerOf();
    await told([waiting('A')], drawer);
    live.onOpen();
    await settle();
    expect(server.wanted).toEqual([]);
    live.onLost();
    live.onOpen();
    await settle();
    expect(server.wanted).toHaveLength(1);
    server.now = decided;
    const chat = startChat(drawer);
    await settle();
    expect(shown(chat)).toEqual([decided(whole('A'))]);
  });

  test('that may be seen no longer keeps its words and loses its buttons', async () => {
    const chat = await told([waiting('A')]);
    live.onNews();
    await settle();
    expect(shown(chat)).toEqual([{ ...waiting('A'), choices: [] }]);
  });

  test('stays as it is where the server does not answer, and nobody is told of a change', async () => {
    const chat = await told([waiting('A')]);
    server.cards = async () => null;
    const before = chat.state.conversation;
    live.onNews();
    await settle();
    expect(chat.state.conversation).toBe(before);
    // Also where nothing has changed.
    server.cards = async (wanted) => wanted.map(({ number }) => waiting(number));
    live.onNews();
    await settle();
    expect(chat.state.conversation).toBe(before);
  });

  test('of news that comes while another is awaited is asked for once more', async () => {
    const chat = await told([waiting('A')]);
    const waits: ((cards: readonly (CardMessage | null)[] | null) => void)[] = [];
    server.cards = () => new Promise((resolve) => waits.push(resolve));
    for (let n = 1; n <= 3; n++) live.onNews();
    expect(waits).toHaveLength(1);
    waits[0]?.([waiting('A')]);
    await settle();
    expect(waits).toHaveLength(2);
    // An answer that came meanwhile is newer than what was asked before it.
    chat.say(text('二'), '二');
    const latest = copy('取消し', [], whole('A'));
    await server.finish({ type: 'answered', messages: [latest], hide: false });
    waits[1]?.([decided(whole('A'))]);
    await settle();
    expect(shown(chat)).toEqual([decided(whole('A')), latest]);
    expect(waits).toHaveLength(2);
  });

  test('is asked for in portions where there are many', async () => {
    const numbers = Array.from({ length: MOST_CARDS + 1 }, (_, n) => `N${n}`);
    const chat = await told(numbers.map(waiting));
    server.now = decided;
    live.onNews();
    await settle();
    expect(server.wanted.map(({ length }) => length)).toEqual([MOST_CARDS, 1]);
    expect(shown(chat)).toEqual(numbers.map((number) => decided(whole(number))));
  });
});
