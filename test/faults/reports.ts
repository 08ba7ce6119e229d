import { randomUUID } from 'node:crypto';
import type { Reporter, ReportFiling } from '../../bot/work/cases/report-filing.ts';
import type { Directory, Person } from '../../knowledge/organisation/directory.ts';

/** One report to be filed, and which roles the policy names for its first alert. */
export interface Planned {
  readonly filing: ReportFiling;
  readonly reporter: Reporter;
  /** Of this case, or, where the report consists in opening another one, of that one. Empty: nobody has to be told. */
  readonly roles: readonly string[];
  /** Roles of the case that is opened in the same breath; null where none is. */
  readonly opened: readonly string[] | null;
}

const KINDS = [
  'failure',
  'attack',
  'misuse',
  'wrong-data',
  'theft',
  'loss',
  'leak',
  'tampering',
  'mis-sent',
  'other',
];
const MANAGER = 'information-manager';
const SYSTEM = 'system-manager';

/** What can be reported, once round: the ten kinds of an incident, a lost ID card, a suspicious mail. */
const MATTERS: readonly (Pick<Planned, 'roles' | 'opened'> & Pick<ReportFiling, 'flow' | 'facts'>)[] = [
  // 第２章（８）③; an attack is told to the system manager as well (2.7.5#7).
  ...KINDS.map((kind) => ({
    flow: 'report-incident',
    facts: { kind },
    roles: kind === 'attack' ? [MANAGER, SYSTEM] : [MANAGER],
    opened: null,
  })),
  // 2.4.4#3, and what was lost with it is an incident.
  { flow: 'report-lost-id-card', facts: {}, roles: [SYSTEM, MANAGER], opened: null },
  { flow: 'report-lost-id-card', facts: { otherLoss: true }, roles: [SYSTEM, MANAGER], opened: [MANAGER] },
  // Opened, it is an incident; not opened, nobody has to be told (2.7.1.vii#10).
  { flow: 'report-suspicious-email', facts: { opened: true }, roles: [], opened: [MANAGER] },
  { flow: 'report-suspicious-email', facts: { opened: false }, roles: [], opened: null },
];

const SYSTEMS = [null, 'jumin', 'zeimu', 'groupware'];
/** An exercise for these alone. */
const DRILL = { roles: [MANAGER, 'deputy-information-manager'] };

/** What is reported by those who are cast. */
const PLAIN = { flow: 'report-incident', facts: { kind: 'loss' }, roles: [MANAGER], opened: null };

/**
 * So many reports of all kinds, by everybody in turn; some for a colleague, by somebody unlisted, about a superior, as an
 * exercise.
 * @param cast who reports at which place, whosever turn it is; for themselves, and nothing out of the ordinary.
 */
export function planReports(
  count: number,
  directory: Directory,
  cast: ReadonlyMap<number, string>,
): readonly Planned[] {
  return Array.from({ length: count }, (_, i) => {
    const chosen = cast.get(i);
    // A step that has no common factor with their number goes round all of them, far apart.
    const person =
      chosen === undefined ? directory.people[(i * 37) % directory.people.length] : directory.person(chosen);
    const matter = chosen === undefined ? MATTERS[i % MATTERS.length] : PLAIN;
    if (person === undefined || matter === undefined) throw new Error('nobody, or nothing, to report');
    const { flow, facts, opened } = matter;
    const written = { what: `報告 ${randomUUID()}`, 'when-noticed': '今朝', contact: '内線 1234' };
    const system = SYSTEMS[i % SYSTEMS.length] ?? null;
    const plain = { key: randomUUID(), flow, facts, written, system, with: null };
    const turn = chosen === undefined ? turnOf(i, person, matter.flow, directory) : NO_TURN;
    const { reporter = { kind: 'listed', person: person.id }, ...rest } = turn;
    const drill = rest.drill;
    const roles = matter.roles.filter((role) => drill === null || drill.roles.includes(role));
    return { filing: { ...plain, ...rest }, reporter, roles, opened };
  });
}

interface Turn extends Pick<ReportFiling, 'concerning' | 'about' | 'drill'> {
  readonly reporter?: Reporter;
}

const NO_TURN: Turn = { concerning: null, about: null, drill: null };

/** What is out of the ordinary about every few reports. */
function turnOf(i: number, person: Person, flow: string, directory: Directory): Turn {
  const unit = directory.unitOf(person);
  const clerk = clerkBeside(person, directory);
  const head = directory.headOf(directory.sectionOf(unit) ?? unit);
  if (i % 13 === 6)
    return { ...NO_TURN, reporter: { kind: 'unlisted', name: '会計年度任用職員', section: unit.id } };
  if (i % 9 === 4 && clerk !== null) return { ...NO_TURN, concerning: clerk.id };
  if (i % 11 === 7 && person.post === 'staff' && head !== null) return { ...NO_TURN, about: head.id };
  return i % 17 === 9 && flow === 'report-incident' ? { ...NO_TURN, drill: DRILL } : NO_TURN;
}

/** Somebody of the same unit who holds nothing. */
function clerkBeside(person: Person, { people }: Directory): Person | null {
  return (
    people.find(
      ({ id, unit, post, roles }) =>
        unit === person.unit && id !== person.id && post === 'staff' && roles.length === 0,
    ) ?? null
  );
}
