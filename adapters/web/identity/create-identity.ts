import type { Context, Hono, MiddlewareHandler } from 'hono';
import { every } from 'hono/combine';
import { contextStorage } from 'hono/context-storage';
import { type EndedSessions, MemoryEndedSessions } from '../../../bot/ended-sessions.ts';
import type { SignInSettings } from '../../../bot/environment/sign-in.ts';
import { codeWord, type Log } from '../../../bot/log.ts';
import { signInHref } from '../page/signed-in.tsx';
import { refuse } from '../server/problem.ts';
import { AttemptCookie } from './attempt-cookie.ts';
import { ownCookie } from './cookies.ts';
import { serveDemo } from './demo-routes.ts';
import { demoSecret } from './demo-secret.ts';
import type { Site } from './frame.tsx';
import { fromThisMachine } from './from-this-machine.ts';
import { labelOf, type People } from './person.ts';
import type { OidcSettings } from './provider.ts';
import { createSeal } from './seal.ts';
import { Sessions } from './session.ts';
import { serveSignOut } from './sign-out-routes.ts';

export interface IdentityOptions {
  readonly signIn: SignInSettings;
  /** `https://desk.city.example.jp` where others than this machine reach the page; else null. */
  readonly publicUrl: string | null;
  readonly people: People;
  /** Where sessions that were ended are remembered; in this process where left out. */
  readonly ended?: EndedSessions;
  /** `DATA_DIR`, where the demo keeps its secret. */
  readonly dataFolder: string;
  /** Takes one line for the administrator: a code, never a person. */
  readonly log: Log;
  readonly now: () => Date;
}

/** Who a request comes from, and the pages by which a person signs in and out. */
export interface Identity {
  /** Sets `c.var.person`, `session` and `viewer`; where the page is open to other machines, it asks for a person first. */
  readonly middleware: MiddlewareHandler;
  serve(app: Hono, site: Site): void;
  /** Asks the provider for its addresses, so that a wrong setting is told at start. */
  check(): Promise<void>;
}

/** Open to all: what has no content, and what signing in and out needs. */
const OPEN = /^\/(healthz|api\/live|assets\/.*|sign-in|sign-in\/callback|sign-out|signed-out)$/;
/** Not an act of the person: the page does it by itself. */
const BY_ITSELF = /^\/(healthz|api\/live|assets\/.*)$/;

export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { signIn, publicUrl, people, now, log } = options;
  const demo = signIn.kind === 'demo';
  const secure = publicUrl !== null;
  const secret = signIn.kind === 'oidc' ? signIn.secret : (signIn.secret ?? (await demoSecret(options)));
  // Bound to where people sign in: with another provider, or in the demo, nothing signed in before holds.
  const realm = signIn.kind === 'oidc' ? `oidc ${signIn.issuer} ${signIn.clientId}` : 'demo';
  const sessions = new Sessions(
    ownCookie(demo ? 'demo-session' : 'session', secure),
    await createSeal(secret, `session ${realm}`),
    options.ended ?? new MemoryEndedSessions(),
    now,
  );
  const attempts = new AttemptCookie(
    ownCookie('sign-in', secure),
    await createSeal(secret, `sign-in ${realm}`),
    now,
  );
  const oidc = signIn.kind === 'oidc' ? await openOidc(signIn) : null;

  const whoIsIt: MiddlewareHandler = async (c, next) => {
    const session = demo && !fromThisMachine(c) ? null : await sessions.read(c);
    const person = session && people.byId(session.person);
    // Whoever has left the directory is signed out with it.
    if (session !== null && person === null) await sessions.end(c, session);
    const held = person === null ? null : session;
    c.set('person', person);
    c.set('session', held);
    c.set('viewer', {
      person: person && { id: person.id, label: labelOf(person) },
      demo,
      token: held?.token ?? null,
    });
    if (publicUrl !== null && person === null && !OPEN.test(c.req.path)) return askToSignIn(c);
    if (held !== null && !BY_ITSELF.test(c.req.path)) await sessions.renew(c, held);
    return next();
  };

  return {
    middleware: every(contextStorage(), whoIsIt),
    serve(app, site) {
      if (oidc === null) {
        serveDemo(app, site, { people, sessions, forms: ownCookie('demo-form', secure) });
      } else {
        oidc.serveOidc(app, site, { people, sessions, attempts, provider: oidc.provider, log });
      }
      serveSignOut(app, site, { sessions, provider: oidc?.provider ?? null });
      app.all('/sign-in', notAllowed(demo ? 'GET, HEAD, POST' : 'GET, HEAD'));
      app.all('/sign-in/callback', notAllowed('GET, HEAD'));
      app.all('/sign-out', notAllowed('POST'));
      app.all('/signed-out', notAllowed('GET, HEAD'));
    },
    async check() {
      const trouble = await oidc?.provider.trouble();
      if (!trouble) return;
      log({
        code: 'PROVIDER_TROUBLE',
        refusal: codeWord(trouble.code),
        reason: trouble.detail === '' ? null : codeWord(trouble.detail),
      });
    },
  };
}

/** Loaded only here: the demo, which most starts are, does without the library. */
async function openOidc(settings: OidcSettings) {
  const [{ Provider }, { serveOidc }] = await Promise.all([
    import('./provider.ts'),
    import('./oidc-routes.ts'),
  ]);
  return { provider: new Provider(settings), serveOidc };
}

function askToSignIn(c: Context): Response {
  if (c.req.path.startsWith('/api/') || !['GET', 'HEAD'].includes(c.req.method))
    return refuse(c, 'SIGN_IN_NEEDED');
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(signInHref(`${pathname}${search}`), 303);
}

function notAllowed(allowed: string): (c: Context) => Response {
  return (c) => {
    c.header('Allow', allowed);
    return refuse(c, 'METHOD_NOT_ALLOWED');
  };
}
