import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFakeAssistant } from '../../../fakes/assistant.ts';
import { type Forgery, startForgedProvider } from '../../../fakes/forged-provider.ts';
import { CLIENT_ID } from '../../../fakes/openid-provider.ts';
import { HEAD } from '../../../fakes/people.ts';
import { Visitor } from '../../../fakes/visitor.ts';
import { startWebChannel } from '../../../fakes/web-channel.ts';
import { codeOf, oidcSignIn, whoAmI } from './oidc-desk.ts';

let provider: Awaited<ReturnType<typeof startForgedProvider>>;
let desk: Awaited<ReturnType<typeof startWebChannel>>;
let visitor: Visitor;

beforeAll(async () => {
  provider = await startForgedProvider(CLIENT_ID);
  desk = await startWebChannel({
    assistant: createFakeAssistant(),
    identity: oidcSignIn(provider.issuer),
  });
});
afterAll(async () => {
  await desk.stop();
  await provider.stop();
});
beforeEach(() => {
  visitor = new Visitor();
  desk.logged.length = 0;
});

/** Comes back from the provider as the browser would; the ID token then is the forgery. */
async function comeBack(forgery: Forgery, more = '') {
  const asked = new URL(visitor.locationOf(await visitor.get(`${desk.url}/sign-in`))).searchParams;
  provider.forged.next = forgery;
  provider.forged.nonce = asked.get('nonce') ?? '';
  return visitor.get(`${desk.url}/sign-in/callback?code=any&state=${asked.get('state')}${more}`);
}

const email = HEAD.email;

test('a token that is right signs in, or no refusal below would mean anything', async () => {
  expect((await comeBack({ claims: { email } })).status).toBe(303);
  expect(await whoAmI(visitor, desk.url)).toBe(HEAD.id);
});

const now = () => Math.floor(Date.now() / 1000);
test.each<[string, Forgery, string]>([
  ['with another nonce', { claims: { email, nonce: 'another' } }, 'OAUTH_'],
  ['without a nonce', { claims: { email, nonce: undefined } }, 'OAUTH_'],
  ['of another issuer', { claims: { email, iss: 'https://other.example.jp' } }, 'OAUTH_'],
  ['for another client', { claims: { email, aud: 'another' } }, 'OAUTH_'],
  ['for several, authorised to another', { claims: { email, aud: [CLIENT_ID, 'x'], azp: 'x' } }, 'OAUTH_'],
  ['that has expired', { claims: { email, exp: now() - 3_600 } }, 'OAUTH_'],
  ['that is not valid yet', { claims: { email, nbf: now() + 3_600 } }, 'OAUTH_'],
  ['without an end', { claims: { email, exp: undefined } }, 'OAUTH_'],
  ['signed with a foreign key', { claims: { email }, signature: 'foreign' }, 'OAUTH_'],
  ['that is not signed', { claims: { email }, signature: 'none' }, 'OAUTH_'],
  ['whose signature is cut short', { claims: { email }, signature: 'cut' }, 'OAUTH_'],
  ['that is not there', { withoutIdToken: true, userInfo: { sub: 'somebody', email } }, 'OAUTH_'],
  ['with UserInfo about another', { userInfo: { sub: 'another', email } }, 'OAUTH_'],
])('an ID token %s signs nobody in', async (_, forgery, word) => {
  const page = await comeBack(forgery);
  expect([page.status, codeOf(page)]).toEqual([400, 'SIGN_IN_NOT_VERIFIED']);
  expect(await whoAmI(visitor, desk.url)).toBeNull();
  expect(desk.logged.join()).toContain(word);
  expect(desk.logged.join()).not.toContain('@');
});

test.each([
  ['verified as text', { email, email_verified: 'true' }, 303],
  ['not verified as text', { email, email_verified: 'false' }, 403],
  ['verified as null', { email, email_verified: null }, 403],
  ['a list', { email: [email] }, 403],
])('an address that is %s', async (_, claims, status) => {
  expect((await comeBack({ claims })).status).toBe(status);
});

test('a code twice in the address, or beside an error, signs nobody in', async () => {
  expect(codeOf(await comeBack({ claims: { email } }, '&code=other'))).toBe('SIGN_IN_NOT_VERIFIED');
  expect(codeOf(await comeBack({ claims: { email } }, '&error=access_denied'))).toBe('SIGN_IN_CANCELLED');
  expect(await whoAmI(visitor, desk.url)).toBeNull();
});

test('what a provider writes into an error is not believed, shown or logged', async () => {
  const answer = await comeBack({}, '&error=%3Cscript%3Ealert(1)&error_description=kou%40city');
  expect(codeOf(answer)).toBe('SIGN_IN_NOT_VERIFIED');
  expect(answer.text).not.toMatch(/alert|kou/);
  expect(desk.logged.join()).not.toMatch(/alert|kou/);
});

test('a provider whose document names another issuer is told at start, and signs nobody in', async () => {
  const wrong = await startForgedProvider(CLIENT_ID);
  wrong.forged.metadata = { issuer: 'https://other.example.jp' };
  const other = await startWebChannel({
    assistant: createFakeAssistant(),
    identity: oidcSignIn(wrong.issuer),
  });
  expect(other.logged.join('\n')).toMatch(/OIDC_ISSUER.*\[SIGN_IN_NOT_VERIFIED\] OAUTH_JSON_ATTRIBUTE/);
  expect(codeOf(await visitor.get(`${other.url}/sign-in`))).toBe('SIGN_IN_NOT_VERIFIED');
  await other.stop();
  await wrong.stop();
});
