import type { AllEntries } from './check-references.ts';
import { isInBureau } from './city-post.ts';
import type { Directory, Unit } from './directory.ts';
import type { DirectoryFault, DirectoryFile } from './directory-fault.ts';
import { headTitle } from './post-name.ts';
import { deputiesIn } from './role-holders.ts';
import type { RoleRule, RoleRules } from './role-rule.ts';

/** Posts that nobody holds, and officers from elsewhere: no error, since what comes to them goes on, but worth a look. */
export function emptyPosts(directory: Directory, entries: AllEntries, rules: RoleRules): DirectoryFault[] {
  const all = [...rules.values()];
  const unitLines = new Map(entries.units.rows.map(({ line, entry }) => [entry.id, line]));
  const warn = (file: DirectoryFile, line: number | null, column: string | null) => {
    return (code: string, message: string): DirectoryFault => ({
      code: `DIRECTORY_${code}`,
      file,
      line,
      column,
      message,
    });
  };
  return [
    ...directory.units.flatMap((unit) => {
      const at = warn('units.csv', unitLines.get(unit.id) ?? null, null);
      return [...emptyHead(unit, directory, all, at), ...emptyAround(unit, directory, all, at)];
    }),
    ...all.flatMap(({ role, name, held }) =>
      held.by !== 'posts-file' || directory.postsOf(role).length > 0
        ? []
        : [
            warn(
              'posts.csv',
              null,
              'role',
            )('ROLE_EMPTY', `${name}（${role}）の行がありません。就く人が決まったら書いてください。`),
          ],
    ),
    ...entries.systems.rows.flatMap(({ line, entry: { name, important, owner, officers } }) => {
      const at = warn('systems.csv', line, 'officers');
      if (important && officers.length === 0)
        return [
          at('OFFICER_EMPTY', `「${name}」に担当者がいません。所管課の職員から指名したら書いてください。`),
        ];
      const unit = directory.unit(owner);
      const section = unit === undefined ? null : directory.sectionOf(unit);
      const members = section === null ? [] : directory.membersOf(section).map(({ id }) => id);
      return officers
        .filter((officer) => section !== null && !members.includes(officer))
        .map((officer) =>
          at('OFFICER_OUTSIDE_SECTION', `「${officer}」は「${name}」を所管する課の人ではありません。`),
        );
    }),
  ];
}

type Warn = (code: string, message: string) => DirectoryFault;

function emptyHead(unit: Unit, directory: Directory, rules: readonly RoleRule[], warn: Warn) {
  // In the bureau whose head is replaced by another post, the head's chair decides nothing.
  const replaced = rules.some(
    ({ held }) =>
      held.by === 'bureau-head' &&
      held.unless !== null &&
      unit.kind === 'bureau' &&
      isInBureau(held.unless.role, unit, directory),
  );
  if (replaced || directory.headOf(unit) !== null) return [];
  return [
    warn('HEAD_EMPTY', `${headTitle(unit)}がいません。就く人が決まったら people.csv に書いてください。`),
  ];
}

function emptyAround(unit: Unit, directory: Directory, rules: readonly RoleRule[], warn: Warn) {
  if (unit.kind === 'bureau')
    return directory.mainSectionOf(unit) === null && rules.some(({ held }) => held.by === 'main-section-head')
      ? [
          warn(
            'MAIN_SECTION_EMPTY',
            `「${unit.name}」の主管課が決まっていません。その課の main_section を true にしてください。`,
          ),
        ]
      : [];
  if (unit.kind === 'branch-office') return [];
  return rules
    .filter((rule) => rule.held.by === 'appointment' && deputiesIn(unit, rule, directory).length === 0)
    .map(({ name }) =>
      warn('DEPUTY_EMPTY', `「${unit.name}」に${name}がいません。指名したら people.csv に書いてください。`),
    );
}
