import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHIEF, HEAD } from '../../../fakes/people.ts';
import { Visitor } from '../../../fakes/visitor.ts';
import { codeOf, signIn, startOidcDesk, upToCallback, viewerOf, whoAmI } from './oidc-desk.ts';

// Against a real provider: nothing between the desk and it is faked.

let desk: Awaited<ReturnType<typeof startOidcDesk>>;
let visitor: Visitor;

beforeAll(async () => {
  desk = await startOidcDesk();
});
afterAll(() => desk.stop());
beforeEach(() => {
  visitor = new Visitor();
  desk.logged.length = 0;
  desk.clock.ahead = 0;
});
afterEach(() => {
  // Whatever happened, the log names nobody and no secret.
  expect(desk.logged.join('\n')).not.toMatch(/@|secret|eyJ|code=|state=/);
});

describe('signing in', () => {
  test('leads through the provider back to where the person was, as the person of that address', async () => {
    const answer = await signIn(visitor, desk.url, HEAD.id, '/sign-in?return=%2Fclauses%2F2.7.1.vii%25236');
    expect([answer.status, answer.headers.location]).toEqual([303, '/clauses/2.7.1.vii%236']);
    const page = await visitor.get(`${desk.url}/`);
    expect(viewerOf(page)).toMatchObject({
      person: { id: HEAD.id, label: `${HEAD.post} ${HEAD.name}` },
      demo: false,
    });
    expect(page.text).not.toContain('デモ');
  });

  test('asks with PKCE, state and nonce, each drawn anew', async () => {
    const asked = await Promise.all(
      [new Visitor(), new Visitor()].map(
        async (one) => new URL(one.locationOf(await one.get(`${desk.url}/sign-in`))).searchParams,
      ),
    );
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const [first, second] = asked.map((parameters) => parameters.get(name) ?? '');
      expect(first?.length).toBeGreaterThanOrEqual(43);
      expect(first).not.toBe(second);
    }
    expect(asked[0]?.get('code_challenge_method')).toBe('S256');
    expect(asked[0]?.get('response_type')).toBe('code');
  });

  test('finds the person whatever the capitals of the address', async () => {
    desk.provider.accounts.set('capitals', { email: HEAD.email.toUpperCase(), email_verified: true });
    await signIn(visitor, desk.url, 'capitals');
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
  });

  test('also where the provider leaves out whether the address is verified', async () => {
    desk.provider.accounts.set('plain', { email: HEAD.email });
    await signIn(visitor, desk.url, 'plain');
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
  });

  test('tells the assistant who asks', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    await say(visitor, {});
    expect(desk.assistant.received.at(-1)?.person).toBe(HEAD.id);
    await say(new Visitor(), {});
    expect(desk.assistant.received.at(-1)?.person).toBeNull();
  });
});

