import type { Json, JsonObject } from '../json.ts';
import { isObject, parseObject } from '../json.ts';
import type { EventTable } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { eventHash } from './event-hash.ts';

/** An event as it was appended. Texts that lie apart are named here, and read by `load` only. */
export interface RecordedEvent {
  /** Place among all events, from 1, without gaps. */
  readonly position: number;
  readonly stream: string;
  /** Place in its stream, from 1, without gaps. */
  readonly version: number;
  readonly type: string;
  /** Who did it: the id of a person, or what of our own did it. */
  readonly by: string;
  readonly at: Date;
  /** Fingerprint of the version of the policy under which it was done. */
  readonly policy: string;
  readonly data: JsonObject;
  /** Names of the texts that lie apart, forgotten or not. */
  readonly personal: readonly string[];
  readonly hash: string;
}

/** One event of a stream that was loaded, with its texts. */
export interface LoadedEvent extends RecordedEvent {
  /** The texts that lay apart; null for one that was erased. */
  readonly texts: Readonly<Record<string, string | null>>;
}

/**
 * The event of a row. Nobody acts on one that was altered since.
 * @throws {StoreError} `STORE_DAMAGED` where it does not fit its hash; `verify` says what it is.
 */
export function recordedEvent(row: EventTable): RecordedEvent {
  const { position, stream, version, type, by, policy, hash } = row;
  const data = parseObject(row.data);
  const personal = parseObject(row.personal);
  if (data === undefined || personal === undefined || eventHash(row) !== hash)
    throw new StoreError('STORE_DAMAGED', `${stream} ${version}`);
  return {
    position,
    stream,
    version,
    type,
    by,
    at: new Date(row.at),
    policy,
    data: asJsonObject(data),
    personal: Object.keys(personal),
    hash,
  };
}

/** What came out of `JSON.parse` is JSON; this says so to the compiler, field by field. */
function asJsonObject(value: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, asJson(field)]));
}

/** @throws {TypeError} for what JSON cannot say. */
export function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(asJson);
  if (isObject(value)) return asJsonObject(value);
  throw new TypeError(`JSON has no ${typeof value}`);
}
