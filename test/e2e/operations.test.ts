import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataFolder } from '../data-folder.ts';
import { startMailServer } from '../fakes/mail-server.ts';
import { rawRequest } from '../fakes/raw-request.ts';
import { killAll, Program } from './program.ts';

// The real process, as a service manager runs it: what it writes, and how it ends.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 90_000;

let data: string;
beforeAll(async () => {
  data = await newDataFolder('operations');
});
afterAll(async () => {
  await killAll();
  await rm(data, { recursive: true, force: true });
});

const start = (variables: Readonly<Record<string, string>> = {}) =>
  Program.bare(ROOT, { PORT: '0', DATA_DIR: data, ...variables });

const body = (text: string) =>
  JSON.stringify({ conversation: 'operations', id: 'question-1', input: { type: 'text', text } });

/** A question of which all but the last byte is sent: the server has begun with it, and waits. */
async function halfSaid(url: string, text: string) {
  const whole = Buffer.from(body(text));
  const asked = request(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': whole.length, origin: url },
  });
  const answered = once(asked, 'response').then(async ([response]) => {
    let answer = '';
    for await (const chunk of response) answer += chunk;
    return { status: response.statusCode as number, connection: response.headers.connection, answer };
  });
  answered.catch(() => undefined);
  await new Promise<void>((resolve) => asked.write(whole.subarray(0, -1), () => resolve()));
  // Another request on another connection: when it is answered, the first has been heard.
  await rawRequest(`${url}/healthz`);
  return { answered, finish: () => asked.end(whole.subarray(-1)) };
}

const codesOf = (program: Program) =>
  program.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).code as string);

describe('the log of a service', () => {
  it('is JSON Lines, and holds nothing that anybody typed, sent or is called', {
    timeout: 2 * START_MS,
  }, async () => {
    const desk = start({ LOG_LEVEL: 'debug' });
    const url = await desk.address();
    const post = (path: string, sent: string, headers: Record<string, string> = {}) =>
      rawRequest(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie: 'session=Kukki77', ...headers },
        body: sent,
      });
    const typed = '青葉区職員のUSB Taipu77 を shokuin.aoba@city.example.jp に送りたい 123456789018';
    expect((await post('/api/messages', body(typed))).status).toBe(200);
    await post('/api/messages', `{"Taipu77": "${typed}`);
    await post('/api/messages', body(typed), { 'content-type': 'text/Taipu77' });
    await post('/api/messages', body(typed), { origin: 'https://Taipu77.example' });
    await post('/api/messages', body('Taipu77'.repeat(300_000)));
    await post('/Taipu77?mail=shokuin.aoba@city.example.jp', body(typed));
    for (const path of ['/clauses/Taipu77', '/assets/Taipu77', '/Taipu77?session=Kukki77', '/api/Taipu77']) {
      await rawRequest(url + path, { headers: { cookie: 'session=Kukki77', host: 'Taipu77.example' } });
      await rawRequest(url + path, { headers: { cookie: 'session=Kukki77', 'user-agent': 'Taipu77' } });
      await rawRequest(url + path, { method: 'TAIPU77' }).catch(() => undefined);
    }
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(0);

    const written = desk.stdout + desk.stderr;
    expect(written).not.toMatch(/taipu77|kukki77|青葉|太郎|aoba|1234567|session/i);
    // The only @ would be an address's.
    expect(written).not.toContain('@');
    expect(desk.stderr).toBe('');
    const lines = desk.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.every(({ code, level, time }) => code && level && time)).toBe(true);
    expect(lines).toContainEqual({
      level: 'info',
      time: expect.any(String),
      code: 'REQUEST',
      method: 'POST',
      route: '/api/messages',
      status: 200,
      ms: expect.any(Number),
    });
    expect(codesOf(desk)).toEqual(
      expect.arrayContaining(['POLICY_LOADING', 'MAIL_NOT_SET', 'WEB_READY', 'STOPPING', 'STOPPED']),
    );
  });
});

describe('the end of a service', () => {
  it('answers what it has begun with, takes nothing new, and ends with 0', {
    timeout: START_MS,
  }, async () => {
    const desk = start();
    const url = await desk.address();
    const half = await halfSaid(url, '鍵をかける？');
    // An idle connection, such as a browser opens in advance, holds nothing up.
    const idle = request(url, { method: 'GET' });
    idle.on('error', () => undefined);
    idle.flushHeaders();

    desk.signal('SIGTERM');
    await expect
      .poll(() =>
        fetch(`${url}/healthz`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    half.finish();
    expect(await half.answered).toMatchObject({
      status: 200,
      connection: 'close',
      answer: expect.stringContaining('"messages"'),
    });
    expect(await desk.ended()).toBe(0);
    expect(codesOf(desk).slice(-2)).toEqual(['REQUEST', 'STOPPED']);
  });

  it('does not wait for ever for who never finishes', { timeout: START_MS }, async () => {
    const desk = start();
    await halfSaid(await desk.address(), '鍵をかける？');
    const begun = performance.now();
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(12_000);
  });

  it('comes at once when it is told a second time', { timeout: START_MS }, async () => {
    const desk = start();
    await halfSaid(await desk.address(), '鍵をかける？');
    desk.signal('SIGTERM');
    await expect.poll(() => codesOf(desk).at(-1)).toBe('STOPPING');
    // The same key pressed once can be heard twice: that is no second time.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const begun = performance.now();
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(143);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('mail', () => {
  it('that is malformed stops the start by its name, without its password', async () => {
    const desk = start({ SMTP_URL: 'smtp://desk:Himitsu77@mail.city.example.jp?x=1' });
    expect(await desk.ended()).toBe(1);
    expect(desk.stderr).toMatch(/^ {2}SMTP_URL: /mu);
    expect(desk.stdout + desk.stderr).not.toContain('Himitsu77');
  });

  it('whose server is away is warned of, once, and questions are answered', {
    timeout: START_MS,
  }, async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const port = typeof address === 'object' ? address?.port : 0;
    closed.close();
    const desk = start({
      SMTP_URL: `smtp://desk:Himitsu77@127.0.0.1:${port}`,
      MAIL_FROM: 'desk@city.example.jp',
    });
    const url = await desk.address();
    await expect.poll(() => codesOf(desk)).toContain('DELIVERY_UNAVAILABLE');
    expect(desk.stdout).toContain('メールサーバーに接続できません。SMTP_URL のホスト名と番号');
    expect((await rawRequest(`${url}/healthz`)).status).toBe(200);
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(0);
    expect(desk.stdout + desk.stderr).not.toMatch(/Himitsu77|desk:|@/);
    expect(codesOf(desk)).not.toContain('MAIL_NOT_SET');
  });

  it('whose server answers is said to be ready', { timeout: START_MS }, async () => {
    const server = await startMailServer({
      options: { allowInsecureAuth: true, onAuth: (_, __, done) => done(null, { user: 'desk' }) },
    });
    const desk = start({
      SMTP_URL: `smtp://desk:Himitsu77@127.0.0.1:${server.port}`,
      MAIL_FROM: '窓口 <desk@city.example.jp>',
    });
    await desk.address();
    await expect.poll(() => codesOf(desk)).toContain('DELIVERY_READY');
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(0);
    expect(desk.stdout + desk.stderr).not.toMatch(/Himitsu77|desk:|@/);
    await server.stop();
  });
});
