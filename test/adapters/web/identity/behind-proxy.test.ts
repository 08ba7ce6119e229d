import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFakeAssistant } from '../../../fakes/assistant.ts';
import { startForgedProvider } from '../../../fakes/forged-provider.ts';
import { CLIENT_ID } from '../../../fakes/openid-provider.ts';
import { HEAD } from '../../../fakes/people.ts';
import { rawRequest } from '../../../fakes/raw-request.ts';
import { Visitor } from '../../../fakes/visitor.ts';
import { startWebChannel } from '../../../fakes/web-channel.ts';
import { oidcSignIn, whoAmI } from './oidc-desk.ts';

// As a proxy passes requests on: plain http, to all addresses of the machine, with the public name in Host.

const PUBLIC = 'https://desk.city.example.jp';
const assistant = createFakeAssistant();
let provider: Awaited<ReturnType<typeof startForgedProvider>>;
let desk: Awaited<ReturnType<typeof startWebChannel>>;
let visitor: Visitor;
let url: string;

beforeAll(async () => {
  provider = await startForgedProvider(CLIENT_ID);
  desk = await startWebChannel({
    assistant,
    host: '0.0.0.0',
    identity: oidcSignIn(provider.issuer, { publicUrl: PUBLIC }),
  });
  url = `http://127.0.0.1:${desk.port}`;
});
afterAll(async () => {
  await desk.stop();
  await provider.stop();
});
beforeEach(() => {
  visitor = new Visitor({ host: 'desk.city.example.jp', 'x-forwarded-for': '10.1.2.3' });
});

async function signIn() {
  const asked = new URL(visitor.locationOf(await visitor.get(`${url}/sign-in`))).searchParams;
  provider.forged.nonce = asked.get('nonce') ?? '';
  provider.forged.next = { claims: { email: HEAD.email } };
  const answer = await visitor.get(`${url}/sign-in/callback?code=any&state=${asked.get('state')}`);
  return { asked, answer };
}

test('tells where people reach it and where it listens', () => {
  expect(desk.logged.join()).toContain(
    `（待受け：http://127.0.0.1:${desk.port}）。ブラウザーで ${PUBLIC} を`,
  );
});

test('signs in by the public address, with cookies that only this host over https can set', async () => {
  const { asked, answer } = await signIn();
  expect(asked.get('redirect_uri')).toBe(`${PUBLIC}/sign-in/callback`);
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  expect(await whoAmI(visitor, url)).toBe(HEAD.id);
  for (const line of visitor.setCookies) {
    expect(line).toMatch(/^__Host-(session|sign-in)=/);
    expect(line).toMatch(/; Secure/);
    expect(line).toMatch(/; Path=\/(;|$)/);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).not.toMatch(/Domain=/i);
  }
});

describe('without signing in', () => {
  test.each([
    ['/', '/sign-in'],
    ['/clauses/2.6', '/sign-in?return=%2Fclauses%2F2.6'],
    ['/nowhere?a=b', '/sign-in?return=%2Fnowhere%3Fa%3Db'],
  ])('%s leads to signing in', async (path, to) => {
    const answer = await visitor.get(url + path);
    expect([answer.status, answer.headers.location]).toEqual([303, to]);
  });

  test.each(['/healthz', '/signed-out'])('%s is open', async (path) => {
    expect((await visitor.get(url + path)).status).toBe(200);
  });

  test('no question is answered', async () => {
    const body = { conversation: 'conversation-1', id: 'message-1', input: { type: 'text', text: '質問' } };
    const answer = await visitor.postJson(`${url}/api/messages`, body);
    expect(answer.status).toBe(403);
    const sameOrigin = await rawRequest(`${url}/api/messages`, {
      method: 'POST',
      headers: { host: 'desk.city.example.jp', origin: PUBLIC, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([sameOrigin.status, JSON.parse(sameOrigin.text).error.code]).toEqual([401, 'SIGN_IN_NEEDED']);
    expect((await visitor.get(`${url}/api/welcome`)).status).toBe(401);
    expect(assistant.received).toEqual([]);
  });

  test('there is no demo', async () => {
    expect(visitor.locationOf(await visitor.get(`${url}/sign-in`))).toContain(provider.issuer);
    const answer = await visitor.post(`${url}/sign-in`, { person: HEAD.id }, { origin: PUBLIC });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the Host header', () => {
  test('may be the public name in any case', async () => {
    const answer = await rawRequest(`${url}/signed-out`, { headers: { host: 'DESK.city.example.jp' } });
    expect(answer.status).toBe(200);
  });

  test.each(['127.0.0.1', 'evil.example', 'desk.city.example.jp.evil.example', 'desk.city.example.jp:8443'])(
    'may not be %s',
    async (host) => {
      const withPort = host === '127.0.0.1' ? `${host}:${desk.port}` : host;
      expect((await rawRequest(`${url}/signed-out`, { headers: { host: withPort } })).status).toBe(421);
    },
  );

  test('may be our own for whoever watches over the process', async () => {
    expect((await rawRequest(`${url}/healthz`)).status).toBe(200);
  });

  test('decides nothing about where the provider sends people back', async () => {
    const forged = new Visitor({ host: 'desk.city.example.jp', 'x-forwarded-host': 'evil.example' });
    const asked = new URL(forged.locationOf(await forged.get(`${url}/sign-in`))).searchParams;
    expect(asked.get('redirect_uri')).toBe(`${PUBLIC}/sign-in/callback`);
  });
});

test.each([
  ['http://desk.city.example.jp', 403],
  [`http://127.0.0.1`, 403],
  ['https://desk.city.example.jp:444', 403],
  ['https://desk.city.example.jp', 200],
])('a message whose origin is %s is answered with %i', async (origin, status) => {
  await signIn();
  const answer = await rawRequest(`${url}/api/messages`, {
    method: 'POST',
    headers: {
      host: 'desk.city.example.jp',
      origin,
      'content-type': 'application/json',
      cookie: `__Host-session=${visitor.jar(url).get('__Host-session')}`,
    },
    body: JSON.stringify({
      conversation: 'conversation-1',
      id: `message-${status}-${origin.length}`,
      input: { type: 'text', text: '質問' },
    }),
  });
  expect(answer.status).toBe(status);
});
