/** What JSON can say. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [field: string]: Json | undefined };

/** An object of JSON; a field that is undefined is left out, as `JSON.stringify` does. */
export type JsonObject = { readonly [field: string]: Json | undefined };

/**
 * The one text that stands for a value of JSON, after RFC 8785 (JSON Canonicalization Scheme): no white space, the names
 * of an object sorted by UTF-16 code units, strings and numbers as ECMAScript writes them. Whoever checks a hash in
 * another language takes any library of that RFC.
 *
 * `{ b: 1.0, a: '規程' }` → `{"a":"規程","b":1}`
 * @throws {TypeError} for what JSON cannot say (NaN, a Date, an array's hole) and for a lone surrogate, which the RFC
 * forbids. The value itself is not in the message.
 */
export function canonicalJson(value: Json | undefined): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('JSON with a lone surrogate has no canonical form');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('JSON has no number that is not finite');
      return JSON.stringify(value);
    case 'boolean':
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      // `Array.from` meets the holes that `map` would pass over.
      if (Array.isArray(value)) return `[${Array.from<Json>(value).map(canonicalJson).join(',')}]`;
      return canonicalObject(value);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('only plain objects have a canonical form');
  const fields = new Map<string, string>();
  for (const [name, field] of Object.entries<Json | undefined>({ ...value }))
    if (field !== undefined) fields.set(name, canonicalJson(field));
  return canonicalFields(fields);
}

/**
 * The canonical form of an object whose fields are written out already, so that what is stored as canonical text is
 * hashed as it stands: a byte that changes in it always shows.
 */
export function canonicalFields(fields: ReadonlyMap<string, string>): string {
  // JavaScript's own order of strings is that of UTF-16 code units.
  const names = [...fields.keys()].sort();
  return `{${names.map((name) => `${canonicalJson(name)}:${fields.get(name)}`).join(',')}}`;
}

/** Reads a text as an object of JSON; undefined where it is none. Never throws. */
export function parseObject(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is an object with named fields: not null, not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
