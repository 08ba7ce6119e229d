import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isFromOwnPage, originOf } from '../server/guard.ts';
import { refuse } from '../server/problem.ts';
import { leavingPage, refusalPage, type Site, signedOutPage } from './frame.tsx';
import type { Provider } from './provider.ts';
import type { Sessions } from './session.ts';
import { sameToken, TOKEN_FIELD } from './token.ts';

const FORM_LIMIT = 8 * 1024;
const SIGNED_OUT = '/signed-out';

/** `POST /sign-out`: ends the session here, then at the provider where it supports that. */
export function serveSignOut(
  app: Hono,
  site: Site,
  parts: { readonly sessions: Sessions; readonly provider: Provider | null },
): void {
  const { sessions, provider } = parts;

  app.post(
    '/sign-out',
    bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => refuse(c, 'TOO_LARGE') }),
    async (c) => {
      if (!isFromOwnPage(c, site.own())) return c.html(refusalPage(site, 'FORM_FOREIGN'), 403);
      const { session } = c.var;
      const form = await c.req.parseBody();
      // Nobody is signed in: what was asked for is so already.
      if (session !== null && !sameToken(form[TOKEN_FIELD], session.token))
        return c.html(refusalPage(site, 'FORM_OUTDATED'), 403);
      await sessions.end(c, session);
      c.set('viewer', { ...c.var.viewer, person: null, token: null });
      // What the tabs of this browser kept of the conversation goes too: the next person may sit at the same desk.
      c.header('Clear-Site-Data', '"storage"');
      const to = session && (await provider?.signOutUrl(`${originOf(c, site.own())}${SIGNED_OUT}`));
      if (!to) return c.redirect(SIGNED_OUT, 303);
      // A page that leads on, not a redirect: Chromium holds a form's redirects to `form-action 'self'` too.
      c.header('Refresh', `0;url=${to.href}`);
      return c.html(leavingPage(site, to.href));
    },
  );

  app.get(SIGNED_OUT, (c) => c.html(signedOutPage(site)));
}
