import { join } from 'node:path';
import { run } from '../bot/main.ts';
import { createWebChannel } from './web/create-web-channel.ts';

// The one place that knows which channels there are: bot/ must not import them.
await run(({ assistant, environment, log }) => [
  createWebChannel({
    assistant,
    host: environment.host,
    port: environment.port,
    cacheFolder: join(environment.dataFolder, 'cache'),
    // A terminal means a person; a service or a test has none, and no browser to open.
    openBrowser: environment.openBrowser && process.stdout.isTTY === true,
    log,
  }),
]);
