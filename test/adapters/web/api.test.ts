import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bulletClause, createFakeAssistant, MARKUP } from '../../fakes/assistant.ts';
import { rawRequest } from '../../fakes/raw-request.ts';
import { startWebChannel } from '../../fakes/web-channel.ts';

const assistant = createFakeAssistant();
let web: Awaited<ReturnType<typeof startWebChannel>>;
let id = 0;

beforeAll(async () => {
  web = await startWebChannel({ assistant });
});
afterAll(() => web.stop());
beforeEach(() => {
  assistant.received.length = 0;
  web.logged.length = 0;
});

function post(body: unknown, headers: Record<string, string> = {}) {
  const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return rawRequest(`${web.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes,
  });
}

function sent(input: unknown, changes: object = {}) {
  id += 1;
  return { conversation: 'conversation-1', id: `message-${id}`, input, ...changes };
}

const said = (text: string) => sent({ type: 'text', text });

const guide = (changes: object) => ({
  type: 'action',
  action: { do: 'guide', step: 'back', run: 'r', flow: 'f', fact: '', ...changes },
});
const answerWith = (facts: object) => ({
  type: 'action',
  action: { do: 'answer', run: 'r', flow: 'f', facts },
});

function problemOf(answer: { text: string }): { code: string; message: string } {
  return JSON.parse(answer.text).error;
}

test('the welcome holds the policy name and the assistant’s first messages', async () => {
  const answer = await rawRequest(`${web.url}/api/welcome`);
  expect(JSON.parse(answer.text)).toEqual({
    policyName: assistant.policyName,
    messages: assistant.welcome(),
  });
});

describe('a message', () => {
  test('reaches the assistant as it was typed, and comes back with the answer', async () => {
    const answer = await post(said('私物のUSBメモリは使えますか'));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text).messages[0].paragraphs[0]).toContain('私物のUSBメモリ');
    expect(assistant.received).toMatchObject([
      {
        channel: 'web',
        conversation: 'conversation-1',
        input: { type: 'text', text: '私物のUSBメモリは使えますか' },
      },
    ]);
  });

  test.each([
    ['a button that says something', { type: 'action', action: { do: 'say', text: '様式' } }],
    ['the emergency button', { type: 'action', action: { do: 'emergency' } }],
    ['a clause to show', { type: 'action', action: { do: 'show-clause', clause: bulletClause } }],
    ['the list of decisions', { type: 'action', action: { do: 'flows' } }],
    ['the start of a decision', { type: 'action', action: { do: 'start', flow: 'send-email' } }],
    [
      'an answer',
      {
        type: 'action',
        action: { do: 'answer', run: 'r', flow: 'f', facts: { a: true, b: 'x', c: ['1', '2'], d: 12 } },
      },
    ],
    [
      'a step of a decision',
      { type: 'action', action: { do: 'guide', step: 'back', run: 'r', flow: 'f', fact: '' } },
    ],
    ['a form', { type: 'form', form: 'take-out', values: { what: '名簿', back: '' } }],
  ])('may be %s', async (_, input) => {
    expect((await post(sent(input))).status).toBe(200);
    expect(assistant.received.map((one) => one.input)).toEqual([input]);
  });

  test.each([
    ['100,000 characters', '漏'.repeat(100_000)],
    ['nothing at all', ''],
    ['control characters', '\u0000\u0007\u001b[31m\u202e\ufeff'],
    ['half a surrogate pair', '\ud83d'],
    ['markup', MARKUP],
    ['a prototype’s name', '__proto__'],
  ])('may hold %s', async (_, text) => {
    const answer = await post(said(text));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(assistant.received.map((one) => one.input)).toEqual([{ type: 'text', text }]);
  });

  test('sent again under its id gets the same answer and is not told twice', async () => {
    const message = said('一度だけ');
    const first = await post(message);
    const second = await post(message);
    expect(second.text).toBe(first.text);
    expect(assistant.received).toHaveLength(1);
  });

  test('with the same id in another conversation is another message', async () => {
    const message = said('別の会話');
    await post(message);
    await post({ ...message, conversation: 'conversation-2' });
    expect(assistant.received).toHaveLength(2);
  });
});

describe('is refused with a code and a Japanese sentence:', () => {
  const text = { type: 'text', text: '質問' };
  test.each<[string, unknown, number, string]>([
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xe3, 0x81, 0x22, 0x7d]), 400, 'BAD_UTF8'],
    ['Shift_JIS', Buffer.from([0x22, 0x8e, 0xbf, 0x96, 0xe2, 0x22]), 400, 'BAD_UTF8'],
    ['broken JSON', '{"conversation":', 400, 'BAD_JSON'],
    ['an empty body', '', 400, 'BAD_JSON'],
    ['a JSON that is no object', 'null', 400, 'BAD_INPUT'],
    ['a very deep JSON', '['.repeat(100_000), 400, 'BAD_JSON'],
    ['no input', { conversation: 'conversation-1', id: 'message-x' }, 400, 'BAD_INPUT'],
    ['an unknown kind of input', sent({ type: 'shout', text: '質問' }), 400, 'BAD_INPUT'],
    ['an unknown action', sent({ type: 'action', action: { do: 'delete' } }), 400, 'BAD_INPUT'],
    ['an unknown step', sent(guide({ step: 'jump' })), 400, 'BAD_INPUT'],
    ['a run without end', sent(guide({ run: 'r'.repeat(101) })), 400, 'BAD_INPUT'],
    ['facts that are no facts', sent(answerWith({ a: { b: 1 } })), 400, 'BAD_INPUT'],
    ['a fact that is null', sent(answerWith({ a: null })), 400, 'BAD_INPUT'],
    [
      'facts without end',
      sent(answerWith(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, true])))),
      400,
      'BAD_INPUT',
    ],
    ['text that is a number', sent({ type: 'text', text: 5 }), 400, 'BAD_INPUT'],
    [
      'a form value that is a list',
      sent({ type: 'form', form: 'f', values: { a: ['b'] } }),
      400,
      'BAD_INPUT',
    ],
    ['a field too many', sent(text, { admin: true }), 400, 'BAD_INPUT'],
    [
      'a conversation with strange characters',
      sent(text, { conversation: '../../etc/passwd' }),
      400,
      'BAD_INPUT',
    ],
    ['a message id without end', sent(text, { id: 'a'.repeat(65) }), 400, 'BAD_INPUT'],
    [
      'a clause that does not exist',
      sent({ type: 'action', action: { do: 'show-clause', clause: '9.9' } }),
      400,
      'UNKNOWN_CLAUSE',
    ],
    ['more than 1 MB', said('漏'.repeat(400_000)), 413, 'TOO_LARGE'],
  ])('%s', async (_, body, status, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(problemOf(answer).code).toBe(code);
    expect(problemOf(answer).message).toMatch(/[ぁ-ん]/);
    expect(assistant.received).toEqual([]);
  });

  test('more than 1 MB whose length is not announced', async () => {
    const answer = await post(JSON.stringify(said('漏'.repeat(400_000))), { 'transfer-encoding': 'chunked' });
    expect(problemOf(answer).code).toBe('TOO_LARGE');
  });

  test.each([{ 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }])(
    'what a foreign page’s form can send: %o',
    async (headers) => {
      const answer = await post(said('質問'), headers);
      expect([answer.status, problemOf(answer).code]).toEqual([415, 'NOT_JSON']);
    },
  );

  test.each([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('what comes from another origin: %o', async (headers) => {
    const answer = await post(said('質問'), headers);
    expect([answer.status, problemOf(answer).code]).toEqual([403, 'FOREIGN_ORIGIN']);
    expect(assistant.received).toEqual([]);
  });

  test('another origin, also where the port is ours', async () => {
    expect((await post(said('質問'), { origin: `http://evil.example:${web.port}` })).status).toBe(403);
    expect((await post(said('質問'), { origin: web.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });
});

test('what could not be recorded is refused, and done when it is sent again', async () => {
  const message = said('記録できない');
  const answer = await post(message);
  expect([answer.status, problemOf(answer).code]).toEqual([503, 'NOT_RECORDED']);
  expect(web.logged.at(-1)).toContain('[NOT_RECORDED]');
  expect(web.logged.join()).not.toContain('記録できない"');
  await post(message);
  expect(assistant.received).toHaveLength(2);
});

test('a secret is marked as to be hidden, also where it could not be recorded', async () => {
  for (const words of ['秘密の言葉', '秘密の言葉 記録できない']) {
    const answer = await post(said(words));
    expect([answer.status, JSON.parse(answer.text).hide]).toEqual([200, true]);
  }
  expect(JSON.parse((await post(said('質問'))).text)).not.toHaveProperty('hide');
});

test('an assistant that throws gives a 500 and a log line without what was typed', async () => {
  const answer = await post(said('壊れて 秘密の名簿'));
  expect([answer.status, problemOf(answer).code]).toEqual([500, 'INTERNAL']);
  expect(web.logged).toHaveLength(1);
  expect(web.logged.join()).toContain('/api/messages');
  expect(web.logged.join() + answer.text).not.toMatch(/secret|秘密/);
});

test('nothing is logged about what people type', async () => {
  await post(said('秘密の名簿'));
  await post('秘密{');
  await rawRequest(`${web.url}/clauses/${encodeURIComponent('秘密')}`);
  expect(web.logged).toEqual([]);
});
