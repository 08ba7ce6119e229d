import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_CARDS } from '../../../bot/channel.ts';
import { createFakeAssistant, SEEN } from '../../fakes/assistant.ts';
import { HEAD } from '../../fakes/people.ts';
import { Visitor } from '../../fakes/visitor.ts';
import { startWebChannel } from '../../fakes/web-channel.ts';

// How a page has the cards that it shows as they stand now.

let web: Awaited<ReturnType<typeof startWebChannel>>;
const head = new Visitor();

beforeAll(async () => {
  web = await startWebChannel({ assistant: createFakeAssistant() });
  const page = await head.get(`${web.url}/sign-in`);
  const token = /name="token" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
  await head.post(`${web.url}/sign-in`, { person: HEAD.id, token, return: '/' });
});
afterAll(() => web.stop());

const seen = { number: SEEN, view: 'card', round: 0 } as const;
const ask = (body: unknown, visitor = head) => visitor.postJson(`${web.url}/api/cards`, body);

test('come in the order asked for, as the signed-in person sees them, null for what they may not see', async () => {
  const other = { number: 'K7QF-0000', view: 'line' };
  const answer = await ask({ cards: [other, seen], as: HEAD.id });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text).cards).toMatchObject([
    null,
    { subtitle: `${HEAD.id}の見る今の状態`, of: seen },
  ]);
  expect(answer.headers['cache-control']).toContain('no-store');
});

describe('are refused', () => {
  test('to nobody, and to a page of another person', async () => {
    for (const [visitor, as, status, code] of [
      [new Visitor(), null, 401, 'SIGN_IN_NEEDED'],
      [new Visitor(), HEAD.id, 401, 'SIGN_IN_NEEDED'],
      [head, 'otsu', 409, 'PERSON_CHANGED'],
    ] as const) {
      const answer = await ask({ cards: [seen], as }, visitor);
      expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([status, code]);
      expect(answer.text).not.toContain(SEEN);
    }
  });

  test.each<[string, unknown]>([
    ['no cards', {}],
    ['cards that are no list', { cards: seen }],
    ['an unknown view', { cards: [{ ...seen, view: 'all' }] }],
    ['a number that is none', { cards: [{ ...seen, number: 5 }] }],
    ['a field too many', { cards: [{ ...seen, person: 'otsu' }] }],
    ['a round below none', { cards: [{ ...seen, round: -1 }] }],
    ['too many', { cards: Array.from({ length: MOST_CARDS + 1 }, () => seen) }],
  ])('for %s', async (_, body) => {
    const answer = await ask(body);
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([400, 'BAD_INPUT']);
  });

  test('where the body is too large, no JSON, or comes from another site', async () => {
    const large = await ask({ cards: [{ ...seen, number: 'x'.repeat(20_000) }] });
    expect(large.status).toBe(413);
    const form = await head.post(`${web.url}/api/cards`, { cards: '' });
    expect(form.status).toBe(415);
    const foreign = await head.post(`${web.url}/api/cards`, {}, { origin: 'http://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await head.get(`${web.url}/api/cards`)).status).toBe(405);
  });
});
