import type { UnitId } from './directory.ts';
import { type DirectoryFault, shown } from './directory-fault.ts';
import type { Entries, Placed, UnitDraft } from './read-entries.ts';
import { repeated } from './repeated.ts';

/** What `units.csv` says that cannot be: parents that are none, cycles, kinds at the wrong level, main sections. */
export function checkUnits(units: Entries<UnitDraft>): DirectoryFault[] {
  const byId = new Map(units.rows.map(({ entry }) => [entry.id, entry]));
  return [
    ...repeated(units, 'id', 'ID_REPEATED', ({ id }) => id),
    ...units.rows.flatMap((row) => {
      const column = (name: string, code: string, message: string): DirectoryFault[] => [
        { code: `DIRECTORY_${code}`, file: units.file, line: row.line, column: name, message },
      ];
      return [...checkParent(row, units, byId, column), ...checkMainSection(row, column)];
    }),
    ...repeated(units, 'main_section', 'MAIN_SECTION_REPEATED', ({ kind, mainSection, parent }) =>
      kind === 'section' && mainSection ? (parent ?? '') : '',
    ),
  ];
}

type Fault = (column: string, code: string, message: string) => DirectoryFault[];

function checkParent(
  { entry }: Placed<UnitDraft>,
  units: Entries<UnitDraft>,
  byId: ReadonlyMap<UnitId, UnitDraft>,
  fault: Fault,
): DirectoryFault[] {
  const { id, kind, parent } = entry;
  if (parent !== null && !units.ids.has(parent))
    return units.whole
      ? fault(
          'parent',
          'UNIT_UNKNOWN',
          `「${shown(parent)}」という組織は units.csv にありません。id を確かめてください。`,
        )
      : [];
  if (isInCycle(id, byId))
    return fault(
      'parent',
      'PARENT_CYCLE',
      `「${shown(id)}」の上の組織をたどると自分に戻ります。parent を直してください。`,
    );
  const above = parent === null ? undefined : byId.get(parent)?.kind;
  if (above === null) return [];
  if (kind === 'bureau' && parent !== null)
    return fault('parent', 'BUREAU_WITH_PARENT', '局・区役所等の parent は空にしてください。');
  if (kind === 'section' && above !== 'bureau')
    return fault(
      'parent',
      'SECTION_WITHOUT_BUREAU',
      '課の parent には、その課がある局・区役所等の id を書いてください。',
    );
  if (kind === 'branch-office' && above !== 'section')
    return fault(
      'parent',
      'BRANCH_OFFICE_WITHOUT_SECTION',
      '三種公所の parent には、それを所管する課の id を書いてください。',
    );
  return [];
}

function isInCycle(id: UnitId, byId: ReadonlyMap<UnitId, UnitDraft>): boolean {
  const seen = new Set<UnitId>();
  let at = byId.get(id)?.parent ?? null;
  while (at !== null && at !== id && !seen.has(at)) {
    seen.add(at);
    at = byId.get(at)?.parent ?? null;
  }
  return id !== '' && at === id;
}

function checkMainSection({ entry }: Placed<UnitDraft>, fault: Fault): DirectoryFault[] {
  if (!entry.mainSection || entry.kind === 'section' || entry.kind === null) return [];
  return fault(
    'main_section',
    'MAIN_SECTION_NOT_SECTION',
    '主管課になるのは課だけです。false にしてください。',
  );
}
