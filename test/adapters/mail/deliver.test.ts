import { afterEach, describe, expect, it } from 'vitest';
import {
  type Behaviour,
  delivererTo,
  type MailServerFake,
  NOTICE,
  refusal,
  startMailServer,
} from '../../fakes/mail-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function desk(behaviour: Behaviour = {}, options: Parameters<typeof delivererTo>[1] = {}) {
  const server = await startMailServer(behaviour);
  const deliverer = delivererTo(server.port, options);
  open.push({ close: () => deliverer.close() }, { close: () => server.stop() });
  return { server, deliverer };
}

const QUICK = { totalMs: 3_000, silenceMs: 300 };
const once = (act: (server: MailServerFake) => void) => {
  let first = true;
  return (server: MailServerFake) => {
    if (!first) return;
    first = false;
    act(server);
  };
};

describe('a mail that arrives', () => {
  it('says the number, what is asked and where, and nothing more', async () => {
    const { server, deliverer } = await desk();
    expect(await deliverer.deliver(NOTICE)).toEqual({
      type: 'delivered',
      receipt: expect.stringMatching(/^250 /),
    });
    const [{ envelope, mail, source } = expect.fail('nothing came')] = server.received;
    expect(envelope).toEqual({ from: 'desk@city.example.jp', to: ['aoba.shokuin@city.example.jp'] });
    expect(mail.subject).toBe('持出しの許可の判断をお願いします（申請2026-0012）');
    expect(mail.from).toMatchObject({ address: 'desk@city.example.jp', name: '情報セキュリティ窓口' });
    expect(mail.to).toMatchObject([{ address: 'aoba.shokuin@city.example.jp', name: '' }]);
    expect(mail.messageId).toBe('<notice.out-0001@city.example.jp>');
    expect(mail.text).toBe(
      [
        '持出しの許可の判断をお願いします\n番号：申請2026-0012',
        '次のページを開いて、内容を確かめてください。\nhttps://desk.city.example.jp/requests/2026-0012',
        '申請や報告の内容は、このお知らせには書いていません。\n自動で送っているため、返信は読まれません。\n',
      ].join('\n\n'),
    );
    expect(mail.html).toBeUndefined();
    expect(mail.attachments).toEqual([]);
    expect(source).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/im);
    expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    // A header is ASCII on the wire, and no line is longer than RFC 5322 §2.1.1 advises.
    expect(source).toMatch(/^\p{ASCII}*$/u);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it('is marked where it may be there already, under the same Message-ID', async () => {
    const { server, deliverer } = await desk();
    await deliverer.deliver(NOTICE);
    await deliverer.deliver({ ...NOTICE, again: true });
    const [first, second] = server.received.map(({ mail }) => mail);
    expect(second?.subject).toBe('【再送】持出しの許可の判断をお願いします（申請2026-0012）');
    expect(second?.text).toContain('もう一度送っています');
    expect(second?.messageId).toBe(first?.messageId);
  });

  it('has a subject of any length and script that comes out as it went in', async () => {
    const { server, deliverer } = await desk();
    const subjects = [
      '髙橋﨑𠮷野家で㈱①の判断をお願いします',
      '承認'.repeat(80),
      '=?utf-8?B?5om/6KqN?= をそのまま',
      'e-mail: "quoted" <not@an.address>, a; b',
    ];
    for (const asks of subjects)
      expect(await deliverer.deliver({ ...NOTICE, asks })).toMatchObject({ type: 'delivered' });
    expect(server.received.map(({ mail }) => mail.subject)).toEqual(
      subjects.map((asks) => `${asks}（申請2026-0012）`),
    );
  });

  it('shares two connections with all others under way', async () => {
    const { server, deliverer } = await desk();
    const all = Array.from({ length: 20 }, (_, at) => deliverer.deliver({ ...NOTICE, id: `out-${at}` }));
    expect((await Promise.all(all)).every(({ type }) => type === 'delivered')).toBe(true);
    expect(server.received).toHaveLength(20);
    expect(server.connections).toBeLessThanOrEqual(2);
  });
});

describe('a refusal', () => {
  it.each([
    [450, '4.2.0 Greylisted, please try again in 300 seconds', 300_000],
    [451, '4.7.1 Try again later', null],
    [452, '4.2.2 Mailbox full', null],
    [421, '4.3.2 Too busy, come back in 2 minutes', 120_000],
  ])('with %i of the recipient is for now', async (status, message, retryAfterMs) => {
    const refuse = once(() => {
      throw refusal(status, message);
    });
    const { server, deliverer } = await desk({ onRecipient: refuse });
    expect(await deliverer.deliver(NOTICE)).toEqual({
      type: 'failed',
      code: `SMTP_${status}`,
      retryAfterMs,
      permanent: false,
    });
    expect(server.received).toEqual([]);
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ type: 'delivered' });
    expect(server.received).toHaveLength(1);
  });

  it.each([550, 552, 553])('with %i of the recipient is for good', async (status) => {
    const { deliverer } = await desk({
      onRecipient: () => Promise.reject(refusal(status, 'No such user here')),
    });
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ code: `SMTP_${status}`, permanent: true });
  });

  it.each([
    [451, false],
    [554, true],
  ])('with %i of the text is no uncertainty', async (status, permanent) => {
    const { deliverer } = await desk({ onText: () => Promise.reject(refusal(status, 'Looks like spam')) });
    expect(await deliverer.deliver(NOTICE)).toMatchObject({
      type: 'failed',
      code: `SMTP_${status}`,
      permanent,
    });
  });

  it('of the sender or of the connection is a setting to be mended, not the end of the notice', async () => {
    const sender = await desk({ onSender: () => Promise.reject(refusal(550, 'Sender not allowed')) });
    expect(await sender.deliverer.deliver(NOTICE)).toMatchObject({ code: 'SMTP_550', permanent: false });
    const connection = await desk({ onConnect: () => Promise.reject(refusal(554, 'No service for you')) });
    expect(await connection.deliverer.deliver(NOTICE)).toMatchObject({ type: 'failed', permanent: false });
  });
});

