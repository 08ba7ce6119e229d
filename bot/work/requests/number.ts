import { lettersOf } from '../letters.ts';

/** An application's number, made from the message that filed it: the same message delivered twice files once. */
export function requestNumber(channel: string, conversation: string, message: string): string {
  return lettersOf([channel, conversation, message]);
}

/** The stream that an application's events are kept in. */
export function streamOf(number: string): string {
  return `request/${number}`;
}

/** The number of a stream's application, or null for any other stream. */
export function numberOf(stream: string): string | null {
  return /^request\/([0-9A-Z]{4}-[0-9A-Z]{4})$/u.exec(stream)?.[1] ?? null;
}
