/**
 * How long to wait for a conversation that another document holds. A reloaded page's old document lets go within
 * milliseconds; a duplicated tab's original never does.
 */
const PATIENCE_MS = 1_000;

/**
 * Claims a conversation for this tab until the tab closes. A duplicated tab starts with a copy of the original's
 * storage: without the claim, both would go on in one conversation.
 * @returns false where another tab has it
 */
export function claim(conversation: string): Promise<boolean> {
  // Plain HTTP on an office network has no locks; there a duplicated tab shares its original's conversation.
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(`conversation ${conversation}`, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
        resolve(true);
        return new Promise<never>(() => {});
      })
      .catch(() => resolve(false));
  });
}
