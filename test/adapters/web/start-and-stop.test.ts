import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFakeAssistant } from '../../fakes/assistant.ts';
import { rawRequest } from '../../fakes/raw-request.ts';
import { startWebChannel } from '../../fakes/web-channel.ts';

const assistant = createFakeAssistant();

test('start resolves when the channel answers, and stop frees the port', async () => {
  const web = await startWebChannel({ assistant });
  expect(JSON.parse((await rawRequest(`${web.url}/healthz`)).text)).toMatchObject({ status: 'ok' });
  await web.stop();
  await expect(rawRequest(`${web.url}/healthz`)).rejects.toThrow('ECONNREFUSED');
  const again = await startWebChannel({ assistant, port: web.port });
  expect(again.url).toBe(web.url);
  await again.stop();
});

test('a port that is taken is said so, with the way out', async () => {
  const web = await startWebChannel({ assistant });
  await expect(startWebChannel({ assistant, port: web.port })).rejects.toMatchObject({
    name: 'WebStartError',
    code: 'PORT_IN_USE',
    message: expect.stringMatching(new RegExp(`ポート ${web.port} は.*PORT=\\d+ npm start`)),
  });
  await web.stop();
});

test('an address that is not this machine’s is said so', async () => {
  // 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
  await expect(startWebChannel({ assistant, host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'HOST_NOT_AVAILABLE',
    message: expect.stringContaining('192.0.2.1'),
  });
});

test('the live stream starts with a heartbeat and ends at once when the channel stops', async () => {
  const web = await startWebChannel({ assistant });
  const ended = new Promise<void>((resolve, reject) => {
    get(`${web.url}/api/live`, { agent: false }, (response) => {
      expect(response.headers['content-type']).toBe('text/event-stream');
      response.once('data', (chunk: Buffer) => {
        expect(chunk.toString()).toBe('event: heartbeat\ndata: \n\n');
        web.stop().catch(reject);
      });
      response.once('end', resolve);
    }).once('error', reject);
  });
  await ended;
});

test('the page is bundled once, and again only where the kept bundle cannot be read', async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'web-cache-'));
  const pageOf = async () => {
    const web = await startWebChannel({ assistant, cacheFolder });
    const { text } = await rawRequest(web.url);
    await web.stop();
    return text;
  };
  const first = await pageOf();
  const [key = ''] = await readdir(join(cacheFolder, 'web'));
  expect(await pageOf()).toBe(first);
  await writeFile(join(cacheFolder, 'web', key, 'manifest.json'), '{"script":');
  expect(await pageOf()).toBe(first);
  expect(await readdir(join(cacheFolder, 'web'))).toEqual([key]);
  await rm(cacheFolder, { recursive: true });
});

test('a cache that cannot be written is no reason not to start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'web-cache-'));
  const file = join(folder, 'file');
  await writeFile(file, '');
  const web = await startWebChannel({ assistant, cacheFolder: file });
  expect((await rawRequest(web.url)).status).toBe(200);
  expect(web.logged.join()).toContain('CACHE_NOT_KEPT');
  await web.stop();
  await rm(folder, { recursive: true });
});
