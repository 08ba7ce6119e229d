import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { StoredEndedSessions } from '../../../../bot/ended-sessions.ts';
import { Secret } from '../../../../bot/secret.ts';
import { openStore } from '../../../../bot/store/open-store.ts';
import { StoreError } from '../../../../bot/store/store-error.ts';
import { temporaryFolder } from '../../../bot/store/temporary-folder.ts';
import { createFakeAssistant } from '../../../fakes/assistant.ts';
import { CHIEF, createFakePeople, HEAD, STAFF } from '../../../fakes/people.ts';
import { Visitor } from '../../../fakes/visitor.ts';
import { startWebChannel } from '../../../fakes/web-channel.ts';
import { codeOf, oidcSignIn, signIn, startOidcDesk, upToCallback, viewerOf, whoAmI } from './oidc-desk.ts';

let desk: Awaited<ReturnType<typeof startOidcDesk>>;
let visitor: Visitor;

beforeAll(async () => {
  desk = await startOidcDesk();
});
afterAll(() => desk.stop());
beforeEach(() => {
  visitor = new Visitor();
  desk.clock.ahead = 0;
});

const MINUTE = 60_000;
const cookie = (who = visitor) => who.jar(desk.url).get('session') ?? '';
/** Somebody else’s browser with this cookie. */
function with_(value: string): Visitor {
  const other = new Visitor();
  other.jar(desk.url).set('session', value);
  return other;
}

describe('the session’s cookie', () => {
  test('is out of reach of scripts and of other sites, and shows nothing of the person', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const line = visitor.setCookies.findLast((one) => one.startsWith('session=')) ?? '';
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).toMatch(/; Path=\//);
    expect(line).not.toMatch(/Domain/);
    const readable = cookie()
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join();
    expect(readable).not.toMatch(/kou|city\.aoba|auth_time/);
    expect(line.length).toBeLessThan(1_000);
  });

  test('opens only as it was made: every character counts', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const good = cookie();
    expect(await whoAmI(with_(good), desk.url)).toBe(HEAD.id);
    for (let place = 0; place < good.length; place += 13) {
      const other = good[place] === 'A' ? 'Q' : 'A';
      if (good[place] === '.') continue;
      const spoilt = good.slice(0, place) + other + good.slice(place + 1);
      expect(await whoAmI(with_(spoilt), desk.url)).toBeNull();
    }
  });

  test.each(['', 'x', '....', 'a'.repeat(4_000), 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhb2tpIn0.'])(
    'that is no session of ours (%s) is taken away',
    async (value) => {
      const other = with_(value);
      expect(await whoAmI(other, desk.url)).toBeNull();
      expect(cookie(other)).toBe('');
    },
  );

  test('is none that was made for an attempt to sign in', async () => {
    await visitor.get(`${desk.url}/sign-in`);
    expect(await whoAmI(with_(visitor.jar(desk.url).get('sign-in') ?? ''), desk.url)).toBeNull();
  });

  test('is worth nothing with another secret, another provider, or in the demo', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const { issuer } = desk.provider;
    const { signIn: settings } = oidcSignIn(issuer);
    const otherSecret = new Secret('another secret for tests, of more than 32 bytes');
    for (const changed of [
      { ...settings, secret: otherSecret },
      { ...settings, clientId: 'another' },
      { kind: 'demo' as const, secret: settings.secret },
    ]) {
      const identity = { ...oidcSignIn(issuer), signIn: changed };
      const web = await startWebChannel({ assistant: createFakeAssistant(), identity });
      const other = new Visitor();
      for (const name of ['session', 'demo-session']) other.jar(web.url).set(name, cookie());
      expect(await whoAmI(other, web.url)).toBeNull();
      await web.stop();
    }
    const web = await startWebChannel({ assistant: createFakeAssistant(), identity: oidcSignIn(issuer) });
    const other = new Visitor();
    other.jar(web.url).set('session', cookie());
    // The same settings again: a restart signs nobody out.
    expect(await whoAmI(other, web.url)).toBe(HEAD.id);
    await web.stop();
  });
});

describe('a session ends', () => {
  test('an hour after the person last did something', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    desk.clock.ahead = 55 * MINUTE;
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
    desk.clock.ahead = 110 * MINUTE;
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
    desk.clock.ahead = 171 * MINUTE;
    expect(await whoAmI(visitor, desk.url)).toBeNull();
  });

  test('though the page’s own connection goes on', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const before = cookie();
    desk.clock.ahead = 30 * MINUTE;
    await visitor.get(`${desk.url}/healthz`);
    expect(cookie()).toBe(before);
    await visitor.get(`${desk.url}/`);
    expect(cookie()).not.toBe(before);
  });

  test('eight hours after signing in, whatever the person does', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    for (let minutes = 50; minutes < 480; minutes += 50) {
      desk.clock.ahead = minutes * MINUTE;
      expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
    }
    desk.clock.ahead = 479 * MINUTE;
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
    desk.clock.ahead = 481 * MINUTE;
    expect(await whoAmI(visitor, desk.url)).toBeNull();
  });

  test('when the person leaves the directory', async () => {
    const people = createFakePeople();
    const identity = oidcSignIn(desk.provider.issuer, { people });
    const web = await startWebChannel({ assistant: createFakeAssistant(), identity });
    await signIn(visitor, desk.url, STAFF.id);
    visitor.jar(web.url).set('session', cookie());
    expect(await whoAmI(visitor, web.url)).toBe(STAFF.id);
    people.remove(STAFF.id);
    expect(await whoAmI(visitor, web.url)).toBeNull();
    expect(visitor.jar(web.url).get('session')).toBeUndefined();
    await web.stop();
  });

  test('at signing in anew: the cookie from before is worth nothing (session fixation)', async () => {
    const attacker = new Visitor();
    await signIn(attacker, desk.url, CHIEF.id);
    const planted = cookie(attacker);
    const callback = await upToCallback(visitor, desk.url, HEAD.id);
    visitor.jar(desk.url).set('session', planted);
    await visitor.get(callback);
    expect(cookie()).not.toBe(planted);
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
    expect(await whoAmI(attacker, desk.url)).toBeNull();
  });
});

