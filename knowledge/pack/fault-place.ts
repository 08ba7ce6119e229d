import type { Facts } from '../rules/flow.ts';

/** `flows/send-email.yaml:41` as file and line; the file alone has none. */
export function placeOf(place: string): { readonly file: string; readonly line: number | null } {
  const [file = place, line] = place.split(/:(?=\d+$)/u);
  return { file, line: line === undefined ? null : Number(line) };
}

/** A combination of facts for a sentence: `kind=attack spreading=true`. */
export function combination(facts: Facts): string {
  return Object.entries(facts)
    .map(([id, value]) => `${id}=${Array.isArray(value) ? `[${value.join(',')}]` : value}`)
    .join(' ');
}
