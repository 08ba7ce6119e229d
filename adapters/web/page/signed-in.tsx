import type { VNode } from 'preact';
import type { Viewer } from '../wire.ts';

/** Who is signed in, and the way in or out. Drawn by the chat and by the server's pages alike. */
export function SignedIn(props: {
  readonly viewer: Viewer;
  /** Where signing in comes back to; null where it is under way. */
  readonly back: string | null;
  readonly onSignOut?: () => void;
}): VNode {
  const { viewer, back, onSignOut } = props;
  const { person, demo, token } = viewer;
  return (
    <div class="signed-in">
      {demo && <strong class="demo-mark">デモ</strong>}
      {person !== null && <span class="signed-in-name">{person.label}</span>}
      {person !== null && demo && back !== null && <a href={signInHref(back)}>人を替える</a>}
      {person === null && back !== null && <a href={signInHref(back)}>サインイン</a>}
      {token !== null && (
        <form method="post" action="/sign-out" onSubmit={onSignOut}>
          <input type="hidden" name="token" value={token} />
          <button type="submit" class="link">
            サインアウト
          </button>
        </form>
      )}
    </div>
  );
}

/** The address that signs in and comes back. */
export function signInHref(back: string): string {
  return back === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(back)}`;
}
