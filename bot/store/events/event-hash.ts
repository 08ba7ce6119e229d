import { canonicalFields, canonicalJson } from '../json.ts';
import type { EventTable } from '../schema.ts';
import { sha256 } from '../seal.ts';

/** The columns of an event that say something; `hash` and `seal` stand for them. */
export type EventFields = Omit<EventTable, 'hash' | 'seal'>;

/** What an event is sealed over, `hash` excepted, which checks itself. */
export const EVENT_FIELDS = [
  'position',
  'stream',
  'version',
  'type',
  'by',
  'at',
  'policy',
  'data',
  'personal',
  'previous',
] as const satisfies readonly (keyof EventFields)[];

/** Columns that hold canonical JSON already, and go into the hash as they stand. */
const CANONICAL: ReadonlySet<string> = new Set<keyof EventFields>(['data', 'personal']);

/**
 * SHA-256 over the canonical JSON of everything in an event:
 *
 * `{"at":…,"by":…,"data":{…},"personal":{"<field>":"<salted hash>"},"policy":…,"position":…,"previous":"<hash of the
 * stream's event before, or empty>","stream":…,"type":…,"version":…}`
 */
export function eventHash(event: EventFields): string {
  const fields = EVENT_FIELDS.map((field): [string, string] => [
    field,
    CANONICAL.has(field) ? String(event[field]) : canonicalJson(event[field]),
  ]);
  return sha256(canonicalFields(new Map(fields)));
}

/** By what an event names a text that lies apart: SHA-256 over `["<salt>",<the text in JSON>]`. */
export function saltedHash(salt: string, textAsJson: string): string {
  return sha256(`[${JSON.stringify(salt)},${textAsJson}]`);
}