describe('a line that breaks', () => {
  it('after the text has been sent leaves the outcome uncertain', async () => {
    const { server, deliverer } = await desk({ onText: (self) => self.cut() });
    expect(await deliverer.deliver(NOTICE)).toEqual({ type: 'uncertain', code: 'SMTP_CONNECTION_LOST' });
    // It was not sent a second time behind our back.
    expect(server.connections).toBe(1);
  });

  it.each([
    ['at the greeting', { onConnect: (self: MailServerFake) => self.cut() }],
    ['at the sender', { onSender: (self: MailServerFake) => self.cut() }],
    ['at the recipient', { onRecipient: (self: MailServerFake) => self.cut() }],
  ])('%s is a plain failure', async (_, behaviour) => {
    const { server, deliverer } = await desk(behaviour);
    expect(await deliverer.deliver(NOTICE)).toMatchObject({
      type: 'failed',
      code: 'SMTP_CONNECTION_LOST',
      permanent: false,
    });
    expect(server.connections).toBe(1);
  });

  it('between two mails does not lose the second', async () => {
    const { server, deliverer } = await desk();
    await deliverer.deliver(NOTICE);
    server.cut();
    let second = await deliverer.deliver({ ...NOTICE, id: 'out-0002' });
    if (second.type === 'failed') second = await deliverer.deliver({ ...NOTICE, id: 'out-0002' });
    expect(second.type).toBe('delivered');
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual([
      '<notice.out-0001@city.example.jp>',
      '<notice.out-0002@city.example.jp>',
    ]);
  });

  it('is not even there where no server listens', async () => {
    const { server, deliverer } = await desk();
    await server.stop();
    expect(await deliverer.deliver(NOTICE)).toEqual({
      type: 'failed',
      code: 'SMTP_NO_ANSWER',
      retryAfterMs: null,
      permanent: false,
    });
  });
});

describe('a server that is slow', () => {
  const never = () => new Promise<void>(() => undefined);

  it('before the text: a failure; after it: uncertain', async () => {
    const before = await desk({ onRecipient: never }, { patience: QUICK });
    expect(await before.deliverer.deliver(NOTICE)).toMatchObject({ type: 'failed', code: 'SMTP_TIMED_OUT' });
    const after = await desk({ onText: never }, { patience: QUICK });
    expect(await after.deliverer.deliver(NOTICE)).toEqual({ type: 'uncertain', code: 'SMTP_TIMED_OUT' });
  });

  it('is not waited for longer than in all', async () => {
    const { deliverer } = await desk({ onText: never }, { patience: { totalMs: 300, silenceMs: 30_000 } });
    expect(await deliverer.deliver(NOTICE)).toEqual({ type: 'uncertain', code: 'SMTP_TIMED_OUT' });
  });

  it('is let go of at once when the channel closes', async () => {
    let close = () => undefined as unknown;
    const { deliverer } = await desk({
      onText: () => {
        close();
        return never();
      },
    });
    close = () => deliverer.close();
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ type: 'uncertain' });
    expect(await deliverer.deliver(NOTICE)).toMatchObject({ type: 'failed', permanent: false });
  });
});
