import type { InformationSystem, Person } from './directory.ts';
import { type DirectoryFault, shown } from './directory-fault.ts';
import type { CityPostDraft, Entries, UnitDraft } from './read-entries.ts';
import { repeated } from './repeated.ts';
import type { RoleRules } from './role-rule.ts';

export interface AllEntries {
  readonly units: Entries<UnitDraft>;
  readonly people: Entries<Person>;
  readonly systems: Entries<InformationSystem>;
  readonly posts: Entries<CityPostDraft>;
}

/** What `people.csv` says that cannot be, by itself and beside the units. */
export function checkPeople({ people, units }: AllEntries, rules: RoleRules): DirectoryFault[] {
  const kinds = new Map(units.rows.map(({ entry }) => [entry.id, entry.kind]));
  const appointed = [...rules.values()].filter(({ held }) => held.by === 'appointment');
  const known = appointed.map(({ role }) => role);
  return [
    ...repeated(people, 'id', 'ID_REPEATED', ({ id }) => id),
    ...people.rows.flatMap(({ line, entry }) => {
      const at = (column: string, code: string, message: string): DirectoryFault => ({
        code: `DIRECTORY_${code}`,
        file: people.file,
        line,
        column,
        message,
      });
      const foreign = entry.roles.filter((role) => !known.includes(role));
      const own = appointed.filter(({ role }) => entry.roles.includes(role));
      return [
        ...unknown(units, entry.unit, (message) => at('unit', 'UNIT_UNKNOWN', message)),
        ...foreign.map((role) =>
          at(
            'roles',
            'ROLE_UNKNOWN',
            `「${shown(role)}」は人を指名する役職ではありません。${known.join('、')} を書くか空にしてください。`,
          ),
        ),
        ...(kinds.get(entry.unit) === 'bureau' ? own : []).map(({ name }) =>
          at(
            'roles',
            'DEPUTY_OUTSIDE_SECTION',
            `課に属さない人は${name}になれません。unit を課か三種公所にするか、roles を空にしてください。`,
          ),
        ),
      ];
    }),
    ...repeated(people, 'post', 'HEAD_REPEATED', ({ post, unit }) => (post === 'head' ? unit : '')),
    ...repeated(people, 'email', 'EMAIL_REPEATED', ({ email }) => email ?? ''),
    ...repeated(people, 'slack_id', 'SLACK_ID_REPEATED', ({ slackId }) => slackId ?? ''),
    ...repeated(people, 'teams_id', 'TEAMS_ID_REPEATED', ({ teamsId }) => teamsId ?? ''),
  ];
}

/** Systems owned by units that there are not, officers who are nobody. */
export function checkSystems({ systems, units, people }: AllEntries): DirectoryFault[] {
  return [
    ...repeated(systems, 'id', 'ID_REPEATED', ({ id }) => id),
    ...systems.rows.flatMap(({ line, entry }) => {
      const at = (column: string, code: string) => (message: string) => ({
        code: `DIRECTORY_${code}`,
        file: systems.file,
        line,
        column,
        message,
      });
      return [
        ...unknown(units, entry.owner, at('owner', 'UNIT_UNKNOWN')),
        ...entry.officers.flatMap((officer) => unknown(people, officer, at('officers', 'PERSON_UNKNOWN'))),
      ];
    }),
  ];
}

/** Posts of no such role, held by nobody there is, or held twice. */
export function checkPosts({ posts, units, people }: AllEntries, rules: RoleRules): DirectoryFault[] {
  const several = new Map(
    [...rules.values()].flatMap(({ role, held }) =>
      held.by === 'posts-file' ? [[role, held.several] as const] : [],
    ),
  );
  return [
    ...posts.rows.flatMap(({ line, entry: { role, holder } }) => {
      const at = (column: string, code: string) => (message: string) => ({
        code: `DIRECTORY_${code}`,
        file: posts.file,
        line,
        column,
        message,
      });
      return [
        ...(role === '' || several.has(role)
          ? []
          : [
              at(
                'role',
                'ROLE_UNKNOWN',
              )(
                `「${shown(role)}」はここに書く役職ではありません。${[...several.keys()].join('、')} のどれかを書いてください。`,
              ),
            ]),
        ...(holder !== null && 'unit' in holder
          ? unknown(units, holder.unit, at('unit', 'UNIT_UNKNOWN'))
          : []),
        ...(holder !== null && 'person' in holder
          ? unknown(people, holder.person, at('person', 'PERSON_UNKNOWN'))
          : []),
      ];
    }),
    ...repeated(posts, 'role', 'ROLE_HELD_TWICE', ({ role }) => (several.get(role) === false ? role : '')),
    ...repeated(posts, 'role', 'ROLE_ROW_REPEATED', ({ role, holder }) =>
      several.get(role) === true && holder !== null ? `${role} ${Object.values(holder).join()}` : '',
    ),
  ];
}

/** Nothing where the id is there, was unreadable itself, or may stand in a part of the file that could not be read. */
function unknown(
  among: Entries<unknown>,
  id: string,
  fault: (message: string) => DirectoryFault,
): DirectoryFault[] {
  if (id === '' || among.ids.has(id) || !among.whole) return [];
  return [fault(`「${shown(id)}」は ${among.file} にありません。id を確かめてください。`)];
}