async function signOut(who: Visitor, form: Record<string, string> = {}, headers = {}) {
  const { token } = viewerOf(await who.get(`${desk.url}/`));
  return who.post(`${desk.url}/sign-out`, { token, ...form }, headers);
}

describe('signing out', () => {
  test('ends the session for every copy of its cookie, and leads to the provider’s own end', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const copy = cookie();
    const page = await signOut(visitor);
    expect([page.status, page.headers['clear-site-data']]).toEqual([200, '"storage"']);
    expect(await whoAmI(visitor, desk.url)).toBeNull();
    expect(await whoAmI(with_(copy), desk.url)).toBeNull();

    const to = new URL(/^0;url=(.*)$/.exec(String(page.headers.refresh))?.[1] ?? '');
    expect(to.origin).toBe(desk.provider.issuer);
    expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${desk.url}/signed-out`);
    const asked = await visitor.get(to.href);
    expect(asked.status).toBe(200);
  });

  test('holds after a restart', async () => {
    const store = await openStore({ dataFolder: temporaryFolder() });
    const start = () =>
      startWebChannel({
        assistant: createFakeAssistant(),
        identity: {
          ...oidcSignIn(desk.provider.issuer),
          ended: new StoredEndedSessions(store.conversations),
        },
      });
    await signIn(visitor, desk.url, HEAD.id);
    const copy = cookie();
    const before = await start();
    const at = (url: string) => {
      const who = new Visitor();
      who.jar(url).set('session', copy);
      return who;
    };
    const leaving = at(before.url);
    const { token } = viewerOf(await leaving.get(`${before.url}/`));
    expect(await whoAmI(at(before.url), before.url)).toBe(HEAD.id);
    await leaving.post(`${before.url}/sign-out`, { token });
    await before.stop();
    const after = await start();
    expect(await whoAmI(at(after.url), after.url)).toBeNull();
    await after.stop();
    await store.close();
  });

  test('holds while the process lasts where the store cannot be written', async () => {
    const away = async (): Promise<never> => {
      throw new StoreError('STORE_UNAVAILABLE', 'x', 'SQLITE_FULL');
    };
    const ended = new StoredEndedSessions({ load: away, save: away });
    expect(await ended.has('a')).toBe(false);
    await ended.add('a');
    expect(await ended.has('a')).toBe(true);
  });

  test.each([
    ['without its token', { token: '' }, {}, 'FORM_OUTDATED'],
    ['with another’s token', { token: 'AAAAAAAAAAAAAAAAAAAAAA' }, {}, 'FORM_OUTDATED'],
    ['from another site', {}, { origin: 'https://evil.example' }, 'FORM_FOREIGN'],
    ['from a page without an origin', {}, { origin: 'null' }, 'FORM_FOREIGN'],
    ['from a neighbour', {}, { 'sec-fetch-site': 'same-site' }, 'FORM_FOREIGN'],
  ])('is not done %s', async (_, form, headers, code) => {
    await signIn(visitor, desk.url, HEAD.id);
    const page = await signOut(visitor, form, headers);
    expect([page.status, codeOf(page)]).toEqual([403, code]);
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
  });

  test('is not done by an address', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    const answer = await visitor.get(`${desk.url}/sign-out`);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
  });

  test('where nobody is signed in is no fault', async () => {
    const answer = await visitor.follow(await visitor.post(`${desk.url}/sign-out`, {}));
    expect(answer.text).toContain('サインアウトしました');
  });
});

describe('a message', () => {
  const say = (who: Visitor, as?: string | null, id = 'message-1') =>
    who.postJson(`${desk.url}/api/messages`, {
      conversation: 'conversation-1',
      id,
      input: { type: 'text', text: '質問' },
      ...(as === undefined ? {} : { as }),
    });
  const code = (answer: { text: string }) => JSON.parse(answer.text).error?.code;

  test('is refused where the person is no longer who the page believes', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    expect((await say(visitor, HEAD.id)).status).toBe(200);
    expect(code(await say(visitor, null, 'message-2'))).toBe('PERSON_CHANGED');
    expect(code(await say(visitor, CHIEF.id, 'message-3'))).toBe('PERSON_CHANGED');
    desk.clock.ahead = 61 * MINUTE;
    expect(code(await say(visitor, HEAD.id, 'message-4'))).toBe('PERSON_CHANGED');
    expect((await say(visitor, null, 'message-4')).status).toBe(200);
  });

  test('sent again under its id is not answered to another person', async () => {
    await signIn(visitor, desk.url, HEAD.id);
    desk.assistant.received.length = 0;
    await say(visitor, HEAD.id, 'message-5');
    await say(visitor, HEAD.id, 'message-5');
    await say(new Visitor(), null, 'message-5');
    expect(desk.assistant.received.map(({ person }) => person)).toEqual([HEAD.id, null]);
  });
});
