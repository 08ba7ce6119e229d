import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import type { View } from '../views/view.ts';
import { append, headOf } from './append.ts';
import { takeNumbers } from './take-numbers.ts';

/** What is to be forgotten. */
export interface Erase {
  readonly stream: string;
  /** Names of fields, in whichever of the stream's events they are. */
  readonly fields: readonly string[] | 'all';
  readonly by: string;
  readonly at?: Date;
  readonly policy: string;
  /** Why, as a code (`retention-5-years`): it stays for ever. */
  readonly reason: string;
}

/** The type of the event that records an erasure; nobody else appends it. Its data: `{"erased":{"<version>":["<field>"]},"reason":…}`. */
export const ERASED = 'personal-erased';

/** Within a transaction: deletes texts and salts, and appends the event that says so. @returns how many texts. */
export async function erase(
  transaction: Kysely<Tables>,
  asked: Erase,
  views: readonly View[],
  now: Date,
): Promise<number> {
  const { stream, fields, by, at, policy, reason } = asked;
  // The turn comes first, so that no text is added between looking and deleting.
  await takeNumbers(transaction, {});
  const rows = await transaction
    .selectFrom('personal')
    .select(['version', 'field'])
    .where('stream', '=', stream)
    .orderBy('version')
    .execute();
  const gone = rows.filter(({ field }) => fields === 'all' || fields.includes(field));
  if (gone.length === 0) return 0;
  const erased: Record<string, string[]> = {};
  for (const { version, field } of gone) {
    await transaction
      .deleteFrom('personal')
      .where('stream', '=', stream)
      .where('version', '=', version)
      .where('field', '=', field)
      .execute();
    erased[version] = [...(erased[version] ?? []), field].sort();
  }
  const { version: expectedVersion } = await headOf(transaction, stream);
  const event = { type: ERASED, by, ...(at === undefined ? {} : { at }), data: { erased, reason } };
  await append(transaction, { stream, expectedVersion, policy, events: [event] }, views, now);
  return gone.length;
}
