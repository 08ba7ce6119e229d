import { join } from 'node:path';
import { loadTokenizer } from '../knowledge/search/tokenizer.ts';

// The dictionary takes longest: it is begun before the rest of the program is even read. Whoever waits for it is told
// of a failure; nobody waits yet.
loadTokenizer().catch(() => undefined);

const { run } = await import('../bot/main.ts');
const { createWebChannel } = await import('./web/create-web-channel.ts');
const { NOBODY, peopleOf } = await import('./web/identity/people-of-directory.ts');

// The one place that knows which channels there are: bot/ must not import them.
await run({
  channels: ({ assistant, cases, environment, directory, ended, health, log }) => [
    createWebChannel({
      assistant,
      cases,
      host: environment.host,
      port: environment.port,
      cacheFolder: join(environment.dataFolder, 'cache'),
      // A terminal means a person; a service or a test has none, and no browser to open.
      openBrowser: environment.openBrowser && process.stdout.isTTY === true,
      identity: {
        signIn: environment.signIn,
        publicUrl: environment.publicUrl,
        people: directory === null ? NOBODY : peopleOf(directory),
        dataFolder: environment.dataFolder,
        ended,
      },
      health,
      log,
    }),
  ],
  async deliverers({ mail, publicUrl, port }) {
    if (mail === null) return [];
    const { createMailDeliverer } = await import('./mail/create-mail-deliverer.ts');
    return [createMailDeliverer({ settings: mail, publicUrl: publicUrl ?? `http://127.0.0.1:${port}` })];
  },
});
