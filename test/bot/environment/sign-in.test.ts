import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EnvironmentRefused, readEnvironment } from '../../../bot/environment.ts';

const OIDC = {
  OIDC_ISSUER: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
  OIDC_CLIENT_ID: 'desk',
  OIDC_CLIENT_SECRET: 'the provider gave us this',
  SESSION_SECRET: 'drawn by an administrator, 44 bytes of base64',
};
const BEYOND = { ...OIDC, HOST: '0.0.0.0', PUBLIC_URL: 'https://desk.city.example.jp' };

function refusalOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentRefused) return error.message;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(variables)}`);
}

const without = (name: string) => Object.fromEntries(Object.entries(BEYOND).filter(([key]) => key !== name));

describe('how people sign in', () => {
  it('is the demo where nothing is set, with the administrator’s secret where one is', () => {
    expect(readEnvironment({}).signIn).toEqual({ kind: 'demo', secret: null });
    const { signIn } = readEnvironment({ SESSION_SECRET: OIDC.SESSION_SECRET });
    expect([signIn.kind, signIn.secret?.reveal()]).toEqual(['demo', OIDC.SESSION_SECRET]);
  });

  it('is the provider where it is set, on this machine and beyond', () => {
    expect(readEnvironment(OIDC)).toMatchObject({
      publicUrl: null,
      signIn: { kind: 'oidc', issuer: OIDC.OIDC_ISSUER, clientId: 'desk', emailClaim: 'email' },
    });
    expect(readEnvironment(BEYOND)).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'https://desk.city.example.jp',
    });
    const { signIn } = readEnvironment({ ...BEYOND, OIDC_EMAIL_CLAIM: 'preferred_username' });
    expect(signIn).toMatchObject({ emailClaim: 'preferred_username' });
  });

  it.each(['0.0.0.0', '::', '10.0.0.5', 'desk.city.example.jp'])(
    'must be the provider for HOST=%s, behind https',
    (HOST) => {
      expect(refusalOf({ HOST })).toContain('[HOST_NEEDS_SIGN_IN]');
      expect(refusalOf({ ...OIDC, HOST })).toContain('[HOST_NEEDS_SIGN_IN]');
      expect(readEnvironment({ ...BEYOND, HOST }).host).toBe(HOST);
    },
  );

  it('must be the provider for PUBLIC_URL', () => {
    expect(refusalOf({ PUBLIC_URL: 'https://desk.city.example.jp' })).toContain('[PUBLIC_URL_NEEDS_SIGN_IN]');
  });

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'SESSION_SECRET'])(
    'names %s where only that is missing',
    (name) => {
      expect(refusalOf(without(name)).split('\n').slice(1)).toEqual([
        expect.stringMatching(new RegExp(`^ {2}${name}: .*\\[ENV_MISSING\\]$`)),
      ]);
    },
  );

  it('takes a trailing slash of PUBLIC_URL away', () => {
    expect(readEnvironment({ ...BEYOND, PUBLIC_URL: 'https://desk.city.example.jp:8443/' }).publicUrl).toBe(
      'https://desk.city.example.jp:8443',
    );
  });

  it.each([
    ['PUBLIC_URL', 'http://desk.city.example.jp', 'https の URL'],
    ['PUBLIC_URL', 'https://desk.city.example.jp/desk', 'パスを付けない'],
    ['PUBLIC_URL', 'https://desk.city.example.jp/?a', 'パスを付けない'],
    ['PUBLIC_URL', 'https://user:password@desk.city.example.jp', 'パスを付けない'],
    ['PUBLIC_URL', 'desk.city.example.jp', 'https の URL'],
    ['PUBLIC_URL', '', 'https の URL'],
    ['OIDC_ISSUER', 'http://login.city.example.jp', 'https で始まる'],
    ['OIDC_ISSUER', 'http://127.0.0.1.example.jp', 'https で始まる'],
    ['OIDC_ISSUER', 'login', 'https で始まる'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0', 'テナント ID'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/organizations/v2.0', 'テナント ID'],
    ['OIDC_ISSUER', 'https://login.microsoftonline.com/Consumers', 'テナント ID'],
    ['OIDC_CLIENT_ID', ' ', '空にはできません'],
    ['OIDC_CLIENT_SECRET', '', '空にはできません'],
    ['OIDC_EMAIL_CLAIM', 'e mail', 'クレーム名'],
    ['SESSION_SECRET', 'x'.repeat(31), '32 バイト以上'],
    ['SESSION_SECRET', '', '32 バイト以上'],
  ])('refuses %s=%s by name', (name, value, why) => {
    expect(refusalOf({ ...BEYOND, [name]: value })).toMatch(new RegExp(`\n {2}${name}: .*${why}`, 'u'));
  });

  it('may be tried out with a provider over plain http on this machine', () => {
    expect(
      readEnvironment({ ...OIDC, OIDC_ISSUER: 'http://127.0.0.1:8080/realms/city' }).signIn,
    ).toMatchObject({
      issuer: 'http://127.0.0.1:8080/realms/city',
    });
  });

  it('says no secret: neither in a refusal, nor where the settings are printed', () => {
    const refusal = refusalOf({ ...BEYOND, PORT: 'x', OIDC_EMAIL_CLAIM: ' ' });
    const environment = readEnvironment(BEYOND);
    const printed = `${refusal} ${inspect(environment, { depth: 9 })} ${JSON.stringify(environment)} ${environment.signIn.secret}`;
    for (const secret of [OIDC.OIDC_CLIENT_SECRET, OIDC.SESSION_SECRET])
      expect(printed).not.toContain(secret);
    expect(refusalOf({ ...BEYOND, SESSION_SECRET: 'too short' })).not.toContain('too short');
  });
});
