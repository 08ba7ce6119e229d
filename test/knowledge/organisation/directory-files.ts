import { readDay } from '../../../knowledge/organisation/day.ts';
import type { Day, Directory, InformationSystem, Person } from '../../../knowledge/organisation/directory.ts';
import { describeFault } from '../../../knowledge/organisation/directory-fault.ts';
import { type ParsedDirectory, parseDirectory } from '../../../knowledge/organisation/parse-directory.ts';
import {
  type Resolution,
  type RoleQuery,
  resolveRole,
} from '../../../knowledge/organisation/resolve-role.ts';
import type { RoleRule, RoleRules } from '../../../knowledge/organisation/role-rule.ts';
import { loadPack } from '../../../knowledge/pack.ts';
import { SENDAI } from '../pack/small-pack.ts';

/** The posts of Sendai, as its pack lays them down. */
export const { roleRules: sendaiRules } = await loadPack(SENDAI);

/** The four files as texts. */
export interface DirectoryTexts {
  readonly units: string;
  readonly people: string;
  readonly systems: string;
  readonly posts: string;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function parseTexts(texts: DirectoryTexts, rules: RoleRules = sendaiRules): ParsedDirectory {
  return parseDirectory(
    {
      'units.csv': bytesOf(texts.units),
      'people.csv': bytesOf(texts.people),
      'systems.csv': bytesOf(texts.systems),
      'posts.csv': bytesOf(texts.posts),
    },
    rules,
  );
}

/** A directory that must be good. */
export function directoryOf(texts: DirectoryTexts): Directory {
  const parsed = parseTexts(texts);
  if (!parsed.ok) throw new Error(parsed.errors.map(describeFault).join('\n'));
  return parsed.directory;
}

export function dayOf(text: string): Day {
  return found(readDay(text), text);
}

export function personOf(directory: Directory, id: string): Person {
  return found(directory.person(id), id);
}

export function ruleOf(role: string): RoleRule {
  return found(sendaiRules.get(role), role);
}

/** Asks by ids, as a case in a table is written. */
export function resolve(
  directory: Directory,
  [asker, role, system]: readonly [asker: string, role: string, system?: string | null],
  day: string,
  more: Pick<RoleQuery, 'own' | 'act'> = {},
): Resolution {
  const known: InformationSystem | null =
    system === undefined || system === null ? null : found(directory.system(system), system);
  const query = {
    asker: personOf(directory, asker),
    rule: ruleOf(role),
    system: known,
    day: dayOf(day),
    ...more,
  };
  return resolveRole(query, directory, sendaiRules);
}

export function idsOf({ persons }: Resolution): string {
  return persons.map(({ id }) => id).join(' ');
}

function found<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Error(`there is no ${name}`);
  return value;
}