describe('nobody is signed in', () => {
  test.each([
    [
      'whose address the directory does not have',
      { email: 'stranger@city.aoba.example.jp' },
      'PERSON_UNKNOWN',
    ],
    ['whose address is not verified', { email: HEAD.email, email_verified: false }, 'EMAIL_NOT_VERIFIED'],
    ['who has no address', {}, 'EMAIL_MISSING'],
  ])('%s', async (_, account, code) => {
    desk.provider.accounts.set('other', account);
    const page = await signIn(visitor, desk.url, 'other');
    expect([page.status, codeOf(page)]).toEqual([403, code]);
    expect(await whoAmI(visitor, desk.url)).toBeNull();
    expect(visitor.jar(desk.url).size).toBe(0);
    expect(desk.logged.join()).toContain(`[${code}]`);
  });

  test('and the page for a stranger says whom to ask, and for which address', async () => {
    desk.provider.accounts.set('stranger', { email: 'stranger@city.aoba.example.jp', email_verified: true });
    const page = await signIn(visitor, desk.url, 'stranger');
    expect(page.text).toMatch(/この窓口の管理者に、名簿への登録を依頼/);
    expect(page.text).toContain('stranger@city.aoba.example.jp');
    expect(page.text).toMatch(/緊急のときは、サインインを待たず/);
    expect(page.headers['cache-control']).toBe('no-store');
    // The provider knows the stranger, and asks all the same.
    expect(page.text).toContain('href="/sign-in?account=other"');
    const again = (path: string) => visitor.get(desk.url + path).then((one) => visitor.follow(one));
    expect(codeOf(await again('/sign-in'))).toBe('PERSON_UNKNOWN');
    expect((await again('/sign-in?account=other')).text).toContain('name="login"');
  });

  test('who gives up at the provider', async () => {
    await visitor.follow(await visitor.get(`${desk.url}/sign-in`));
    const page = await visitor.follow(await visitor.post(visitor.at, { cancel: '1' }));
    expect(codeOf(page)).toBe('SIGN_IN_CANCELLED');
  });

  test('by a state that is not the one asked with', async () => {
    const callback = new URL(await upToCallback(visitor, desk.url, HEAD.id));
    callback.searchParams.set('state', 'another-state-of-the-same-length-or-so-1234567');
    expect(codeOf(await visitor.get(callback.href))).toBe('SIGN_IN_EXPIRED');
    expect(await whoAmI(visitor, desk.url)).toBeNull();
  });

  test('in a browser that did not start it (login CSRF)', async () => {
    const callback = await upToCallback(visitor, desk.url, HEAD.id);
    const other = new Visitor();
    expect(codeOf(await other.get(callback))).toBe('SIGN_IN_EXPIRED');
    // Not even where that browser has an attempt of its own under way.
    await other.get(`${desk.url}/sign-in`);
    expect(codeOf(await other.get(callback))).toBe('SIGN_IN_EXPIRED');
    expect(await whoAmI(other, desk.url)).toBeNull();
  });

  test('by a response that names another issuer', async () => {
    const callback = new URL(await upToCallback(visitor, desk.url, HEAD.id));
    callback.searchParams.set('iss', 'https://other.example.jp');
    expect(codeOf(await visitor.get(callback.href))).toBe('SIGN_IN_NOT_VERIFIED');
  });

  test('by a code that was used before, with the cookie of the attempt kept', async () => {
    const callback = await upToCallback(visitor, desk.url, HEAD.id);
    const attempt = visitor.jar(desk.url).get('sign-in') ?? '';
    await visitor.get(callback);
    expect(codeOf(await visitor.get(callback))).toBe('SIGN_IN_EXPIRED');
    const thief = new Visitor();
    thief.jar(desk.url).set('sign-in', attempt);
    expect(codeOf(await thief.get(callback))).toBe('SIGN_IN_NOT_VERIFIED');
    expect(await whoAmI(thief, desk.url)).toBeNull();
    expect(desk.logged.at(-1)).toContain('invalid_grant');
  });

  test('by a code without its verifier (PKCE)', async () => {
    const mine = await upToCallback(visitor, desk.url, HEAD.id);
    const other = new Visitor();
    const theirs = new URL(await upToCallback(other, desk.url, CHIEF.id));
    theirs.searchParams.set('code', new URL(mine).searchParams.get('code') ?? '');
    expect(codeOf(await other.get(theirs.href))).toBe('SIGN_IN_NOT_VERIFIED');
    expect(await whoAmI(other, desk.url)).toBeNull();
  });

  test('later than ten minutes after leaving for the provider', async () => {
    const callback = await upToCallback(visitor, desk.url, HEAD.id);
    desk.clock.ahead = 10 * 60_000 + 1_000;
    expect(codeOf(await visitor.get(callback))).toBe('SIGN_IN_EXPIRED');
  });
});

describe('after signing in', () => {
  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-out',
    '/api/live',
    `/${'a'.repeat(2_000)}`,
    '',
  ])('nobody is led to 「%s」', async (path) => {
    const answer = await signIn(visitor, desk.url, HEAD.id, `/sign-in?return=${encodeURIComponent(path)}`);
    expect(answer.headers.location).toBe('/');
  });

  test('whoever is signed in already is not asked again', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const answer = await visitor.get(`${desk.url}/sign-in?return=/clauses/2`);
    expect(answer.headers.location).toBe('/clauses/2');
  });
});

test('the address may be in UserInfo only', async () => {
  const other = await startOidcDesk('in-userinfo');
  await signIn(visitor, other.url, HEAD.id);
  expect(await whoAmI(visitor, other.url)).toBe(HEAD.id);
  other.provider.accounts.set('unverified', { email: HEAD.email, email_verified: false });
  const page = await signIn(new Visitor(), other.url, 'unverified');
  expect(codeOf(page)).toBe('EMAIL_NOT_VERIFIED');
  await other.stop();
});

test('a provider that is away is said so, and asked again the next time', async () => {
  const other = await startOidcDesk();
  await other.provider.stop();
  const callback = `${other.url}/sign-in/callback`;
  expect(codeOf(await visitor.get(callback))).toBe('SIGN_IN_EXPIRED');
  await visitor.get(`${other.url}/sign-in`);
  const state = new URL(visitor.locationOf(await visitor.get(`${other.url}/sign-in`))).searchParams.get(
    'state',
  );
  const page = await visitor.get(
    `${callback}?code=x&state=${state}&iss=${encodeURIComponent(other.provider.issuer)}`,
  );
  expect([page.status, codeOf(page)]).toEqual([502, 'PROVIDER_UNREACHABLE']);
  await other.stop();
});

function say(who: Visitor, more: object) {
  const body = { conversation: 'conversation-1', id: `message-${Math.random()}`.replace('.', ''), ...more };
  return who.postJson(`${desk.url}/api/messages`, { ...body, input: { type: 'text', text: '質問' } });
}
