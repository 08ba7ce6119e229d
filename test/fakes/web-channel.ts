import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWebChannel, type WebChannelOptions } from '../../adapters/web/create-web-channel.ts';
import { lineOf } from '../../bot/log.ts';
import { Secret } from '../../bot/secret.ts';
import { createFakePeople } from './people.ts';

/** One cache for all tests of a run: the page is bundled once. */
const cacheFolder = join(tmpdir(), 'web-channel-tests');

export const SECRET = new Secret('a secret for tests, of more than 32 bytes');

/** Everybody may be anybody, on this machine. */
export const demoSignIn = (): WebChannelOptions['identity'] => ({
  signIn: { kind: 'demo', secret: SECRET },
  publicUrl: null,
  people: createFakePeople(),
  dataFolder: cacheFolder,
});

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
    identity: demoSignIn(),
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
