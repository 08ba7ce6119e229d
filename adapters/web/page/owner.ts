import type { Viewer } from '../wire.ts';
import { DRAFT_KEY } from './draft.ts';
import { KEY } from './saved-conversation.ts';

type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const OWNER_KEY = 'owner';

/**
 * Lets what this tab keeps go where another person signs in at the same desk. Who comes back after their session ended,
 * or goes on without signing in, finds everything.
 */
export function keepOnlyFor({ person }: Viewer, drawer: Drawer | null): void {
  if (drawer === null || person === null) return;
  const owner = drawer.getItem(OWNER_KEY);
  if (owner !== null && owner !== person.id) forget(drawer);
  try {
    drawer.setItem(OWNER_KEY, person.id);
  } catch {
    // Not even this fits: then nothing of anybody's is kept either.
  }
}

/** Call when the person signs out. */
export function forget(drawer: Drawer | null): void {
  for (const key of [KEY, DRAFT_KEY, OWNER_KEY]) drawer?.removeItem(key);
}
