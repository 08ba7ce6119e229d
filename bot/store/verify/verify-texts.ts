import type { Kysely } from 'kysely';
import { ERASED } from '../events/erase.ts';
import { saltedHash } from '../events/event-hash.ts';
import { isObject, parseObject } from '../json.ts';
import type { EventTable, PersonalTable, Tables } from '../schema.ts';
import type { Faults } from './fault.ts';

/** Rows in memory at a time. */
const PAGE = 500;

type Key = Pick<PersonalTable, 'stream' | 'version' | 'field'>;

const keyOf = ({ stream, version, field }: Key) => JSON.stringify([stream, version, field]);

/** What the events say of the texts that lie apart. */
export class TextsNamed {
  readonly #named = new Map<string, { readonly key: Key; readonly hash: unknown }>();
  readonly #erased = new Set<string>();

  /** @param event one that fits its hash. */
  read({ stream, version, type, data, personal }: EventTable): void {
    for (const [field, hash] of Object.entries(parseObject(personal) ?? {})) {
      const key = { stream, version, field };
      this.#named.set(keyOf(key), { key, hash });
    }
    if (type !== ERASED) return;
    const erased = parseObject(data)?.erased;
    for (const [of, fields] of Object.entries(isObject(erased) ? erased : {}))
      for (const field of Array.isArray(fields) ? fields : [])
        this.#erased.add(keyOf({ stream, version: Number(of), field: String(field) }));
  }

  /** Holds every text against the events. @returns how many there are, and how many were erased. */
  async verify(
    db: Kysely<Tables>,
    faults: Faults,
  ): Promise<{ readonly texts: number; readonly erased: number }> {
    const missing = new Map(this.#named);
    let texts = 0;
    for await (const row of textRows(db)) {
      texts += 1;
      const key = keyOf(row);
      const named = missing.get(key);
      missing.delete(key);
      const place = { ...placeOf(row), table: 'personal' };
      if (named === undefined || this.#erased.has(key)) {
        faults.add({ ...place, code: 'TEXT_UNKNOWN', field: row.field });
        continue;
      }
      // One hash covers both; only together do they fit again.
      if (saltedHash(String(row.salt), String(row.text)) !== named.hash)
        faults.add({ ...place, code: 'TEXT_CHANGED', field: row.field });
    }
    let erased = 0;
    for (const [key, named] of missing) {
      if (this.#erased.has(key)) erased += 1;
      else
        faults.add({
          ...{ ...placeOf(named.key), table: 'personal' },
          ...{ code: 'TEXT_MISSING', field: named.key.field },
        });
    }
    return { texts, erased };
  }
}

const placeOf = ({ stream, version }: Key) => ({ row: `${stream} ${version}`, stream, version });

/** All of them, a page at a time, in the order of their key. */
async function* textRows(db: Kysely<Tables>): AsyncGenerator<PersonalTable> {
  for (let last: PersonalTable | undefined; ; ) {
    const after = last;
    const rows = await db
      .selectFrom('personal')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(({ eb, and, or }) => {
          const { stream, version, field } = after ?? { stream: '', version: 0, field: '' };
          return or([
            eb('stream', '>', stream),
            and([eb('stream', '=', stream), eb('version', '>', version)]),
            and([eb('stream', '=', stream), eb('version', '=', version), eb('field', '>', field)]),
          ]);
        }),
      )
      .orderBy('stream')
      .orderBy('version')
      .orderBy('field')
      .limit(PAGE)
      .execute();
    yield* rows;
    last = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}
