import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clauseHref } from '../../../adapters/web/wire.ts';
import {
  bulletClause,
  createFakeAssistant,
  kanaClause,
  MARKUP,
  starredClause,
} from '../../fakes/assistant.ts';
import { rawRequest } from '../../fakes/raw-request.ts';
import { startWebChannel } from '../../fakes/web-channel.ts';

let web: Awaited<ReturnType<typeof startWebChannel>>;

beforeAll(async () => {
  web = await startWebChannel({ assistant: createFakeAssistant() });
});
afterAll(() => web.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(`${web.url}${path}`, { headers });

describe('the page', () => {
  test('names only assets that are served, and those for good', async () => {
    const page = await get('/');
    expect(page.headers['content-type']).toContain('text/html');
    const assets = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets).toHaveLength(4);
    for (const path of assets) {
      const asset = await get(path);
      expect(asset.status).toBe(200);
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const zipped = await get(path, { 'accept-encoding': 'gzip, br' });
      expect(zipped.headers['content-encoding']).toBe('gzip');
    }
  });

  test('holds no inline script, style or handler', async () => {
    const { text } = await get('/');
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  test('stays near 50 KB compressed, fonts aside', async () => {
    const page = await get('/');
    const sizes = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)]
      .map((match) => match[1] ?? '')
      .filter((path) => !path.includes('/fonts-'))
      .map(async (path) =>
        Number((await get(path, { 'accept-encoding': 'gzip' })).headers['content-length']),
      );
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThan(50_000);
  });
});

describe('fonts', () => {
  test('named by the style sheet are served, and no other file', async () => {
    const page = await get('/');
    const sheet = /href="(\/assets\/fonts-[^"]+\.css)"/.exec(page.text)?.[1] ?? '';
    const fonts = [...(await get(sheet)).text.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    expect(fonts.length).toBeGreaterThan(200);
    expect(fonts.every((font) => font.startsWith('/assets/fonts/') && font.endsWith('.woff2'))).toBe(true);
    const font = await get(fonts[0] ?? '');
    expect([font.status, font.headers['content-type']]).toEqual([200, 'font/woff2']);
    const folder = fonts[0]?.replace(/[^/]+$/, '') ?? '';
    for (const path of ['../package.json', '..%2fpackage.json', '%2e%2e/package.json', 'x.woff2', '']) {
      expect((await get(folder + path)).status).toBe(404);
    }
  });
});

describe('a clause’s page', () => {
  test.each([bulletClause, kanaClause, starredClause])('%s is found under its encoded id', async (id) => {
    const page = await get(clauseHref(id));
    expect(page.status).toBe(200);
    expect(page.text).toContain('職員は、私物の外部記録媒体を業務に使用してはならない。');
    expect(page.text).not.toContain('<script');
  });

  test('shows citation, place, links both ways and neighbours', async () => {
    const { text } = await get(clauseHref(bulletClause));
    for (const shown of [
      '第２章（７）①（ⅶ）6項目め',
      '技術的セキュリティ',
      'この下の条文',
      'この条文が参照する条文',
      'この条文を参照する条文',
      '次の条文',
      `href="${clauseHref(starredClause)}"`,
    ]) {
      expect(text).toContain(shown);
    }
  });

  test('shows markup as text', async () => {
    const { text } = await get(clauseHref(starredClause));
    expect(text).not.toContain(MARKUP);
    expect(text).toContain('&lt;script');
  });

  test.each(['9.9.9', '%E0%A4', '%00', '..%2f..%2fetc', encodeURIComponent(MARKUP)])(
    'that does not exist (%s) is a Japanese 404 with a code',
    async (id) => {
      const page = await get(`/clauses/${id}`);
      expect(page.status).toBe(404);
      expect(page.text).toContain('その番号の条文はありません');
      expect(page.text).toContain('CLAUSE_NOT_FOUND');
      expect(page.text).not.toContain('onerror="');
    },
  );
});

describe('addresses and methods', () => {
  test('unknown addresses are 404: a page for people, JSON for programs', async () => {
    const page = await get('/nowhere');
    expect([page.status, page.text.includes('お探しのページはありません')]).toEqual([404, true]);
    const api = await get('/api/nowhere');
    expect([api.status, JSON.parse(api.text).error.code]).toEqual([404, 'NOT_FOUND']);
  });

  test.each([
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/clauses/2', 'GET, HEAD'],
    ['PUT', '/healthz', 'GET, HEAD'],
    ['POST', '/api/welcome', 'GET, HEAD'],
    ['POST', '/api/live', 'GET, HEAD'],
    ['GET', '/api/messages', 'POST'],
    ['OPTIONS', '/api/messages', 'POST'],
  ])('%s %s is 405', async (method, path, allowed) => {
    const answer = await rawRequest(`${web.url}${path}`, { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, allowed]);
  });

  test('HEAD answers without a body', async () => {
    const answer = await rawRequest(`${web.url}/`, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  test.each(['/', '/nowhere', '/api/welcome', '/healthz', clauseHref(bulletClause)])(
    '%s carries the strict headers and is not kept',
    async (path) => {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      const csp = String(headers['content-security-policy']);
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ]) {
        expect(csp).toContain(part);
      }
      expect(csp).not.toMatch(/unsafe-|\*|data:|http/);
    },
  );
});

describe('the Host header', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('may be %s with our port', async (name) => {
    expect((await get('/healthz', { host: `${name}:${web.port}` })).status).toBe(200);
  });

  test.each(['evil.example', '127.0.0.1.evil.example', '127.0.0.2', 'localhost.'])(
    'may not be %s',
    async (name) => {
      const answer = await get('/api/welcome', { host: `${name}:${web.port}` });
      expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([421, 'WRONG_HOST']);
    },
  );

  test('may not name another port or none', async () => {
    expect((await get('/', { host: '127.0.0.1' })).status).toBe(421);
    expect((await get('/', { host: '127.0.0.1:1' })).status).toBe(421);
  });
});
