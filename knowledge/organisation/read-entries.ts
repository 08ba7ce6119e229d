import {
  type CityPost,
  type InformationSystem,
  PERSON_POSTS,
  type Person,
  type PersonId,
  type SystemId,
  UNIT_KINDS,
  type Unit,
  type UnitId,
  type UnitKind,
} from './directory.ts';
import type { DirectoryFault, DirectoryFile } from './directory-fault.ts';
import { RowReader } from './read-row.ts';
import { type Columns, readTable } from './read-table.ts';

/** The columns of each file, in the order in which they are best written. */
export const COLUMNS: Readonly<Record<DirectoryFile, Columns>> = {
  'units.csv': { required: ['id', 'name', 'kind', 'parent', 'main_section'], contact: [] },
  'people.csv': {
    required: ['id', 'name', 'unit', 'post', 'roles', 'absent_from', 'absent_to'],
    contact: ['email', 'phone', 'slack_id', 'teams_id'],
  },
  'systems.csv': { required: ['id', 'name', 'important', 'owner', 'officers'], contact: [] },
  'posts.csv': { required: ['role', 'unit', 'person'], contact: ['phone'] },
};

/** One file read row by row; what the rows say of each other is not yet checked. */
export interface Entries<T> {
  readonly file: DirectoryFile;
  readonly rows: readonly Placed<T>[];
  /** Every id that some row bears. */
  readonly ids: ReadonlySet<unknown>;
  /** Whether all rows could be read: only then is an id that is not among {@link ids} unknown. */
  readonly whole: boolean;
  readonly errors: readonly DirectoryFault[];
  readonly warnings: readonly DirectoryFault[];
}

export interface Placed<T> {
  readonly line: number;
  readonly entry: T;
}

/** A unit whose kind may have been unreadable. */
export type UnitDraft = Omit<Unit, 'kind'> & { readonly kind: UnitKind | null };

/** A row of `posts.csv` whose holder may have been unreadable. */
export type CityPostDraft = Omit<CityPost, 'holder'> & { readonly holder: CityPost['holder'] | null };

/** The bytes of the four files, by their names; null where a file is not there. */
export type DirectoryBytes = Readonly<Record<DirectoryFile, Uint8Array | null>>;

export function readUnits(bytes: DirectoryBytes): Entries<UnitDraft> {
  return readEntries('units.csv', bytes, (row) => ({
    id: row.id('id') as UnitId,
    name: row.name('name'),
    kind: row.oneOf('kind', UNIT_KINDS, 'KIND_UNKNOWN'),
    parent: row.optionalId('parent') as UnitId | null,
    mainSection: row.flag('main_section', false),
  }));
}

export function readPeople(bytes: DirectoryBytes): Entries<Person> {
  return readEntries('people.csv', bytes, (row) => ({
    id: row.id('id') as PersonId,
    name: row.name('name'),
    unit: row.id('unit') as UnitId,
    post: row.oneOf('post', PERSON_POSTS, 'POST_UNKNOWN') ?? 'staff',
    roles: row.list('roles'),
    absence: readAbsence(row),
    email: row.email('email'),
    phone: row.phone('phone'),
    slackId: row.contact('slack_id'),
    teamsId: row.contact('teams_id'),
  }));
}

function readAbsence(row: RowReader): Person['absence'] {
  const from = row.day('absent_from');
  const to = row.day('absent_to');
  if (from !== null && to !== null && to < from)
    row.fault(
      'absent_to',
      'DATES_REVERSED',
      `不在の終わり（${to}）が始まり（${from}）より前です。日付を直してください。`,
    );
  if (row.isEmpty('absent_from') && !row.isEmpty('absent_to'))
    row.fault(
      'absent_from',
      'ABSENCE_WITHOUT_START',
      '不在の終わりだけが書かれています。始まりの日も書くか、両方を空にしてください。',
    );
  return from === null ? null : { from, to };
}

export function readSystems(bytes: DirectoryBytes): Entries<InformationSystem> {
  return readEntries('systems.csv', bytes, (row) => ({
    id: row.id('id') as SystemId,
    name: row.name('name'),
    important: row.flag('important', null),
    owner: row.id('owner') as UnitId,
    officers: row.list('officers') as readonly PersonId[],
  }));
}

export function readPosts(bytes: DirectoryBytes): Entries<CityPostDraft> {
  return readEntries('posts.csv', bytes, (row) => {
    const role = row.id('role');
    const unit = row.optionalId('unit') as UnitId | null;
    const person = row.optionalId('person') as PersonId | null;
    if (row.isEmpty('unit') === row.isEmpty('person'))
      row.fault(
        null,
        'POST_HOLDER_UNCLEAR',
        row.isEmpty('unit')
          ? 'unit と person がどちらも空です。役職に就く課などの長なら unit、特定の人なら person を書いてください。'
          : 'unit と person の両方が書かれています。どちらか一つにしてください。',
      );
    const holder =
      unit !== null && person === null ? { unit } : person !== null && unit === null ? { person } : null;
    return { role, holder, phone: row.phone('phone') };
  });
}

function readEntries<T>(file: DirectoryFile, bytes: DirectoryBytes, read: (row: RowReader) => T): Entries<T> {
  const table = readTable(file, bytes[file], COLUMNS[file]);
  const errors = [...table.errors];
  const rows = table.rows.map((row) => ({
    line: row.line,
    entry: read(new RowReader(file, row, errors)),
  }));
  const ids = rows.map(({ entry }) => idOf(entry));
  return {
    file,
    rows,
    ids: new Set(ids.filter((id) => id !== '')),
    // An id that could not be read may be the very one that another file names.
    whole: table.whole && !ids.includes(''),
    errors,
    warnings: table.warnings,
  };
}

/** '' where it could not be read; null where entries have none. */
function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
}
