/**
 * The tables as Kysely sees them after all migrations. Only types that every engine keeps alike: text, 32-bit integers,
 * and moments as ISO 8601 text in UTC, which sorts as time does.
 */
export interface Tables {
  readonly conversation: ConversationTable;
}

interface ConversationTable {
  /** Channel and conversation, in the caller's own spelling. */
  readonly key: string;
  /** The state of the conversation engine, as JSON; never looked into here. */
  readonly state: string;
  /** Drawn anew at every save; see `conversations.ts`. */
  readonly version: number;
  /** When it was saved last. */
  readonly at: string;
}

/** @throws {RangeError} for no date, and outside the years 0 to 9999, where the text would not sort as time does. */
export function moment(date: Date): string {
  const text = date.toISOString();
  if (!/^\d{4}-/u.test(text)) throw new RangeError(`not a moment that can be kept: ${text}`);
  return text;
}
