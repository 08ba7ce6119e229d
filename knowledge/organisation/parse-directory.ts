import { checkPeople, checkPosts, checkSystems } from './check-references.ts';
import { checkUnits } from './check-units.ts';
import { Directory } from './directory.ts';
import { DIRECTORY_FILES, type DirectoryFault } from './directory-fault.ts';
import { emptyPosts } from './empty-posts.ts';
import { type DirectoryBytes, readPeople, readPosts, readSystems, readUnits } from './read-entries.ts';
import type { RoleRules } from './role-rule.ts';

/** A directory that is whole, with what its keeper should look at; or everything that is wrong with it. */
export type ParsedDirectory =
  | { readonly ok: true; readonly directory: Directory; readonly warnings: readonly DirectoryFault[] }
  | { readonly ok: false; readonly errors: readonly DirectoryFault[] };

/**
 * Reads the four files of a directory. Every fault is found in one go, in the order of files and lines; with one fault
 * there is no directory.
 * @param rules which roles the files may give, and how.
 */
export function parseDirectory(bytes: DirectoryBytes, rules: RoleRules): ParsedDirectory {
  const all = {
    units: readUnits(bytes),
    people: readPeople(bytes),
    systems: readSystems(bytes),
    posts: readPosts(bytes),
  };
  const { units, people, systems, posts } = all;
  const read = [units, people, systems, posts];
  const errors = [
    ...read.flatMap((entries) => entries.errors),
    ...checkUnits(units),
    ...checkPeople(all, rules),
    ...checkSystems(all),
    ...checkPosts(all, rules),
  ];
  if (errors.length > 0) return { ok: false, errors: inOrder(errors) };
  const directory = new Directory({
    units: units.rows.flatMap(({ entry: { kind, ...unit } }) => (kind === null ? [] : [{ ...unit, kind }])),
    people: people.rows.map(({ entry }) => entry),
    systems: systems.rows.map(({ entry }) => entry),
    posts: posts.rows.flatMap(({ entry: { holder, ...post } }) =>
      holder === null ? [] : [{ ...post, holder }],
    ),
  });
  const warnings = [...read.flatMap((entries) => entries.warnings), ...emptyPosts(directory, all, rules)];
  return { ok: true, directory, warnings: inOrder(warnings) };
}

function inOrder(faults: readonly DirectoryFault[]): DirectoryFault[] {
  const place = ({ file }: DirectoryFault) => DIRECTORY_FILES.indexOf(file);
  return [...faults].sort((a, b) => place(a) - place(b) || (a.line ?? 0) - (b.line ?? 0));
}
