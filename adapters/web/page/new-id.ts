/**
 * A fresh id for a conversation or a message. `crypto.randomUUID` exists only where the page counts as secure, which
 * plain HTTP does on loopback but not on an office network.
 */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
