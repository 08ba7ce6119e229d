import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { Assistant, Replied } from '../../../bot/channel.ts';
import type { Health } from '../../../bot/health.ts';
import { codeOf, framesOf, type Log, methodOf, routeOf } from '../../../bot/log.ts';
import type { Message } from '../../../bot/messages/model.ts';
import type { CasePages } from '../../../bot/views/case-view.ts';
import type { Identity } from '../identity/create-identity.ts';
import type { Cards, News, Reply, Welcome } from '../wire.ts';
import type { PageAssets, ServeAsset } from './assets.ts';
import { CASE_PATHS, serveCases } from './cases/routes.ts';
import { chatPage } from './chat-page.tsx';
import { clausePage, notFoundPage } from './clause-page.tsx';
import { DECISION_PATHS, serveDecisions } from './decisions/routes.ts';
import { type OwnAddress, onlyOwnHost, onlySameOrigin } from './guard.ts';
import { noStore, strictHeaders } from './headers.ts';
import type { LiveStreams } from './live-streams.ts';
import { logRequests } from './log-requests.ts';
import { refuse } from './problem.ts';
import { readSent, readWanted } from './read-sent.ts';
import { RecentAnswers } from './recent-answers.ts';

/** Room for 100,000 Japanese characters with every one of them escaped or sent as three bytes, and no more. */
const BODY_LIMIT = 1024 * 1024;
/** Fifty numbers with their views, and no more. */
const CARDS_LIMIT = 16 * 1024;
/** A page repeats its last message within seconds: this covers hundreds of people who all do so at once. */
const ANSWERS_KEPT = 1_000;

export interface AppParts {
  readonly assistant: Assistant;
  /** Null where nothing goes on record. */
  readonly cases: CasePages | null;
  readonly identity: Identity;
  readonly assets: PageAssets;
  readonly serveAsset: ServeAsset;
  readonly live: LiveStreams;
  /** Known only when the server listens, for the port may be 0 before. */
  readonly own: () => OwnAddress;
  readonly health: () => Promise<Health>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Every route of the web channel. */
export function createApp(parts: AppParts): Hono {
  const { assistant, assets, live, identity } = parts;
  const answers = new RecentAnswers<Replied>(ANSWERS_KEPT);
  const app = new Hono();

  app.use(logRequests(parts.log), strictHeaders, noStore, onlyOwnHost(parts.own));
  app.use('/api/*', onlySameOrigin(parts.own));
  app.use(identity.middleware);

  identity.serve(app, { policyName: assistant.policyName, assets, own: parts.own });

  app.get('/', (c) => c.html(chatPage(assistant.policyName, assets, c.var.viewer)));
  // Where notices outside the page lead: the chat shows the application to whoever may see it.
  app.get('/requests/:number', (c) => c.redirect(`/?request=${encodeURIComponent(c.req.param('number'))}`));
  app.get('/assets/*', async (c) => (await parts.serveAsset(c)) ?? missingPage(c, 'page'));
  app.get('/clauses/:id', (c) => {
    const clause = assistant.clause(c.req.param('id'));
    if (clause === null) return missingPage(c, 'clause');
    return c.html(clausePage(clause, assistant.policyName, assets));
  });
  serveDecisions(app, assistant.decisions, assets, parts.now);
  serveCases(app, {
    cases: parts.cases,
    policyName: assistant.policyName,
    assets,
    own: parts.own,
    now: parts.now,
    missing: (c) => missingPage(c, 'page'),
  });
  app.get('/healthz', async (c) => {
    const health = await parts.health();
    return c.json(health, health.status === 'failing' ? 503 : 200);
  });
  app.get('/api/welcome', (c) =>
    c.json<Welcome>({ policyName: assistant.policyName, messages: assistant.welcome() }),
  );
  app.get('/api/live', (c) => live.open(c.var.person?.id ?? null));
  app.get('/api/news', async (c) => {
    const { person } = c.var;
    return c.json<News>({ count: person === null ? 0 : await assistant.news(person.id) });
  });
  app.post(
    '/api/messages',
    onlyJson,
    bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refuse(c, 'TOO_LARGE') }),
    async (c) => {
      const sent = readSent(new Uint8Array(await c.req.arrayBuffer()), assistant);
      if (typeof sent === 'string') return refuse(c, sent);
      const { conversation, id, input, as } = sent;
      const person = c.var.person?.id ?? null;
      if (as !== undefined && as !== person) return refuse(c, 'PERSON_CHANGED');
      const { messages, hide, recorded, signIn } = await answers.getOrMake(
        `${person} ${conversation} ${id}`,
        () => assistant.receive({ id, channel: 'web', conversation, person, input, at: parts.now() }),
        (replied) => replied.recorded,
      );
      if (signIn) return refuse(c, 'SIGN_IN_NEEDED', messages.flatMap(linesOf));
      // A secret has to go from the page even then: a refusal would leave it there to be sent again.
      // A sign-in that is missing is the person's to mend; this is the administrator's.
      if (!recorded) parts.log({ code: 'NOT_RECORDED' });
      if (!recorded && !hide) return refuse(c, 'NOT_RECORDED');
      return c.json<Reply>(hide ? { messages, hide } : { messages });
    },
  );
  app.post(
    '/api/cards',
    onlyJson,
    bodyLimit({ maxSize: CARDS_LIMIT, onError: (c) => refuse(c, 'TOO_LARGE') }),
    async (c) => {
      const wanted = readWanted(new Uint8Array(await c.req.arrayBuffer()));
      if (typeof wanted === 'string') return refuse(c, wanted);
      const { person } = c.var;
      if (person === null) return refuse(c, 'SIGN_IN_NEEDED');
      if (wanted.as !== undefined && wanted.as !== person.id) return refuse(c, 'PERSON_CHANGED');
      return c.json<Cards>({ cards: await assistant.cards(person.id, wanted.cards, parts.now()) });
    },
  );

  for (const path of [
    '/',
    '/assets/*',
    '/clauses/:id',
    ...DECISION_PATHS,
    '/requests/:number',
    '/healthz',
    '/api/welcome',
    '/api/live',
    '/api/news',
  ]) {
    app.all(path, (c) => notAllowed(c, 'GET, HEAD'));
  }
  for (const [path, allowed] of CASE_PATHS) app.all(path, (c) => notAllowed(c, allowed));
  for (const path of ['/api/messages', '/api/cards']) app.all(path, (c) => notAllowed(c, 'POST'));
  app.notFound((c) => (c.req.path.startsWith('/api/') ? refuse(c, 'NOT_FOUND') : missingPage(c, 'page')));
  app.onError((error, c) => {
    const route = routeOf(routePath(c, -1));
    parts.log({
      code: 'WEB_INTERNAL',
      method: methodOf(c.req.method),
      route,
      reason: codeOf(error),
      at: framesOf(error),
    });
    return refuse(c, 'INTERNAL');
  });
  return app;

  function missingPage(c: Context, what: 'clause' | 'page') {
    return c.html(notFoundPage(what, assistant.policyName, assets), 404);
  }
}

const onlyJson = async (c: Context, next: () => Promise<void>) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' ? next() : refuse(c, 'NOT_JSON');
};

function notAllowed(c: Context, allowed: string): Response {
  c.header('Allow', allowed);
  return refuse(c, 'METHOD_NOT_ALLOWED');
}

function linesOf(message: Message): readonly string[] {
  return message.type === 'text' ? message.paragraphs : [];
}
