import type { Drawer } from './saved-conversation.ts';

export const DRAFT_KEY = 'draft';

/** What was typed and not yet sent: it is there again after signing in, or a reload. */
export function keptDraft(drawer: Drawer | null): string {
  try {
    return drawer?.getItem(DRAFT_KEY) ?? '';
  } catch {
    return '';
  }
}

export function keepDraft(drawer: Drawer | null, text: string): void {
  try {
    drawer?.setItem(DRAFT_KEY, text);
  } catch {
    // The storage is full: the draft is still in its field.
  }
}
