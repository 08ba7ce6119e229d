import type { Assistant, Channel } from '../../bot/channel.ts';
import type { Health } from '../../bot/health.ts';
import { type Log, ownUrl } from '../../bot/log.ts';
import type { CasePages } from '../../bot/views/case-view.ts';
import { createIdentity, type IdentityOptions } from './identity/create-identity.ts';
import { createApp } from './server/app.ts';
import { createAssetServer } from './server/assets.ts';
import { cachedBundle } from './server/bundle-cache.ts';
import { close, type Listening, listen, urlOf, WebStartError } from './server/listen.ts';
import { LiveStreams } from './server/live-streams.ts';

export interface WebChannelOptions {
  readonly assistant: Assistant;
  /** The pages of cases; none where it is left out. */
  readonly cases?: CasePages | null;
  /** The address to listen on: `127.0.0.1`, or another only if the city asks for it. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The bundled page is kept in `web/` under it. */
  readonly cacheFolder: string;
  /** Whether to open the page in the person's browser once it answers. */
  readonly openBrowser: boolean;
  /** How people sign in, and who they are. */
  readonly identity: Pick<IdentityOptions, 'signIn' | 'publicUrl' | 'people' | 'dataFolder' | 'ended'>;
  /** What `/healthz` says. */
  readonly health: () => Promise<Health>;
  readonly log: Log;
  /** The clock; the system's own where it is left out. */
  readonly now?: () => Date;
}

export interface WebChannel extends Channel {
  /** Where the page is, e.g. `http://127.0.0.1:3978`. Final once `start` has resolved. */
  readonly url: string;
}

/** The web chat. `start` throws {@link WebStartError} with a Japanese message where it cannot listen. */
export function createWebChannel(options: WebChannelOptions): WebChannel {
  const { assistant, host, cacheFolder, log } = options;
  let running: (Listening & { readonly live: LiveStreams }) | null = null;
  const { publicUrl } = options.identity;
  const own = () => ({ host, port: running?.port ?? options.port, publicUrl });
  const now = options.now ?? (() => new Date());

  return {
    name: 'web',
    get url() {
      return urlOf(own());
    },
    async start() {
      const identity = await createIdentity({ ...options.identity, log, now });
      const [assets] = await Promise.all([cachedBundle(cacheFolder, log), identity.check()]);
      const live = new LiveStreams();
      const serveAsset = await createAssetServer(assets);
      const app = createApp({
        assistant,
        cases: options.cases ?? null,
        identity,
        assets,
        serveAsset,
        live,
        own,
        health: options.health,
        log,
        now,
      });
      running = { ...(await listen((request, env) => app.fetch(request, env), own())), live };
      try {
        await answers(this.url);
      } catch (error) {
        await this.stop();
        throw error;
      }
      const listening = ownUrl(this.url);
      log({ code: 'WEB_READY', url: publicUrl === null ? listening : ownUrl(publicUrl), listening });
      if (options.openBrowser) await openInBrowser(this.url, log);
    },
    tell: (persons) => running?.live.tell(persons),
    async stop() {
      if (running === null) return;
      const { live } = running;
      const closing = close(running);
      running = null;
      live.closeAll();
      await closing;
    },
  };
}

/** A port that listens is not yet a server that answers: something between may refuse our own name. */
async function answers(url: string): Promise<void> {
  const response = await fetch(`${url}/healthz`).catch(() => null);
  // 503 comes from our own route too: what fails there is no reason not to show the page that says so.
  if (response?.ok || response?.status === 503) return;
  throw new WebStartError(
    'NOT_ANSWERING',
    `${url} で待ち受けましたが、応答がありません。HOST の指定とファイアウォールの設定を確かめてください。`,
  );
}

/** A machine without a browser is no reason not to serve. */
async function openInBrowser(url: string, log: Log): Promise<void> {
  try {
    const { default: open } = await import('open');
    const browser = await open(url);
    browser.once('error', () => log({ code: 'NO_BROWSER_FOUND', url: ownUrl(url) }));
  } catch {
    log({ code: 'NO_BROWSER_FOUND', url: ownUrl(url) });
  }
}
