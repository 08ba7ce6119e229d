import { type Conversation, isPending, type Turn } from './turn.ts';

/** The part of Storage that is used here. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem'>;

export const KEY = 'conversation';
/** Raised when the shape of {@link Conversation} changes: what an older page kept is then left alone. */
const VERSION = 1;

/** The tab's own storage, or null where the browser forbids it. */
export function tabDrawer(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/** The conversation that this tab had before it was reloaded. */
export function load(drawer: Drawer | null): Conversation | null {
  try {
    const saved: unknown = JSON.parse(drawer?.getItem(KEY) ?? 'null');
    if (!isSaved(saved)) return null;
    // What was under way when the page went may have arrived or not: sent again under its id, it is answered once.
    const turns = saved.turns.map(
      (turn): Turn => (isPending(turn) ? { ...turn, delivery: { state: 'unsent' } } : turn),
    );
    return { id: saved.id, turns };
  } catch {
    return null;
  }
}

/**
 * Keeps the conversation, giving up its oldest turns where the storage is full.
 * @returns whether it would survive a reload without losing anything that waits for an answer
 */
export function save(drawer: Drawer | null, { id, turns }: Conversation): boolean {
  for (let kept = turns; ; kept = kept.slice(Math.ceil(kept.length / 2))) {
    const complete = kept.filter(isPending).length === turns.filter(isPending).length;
    if (put(drawer, { version: VERSION, id, turns: kept }))
      return complete && (kept.length > 0 || turns.length === 0);
    if (kept.length === 0) return false;
  }
}

function put(drawer: Drawer | null, value: unknown): boolean {
  if (drawer === null) return false;
  try {
    drawer.setItem(KEY, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Only the envelope is checked: what lies inside was put there by this page, in this version. */
function isSaved(value: unknown): value is Conversation & { readonly version: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === VERSION &&
    'id' in value &&
    typeof value.id === 'string' &&
    'turns' in value &&
    Array.isArray(value.turns)
  );
}
