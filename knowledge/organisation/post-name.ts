import type { Unit } from './directory.ts';

/** What the head of a unit is called: 市民税課 → 市民税課長, 財政局 → 財政局長, 青葉区役所 → 青葉区長. */
export function headTitle({ name }: Unit): string {
  return `${name.replace(/区役所$/u, '区')}長`;
}
