/** One notice as it came to a person. */
export interface Arrival {
  readonly channel: 'mail' | 'chat';
  /** The outbox id: `C-K7QF-2M9D.3.case-alert.0a1b2c3d4e5f.mail`. */
  readonly id: string;
  readonly address: string;
  readonly number: string;
  /** It says that it may have come before. */
  readonly marked: boolean;
  /** Whether the desk cannot know that it arrived: the line broke before the answer. */
  readonly unknown: boolean;
  /** By `performance.now()`. */
  readonly at: number;
}

/** What a notice's id says of the event that it comes of. */
export function eventOf({ id }: Pick<Arrival, 'id'>): { readonly number: string; readonly version: number } {
  const [number = '', version = ''] = id.split('.');
  return { number, version: Number(version) };
}
