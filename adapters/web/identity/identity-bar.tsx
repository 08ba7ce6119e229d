import { tryGetContext } from 'hono/context-storage';
import type { VNode } from 'preact';
import { SignedIn } from '../page/signed-in.tsx';

/** Above every page of the server's: who is signed in. Which request it draws for, it knows from the identity middleware. */
export function IdentityBar(): VNode | null {
  const c = tryGetContext();
  const viewer = c?.var.viewer;
  if (c === undefined || viewer === undefined) return null;
  const { pathname, search } = new URL(c.req.url);
  // On the pages of signing in and out a link to them would lead in a circle.
  const back = /^\/sign(-in|-out|ed-out)/.test(pathname) ? null : `${pathname}${search}`;
  return (
    <div class="identity-bar">
      <SignedIn viewer={viewer} back={back} />
    </div>
  );
}
