/**
 * The text of a file that a spreadsheet wrote: UTF-8 with or without byte order mark, else CP932. Null where it is neither.
 * The Encoding Standard's `shift_jis` is CP932: it knows ①, 髙, 﨑 and the ～ of Windows. Japanese text in CP932
 * is as good as never valid UTF-8, so UTF-8 is tried first.
 */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return null;
}
