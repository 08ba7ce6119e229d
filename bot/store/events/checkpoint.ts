import type { Kysely } from 'kysely';
import { canonicalFields, canonicalJson, type JsonObject } from '../json.ts';
import { type CheckpointTable, moment, type Tables } from '../schema.ts';
import { sealOf, sha256 } from '../seal.ts';

/**
 * A checkpoint writes down what every stream had come to, so that a stream taken away whole, or one whose tail was cut
 * off, is exposed although the rest of its chain still fits. It holds the heads that have moved since the checkpoint
 * before and is chained to that one: together they are all heads at that time, and its hash stands for all of them.
 */

/** Appended in the transaction that passes such a position, and when the store closes. */
const EVERY_EVENTS = 100;

/** Whether a checkpoint falls due between two positions. */
export function passesCheckpoint(before: number, after: number): boolean {
  return Math.floor(before / EVERY_EVENTS) < Math.floor(after / EVERY_EVENTS);
}

/** The columns of a checkpoint that say something. */
export type CheckpointFields = Omit<CheckpointTable, 'hash' | 'seal'>;

/** What a checkpoint is sealed over. */
export const CHECKPOINT_FIELDS = [
  'number',
  'at',
  'position',
  'heads',
  'previous',
] as const satisfies readonly (keyof CheckpointFields)[];

/** SHA-256 over the canonical JSON `{"at":…,"heads":{"<stream>":{"hash":…,"version":…}},"number":…,"position":…,"previous":…}`. */
export function checkpointHash(checkpoint: CheckpointFields): string {
  const fields = CHECKPOINT_FIELDS.map((field): [string, string] => [
    field,
    field === 'heads' ? String(checkpoint.heads) : canonicalJson(checkpoint[field]),
  ]);
  return sha256(canonicalFields(new Map(fields)));
}

/** Appends one where events have come since the last. In a transaction that has the turn. @returns whether it did. */
export async function appendCheckpoint(transaction: Kysely<Tables>, at: Date): Promise<boolean> {
  const last = await transaction
    .selectFrom('checkpoint')
    .select(['number', 'position', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const events = await transaction
    .selectFrom('event')
    .select(['position', 'stream', 'version', 'hash'])
    .where('position', '>', last?.position ?? 0)
    .orderBy('position')
    .execute();
  const newest = events.at(-1);
  if (newest === undefined) return false;
  const heads: JsonObject = Object.fromEntries(
    events.map(({ stream, version, hash }) => [stream, { hash, version }]),
  );
  const fields: CheckpointFields = {
    number: (last?.number ?? 0) + 1,
    at: moment(at),
    position: newest.position,
    heads: canonicalJson(heads),
    previous: last?.hash ?? '',
  };
  await transaction
    .insertInto('checkpoint')
    .values({ ...fields, hash: checkpointHash(fields), seal: sealOf(fields, CHECKPOINT_FIELDS) })
    .execute();
  return true;
}
