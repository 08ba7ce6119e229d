import type { Context, Hono } from 'hono';
import { codeWord, type Log } from '../../../bot/log.ts';
import { originOf } from '../server/guard.ts';
import type { AttemptCookie } from './attempt-cookie.ts';
import { emailPage, refusalPage, type Site } from './frame.tsx';
import type { People } from './person.ts';
import { type Provider, refusalOf } from './provider.ts';
import { type RefusalCode, wordsOf } from './refusal.ts';
import { returnPath } from './return-path.ts';
import type { Sessions } from './session.ts';
import { sameToken } from './token.ts';

/** Must be registered with the provider. */
export const CALLBACK = '/sign-in/callback';

/** `/sign-in` through the city's OpenID provider: there, and back to `/sign-in/callback`. */
export function serveOidc(
  app: Hono,
  site: Site,
  parts: {
    readonly people: People;
    readonly sessions: Sessions;
    readonly attempts: AttemptCookie;
    readonly provider: Provider;
    readonly log: Log;
  },
): void {
  const { people, sessions, attempts, provider, log } = parts;

  // A link, not a form: Chromium holds a form's redirects to `form-action 'self'` too.
  app.get('/sign-in', async (c) => {
    const back = returnPath(c.req.query('return'));
    if (c.var.person !== null) return c.redirect(back, 303);
    try {
      const { to, attempt } = await provider.begin(
        `${originOf(c, site.own())}${CALLBACK}`,
        c.req.query('account') === 'other',
      );
      await attempts.keep(c, { ...attempt, back });
      return c.redirect(to.href, 303);
    } catch (error) {
      const { code, detail } = refusalOf(error);
      return refuseSignIn(c, code, detail);
    }
  });

  app.get(CALLBACK, async (c) => {
    const attempt = await attempts.take(c);
    if (attempt === null) return refuseSignIn(c, 'SIGN_IN_EXPIRED', 'no_attempt');
    const returned = new URL(`${originOf(c, site.own())}${CALLBACK}`);
    returned.search = new URL(c.req.url).search;
    if (!sameToken(returned.searchParams.get('state'), attempt.state))
      return refuseSignIn(c, 'SIGN_IN_EXPIRED', 'state');
    const outcome = await provider.finish(returned, attempt);
    if (outcome.type === 'refused') return refuseSignIn(c, outcome.code, outcome.detail);
    const person = people.byEmail(outcome.email);
    if (person === null) {
      logRefusal('PERSON_UNKNOWN', '');
      return c.html(emailPage(site, outcome.email), wordsOf('PERSON_UNKNOWN').status);
    }
    await sessions.begin(c, person.id);
    return c.redirect(attempt.back, 303);
  });

  function refuseSignIn(c: Context, code: RefusalCode, detail: string) {
    logRefusal(code, detail);
    return c.html(refusalPage(site, code), wordsOf(code).status);
  }

  function logRefusal(code: RefusalCode, detail: string): void {
    const reason = detail === '' ? null : codeWord(detail);
    log({ code: 'SIGN_IN_REFUSED', refusal: codeWord(code), reason });
  }
}
