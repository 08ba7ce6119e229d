import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWebChannel, type WebChannelOptions } from '../../adapters/web/create-web-channel.ts';
import { lineOf } from '../../bot/log.ts';

/** One cache for all tests of a run: the page is bundled once. */
const cacheFolder = join(tmpdir(), 'web-channel-tests');

/** A real web channel on loopback, on any free port unless told otherwise. */
export async function startWebChannel(
  options: Pick<WebChannelOptions, 'assistant'> & Partial<WebChannelOptions>,
) {
  const logged: string[] = [];
  const channel = createWebChannel({
    host: '127.0.0.1',
    port: 0,
    cacheFolder,
    openBrowser: false,
    health: async () => ({
      status: 'ok',
      policy: 'f'.repeat(64),
      store: true,
      oldestUndeliveredSeconds: null,
    }),
    log: (entry) => {
      const line = lineOf(entry);
      if (line !== null) logged.push(line);
    },
    ...options,
  });
  await channel.start();
  return {
    channel,
    url: channel.url,
    port: Number(new URL(channel.url).port),
    logged,
    stop: () => channel.stop(),
  };
}
