import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EnvironmentRefused, readEnvironment } from '../../../bot/environment.ts';

const FROM = 'desk@city.example.jp';
const read = (SMTP_URL: string, MAIL_FROM = FROM) => readEnvironment({ SMTP_URL, MAIL_FROM }).mail;

function refusalOf(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof EnvironmentRefused) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('the mail server', () => {
  it.each([
    ['smtps://mail.city.example.jp', { host: 'mail.city.example.jp', port: 465, security: 'tls' }],
    ['smtps://mail.city.example.jp:4650/', { host: 'mail.city.example.jp', port: 4650, security: 'tls' }],
    ['smtp://Mail.City.example.jp', { host: 'mail.city.example.jp', port: 587, security: 'starttls' }],
    ['smtp://10.1.2.3:25', { host: '10.1.2.3', port: 25, security: 'starttls' }],
    ['smtp://[2001:db8::1]:25', { host: '2001:db8::1', port: 25, security: 'starttls' }],
    ['smtp://127.0.0.1.example.jp', { port: 587, security: 'starttls' }],
    ['smtp://localhost', { host: 'localhost', port: 25, security: 'plain' }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, security: 'plain' }],
    ['smtp://[::1]', { host: '::1', port: 25, security: 'plain' }],
    ['smtps://localhost', { host: 'localhost', port: 465, security: 'tls' }],
  ])('%s', (url, expected) => {
    expect(read(url)?.server).toMatchObject({ ...expected, signIn: null });
  });

  it('takes a user and a password, with every sign in them', () => {
    const { signIn } = read('smtp://desk%40city:p%40ss%3A%2F%25%E7%A7%98@mail.city.example.jp')?.server ?? {};
    expect(signIn?.user).toBe('desk@city');
    expect(signIn?.password.reveal()).toBe('p@ss:/%秘');
  });

  it.each([
    'mail.city.example.jp',
    'http://mail.city.example.jp',
    'smtp://',
    'smtp:mail.city.example.jp',
    'smtp://mail.city.example.jp:99999',
    'smtp://mail.city.example.jp:0',
    'smtp://mail.city.example.jp/?tls.rejectUnauthorized=false',
    'smtp://mail.city.example.jp?ignoreTLS=true',
    'smtp://mail.city.example.jp#x',
    'smtp://mail.city.example.jp/x',
    'smtp://desk:Himitsu77#x@mail.city.example.jp',
    'smtp://desk:Himitsu77%zz@mail.city.example.jp',
    'smtp://desk:Himitsu77%0d%0aQUIT@mail.city.example.jp',
    'smtp://:Himitsu77@mail.city.example.jp',
    'smtp://desk@mail.city.example.jp',
    'smtp://mail city.example.jp',
    'smtp://-mail.city.example.jp',
    '',
  ])('「%s」 is refused by name, and not repeated', (url) => {
    const refused = refusalOf({ SMTP_URL: url, MAIL_FROM: FROM });
    expect(refused).toMatch(/\n {2}SMTP_URL: .*smtps:\/\/.*\[ENV_MALFORMED\]$/u);
    expect(refused).not.toContain('Himitsu77');
  });

  it('does not show its password to whoever prints or serialises the settings', () => {
    const environment = readEnvironment({
      SMTP_URL: 'smtp://desk:Himitsu77@mail.city.example.jp',
      MAIL_FROM: FROM,
    });
    expect(inspect(environment, { depth: 9 }) + JSON.stringify(environment)).not.toContain('Himitsu77');
  });
});

describe('the sender', () => {
  it.each([
    [FROM, { address: FROM, name: '' }],
    [`<${FROM}>`, null],
    [`情報セキュリティ窓口 <${FROM}>`, { address: FROM, name: '情報セキュリティ窓口' }],
    [`Desk, Sendai <${FROM}>`, { address: FROM, name: 'Desk, Sendai' }],
    ['', null],
    ['desk', null],
    [`窓口 ${FROM}`, null],
    [`窓口\n<${FROM}>`, null],
    [`窓口 <${FROM}> x`, null],
    [`窓口 <${FROM}\r\nBcc: x@y.example>`, null],
    ['"desk" <desk@city>', null],
    [`${FROM},${FROM}`, null],
  ])('%j', (from, expected) => {
    if (expected !== null) expect(read('smtp://localhost', from)?.from).toEqual(expected);
    else {
      expect(refusalOf({ SMTP_URL: 'smtp://localhost', MAIL_FROM: from })).toMatch(
        /MAIL_FROM: .*desk@city\.example\.jp.*\[ENV_MALFORMED\]$/u,
      );
    }
  });

  it('and the server need each other', () => {
    expect(refusalOf({ SMTP_URL: 'smtp://localhost' })).toMatch(/\n {2}MAIL_FROM: .*両方.*\[ENV_MISSING\]$/u);
    expect(refusalOf({ MAIL_FROM: FROM })).toMatch(/\n {2}SMTP_URL: .*両方.*\[ENV_MISSING\]$/u);
  });
});
