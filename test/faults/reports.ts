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

/** So many reports of all kinds, by everybody in turn; some for a colleague, by somebody unlisted, about a superior, as an exercise. */
export function planReports(count: number, directory: Directory): readonly Planned[] {
  const { people } = directory;
  // A step that has no common factor with their number goes round all of them, far apart.
  return Array.from({ length: count }, (_, i) => {
    const person = people[(i * 37) % people.length];
    const matter = MATTERS[i % MATTERS.length];
    if (person === undefined || matter === undefined) throw new Error('nobody, or nothing, to report');
    const clerk = clerkBeside(person, directory);
    const isFor = i % 9 === 4 && clerk !== null;
    const isUnlisted = i % 13 === 6;
    const head = directory.headOf(directory.sectionOf(directory.unitOf(person)) ?? directory.unitOf(person));
    const isAbout = i % 11 === 7 && person.post === 'staff' && head !== null && !isUnlisted && !isFor;
    const isDrill = i % 17 === 9 && matter.flow === 'report-incident' && !isAbout;
    return {
      filing: {
        key: randomUUID(),
        flow: matter.flow,
        facts: matter.facts,
        written: { what: `報告 ${randomUUID()}`, 'when-noticed': '今朝', contact: '内線 1234' },
        concerning: isFor && !isUnlisted ? clerk.id : null,
        about: isAbout ? head.id : null,
        system: SYSTEMS[i % SYSTEMS.length] ?? null,
        with: null,
        drill: isDrill ? DRILL : null,
      },
      reporter: isUnlisted
        ? { kind: 'unlisted', name: '会計年度任用職員', section: person.unit }
        : { kind: 'listed', person: person.id },
      roles: matter.roles.filter((role) => !isDrill || DRILL.roles.includes(role)),
      opened: matter.opened,
    };
  });
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
