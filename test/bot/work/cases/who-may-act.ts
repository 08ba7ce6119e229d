import type { Case } from '../../../../bot/work/cases/case.ts';

/** One post on the way up: the role that answers there, and who holds it in the sample directory. */
interface Rung {
  readonly role: string;
  readonly persons: readonly string[];
}

const CISO: Rung = { role: 'ciso', persons: ['machizukuri-ciso'] };
/** In the CISO's own bureau that post is theirs too (2.2.1#4). */
const BUREAU_OF_CSIRT: Rung = { role: 'bureau-information-manager', persons: CISO.persons };
const BUREAU: Rung = { role: 'bureau-information-manager', persons: ['zaisei-head'] };

/** Written down by hand, for a case of 市民税課: whom each role comes to, one post after the other. */
const RUNGS: Readonly<Record<string, readonly Rung[]>> = {
  'information-manager': [
    { role: 'information-manager', persons: ['shiminzei-head'] },
    { role: 'deputy-information-manager', persons: ['shiminzei-c1', 'shiminzei-c2'] },
    BUREAU,
    CISO,
  ],
  // Named as such in an exercise: no step is theirs but in a manager's place.
  'deputy-information-manager': [
    { role: 'deputy-information-manager', persons: ['shiminzei-c1', 'shiminzei-c2'] },
    BUREAU,
    CISO,
  ],
  'bureau-information-manager': [BUREAU, CISO],
  'csirt-manager': [{ role: 'csirt-manager', persons: ['zaisei-kikaku-head'] }, BUREAU, CISO],
  'csirt-head': [{ role: 'csirt-head', persons: ['digital-suishin-head'] }, BUREAU_OF_CSIRT, CISO],
  'csirt-staff': [
    { role: 'csirt-staff', persons: ['digital-suishin-c2', 'digital-suishin-s1', 'digital-suishin-s2'] },
    BUREAU_OF_CSIRT,
    CISO,
  ],
  ciso: [CISO],
};
const OF_JUMIN: readonly Rung[] = [
  { role: 'system-manager', persons: ['kusei-head'] },
  { role: 'system-officer', persons: ['kusei-c1', 'kusei-s1'] },
  { role: 'bureau-information-manager', persons: ['shimin-head'] },
  CISO,
];

/**
 * The slow, obvious reading of who may act in a role: its holder; who stands in or stands above, where all before them are
 * away or passed; and whoever was told because those before did not answer. Not the person whom it is about; in an
 * exercise, none but the posts that it names.
 */
export function mayActAs(role: string, person: string, one: Case, absent: ReadonlySet<string>): boolean {
  const { drill, about, subject } = one;
  if (person === about || (drill !== null && !drill.roles.includes(role))) return false;
  const all = role === 'system-manager' ? systemRungs(one) : (RUNGS[role] ?? []);
  const takesPart = (rung: Rung | undefined) => drill === null || drill.roles.includes(rung?.role ?? '');
  const isSelf = 'person' in subject && subject.person === person;
  const away = new Set([...absent].filter((other) => !(other === person && isSelf)));
  /** The posts in the order in which they are asked while these are away. */
  const asked = (away: ReadonlySet<string>) => {
    const [holder] = all;
    const isThere = holder?.persons.some((other) => !away.has(other)) ?? false;
    const isAbout = about !== null && (holder?.persons.includes(about) ?? false);
    // Past a person goes one post up, not to those who stand in for them.
    const isPassed = isAbout || (isThere && !takesPart(holder));
    return all.filter((rung) => takesPart(rung) && !(isPassed && isStandIn(rung)));
  };
  /** Those who are asked while these are away: of the first post in which somebody is there. */
  const answering = (away: ReadonlySet<string>) =>
    asked(away)
      .map(({ persons }) => persons.filter((other) => other !== about && !away.has(other)))
      .find((persons) => persons.length > 0) ?? [];
  const there = answering(away);
  // With nobody there at all, whoever it would be is told though away.
  const today = there.length > 0 ? there : answering(new Set());
  if (today.includes(person) || answering(new Set()).includes(person)) return true;
  const told = one.alerts.some(
    (alert) => alert.role === role && alert.of !== null && alert.persons.includes(person),
  );
  return told && all.some((rung) => takesPart(rung) && rung.persons.includes(person));
}

function systemRungs({ system }: Case): readonly Rung[] {
  return system === 'jumin' ? OF_JUMIN : (RUNGS['information-manager'] ?? []);
}

function isStandIn({ role }: Rung): boolean {
  return role === 'deputy-information-manager' || role === 'system-officer';
}
