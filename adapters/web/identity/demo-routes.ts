import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isFromOwnPage } from '../server/guard.ts';
import { refuse } from '../server/problem.ts';
import type { OwnCookie } from './cookies.ts';
import { demoPage } from './demo-page.tsx';
import { refusalPage, type Site } from './frame.tsx';
import { fromThisMachine } from './from-this-machine.ts';
import type { People } from './person.ts';
import { type RefusalCode, wordsOf } from './refusal.ts';
import { returnPath } from './return-path.ts';
import { random, type Sessions } from './session.ts';
import { sameToken, TOKEN_FIELD } from './token.ts';

/** A form holds an id, a path and a token. */
const FORM_LIMIT = 8 * 1024;
const FORM_HOURS = 8;

/** `/sign-in` of the demo: whoever sits at this machine picks a person from the sample directory. */
export function serveDemo(
  app: Hono,
  site: Site,
  parts: { readonly people: People; readonly sessions: Sessions; readonly forms: OwnCookie },
): void {
  const { people, sessions, forms } = parts;

  app.get('/sign-in', (c) => {
    if (!fromThisMachine(c)) return refusePage(c, 'DEMO_ONLY_HERE');
    // The same for all tabs: a second one does not make the first one's form useless.
    const token = forms.read(c) ?? random();
    forms.write(c, token, FORM_HOURS * 3_600);
    const back = returnPath(c.req.query('return'));
    const query = c.req.query('q') ?? '';
    return c.html(demoPage(site, { people: people.all(), current: c.var.person, query, back, token }));
  });

  app.post(
    '/sign-in',
    bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => refuse(c, 'TOO_LARGE') }),
    async (c) => {
      if (!fromThisMachine(c)) return refusePage(c, 'DEMO_ONLY_HERE');
      if (!isFromOwnPage(c, site.own())) return refusePage(c, 'FORM_FOREIGN');
      const form = await c.req.parseBody();
      if (!sameToken(form[TOKEN_FIELD], forms.read(c))) return refusePage(c, 'FORM_OUTDATED');
      const person = typeof form.person === 'string' ? people.byId(form.person) : null;
      if (person === null) return refusePage(c, 'PERSON_UNKNOWN');
      await sessions.begin(c, person.id);
      // The next form gets another token.
      forms.clear(c);
      return c.redirect(returnPath(typeof form.return === 'string' ? form.return : null), 303);
    },
  );

  function refusePage(c: Context, code: RefusalCode) {
    return c.html(refusalPage(site, code), wordsOf(code).status);
  }
}
