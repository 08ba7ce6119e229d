import type { Case } from '../../../../bot/work/cases/case.ts';

/** One post on the way up: the role that answers there, and who holds it in the sample directory. */
interface Rung {
  readonly role: string;
  readonly persons: readonly string[];
}

const CISO: Rung = { role: 'ciso', persons: ['machizukuri-ciso'] };
const BUREAU: Rung = { role: 'bureau-information-manager', persons: ['zaisei-head'] };

/** Written down by hand, for a case of 市民税課: whom each role comes to, one post after the other. */
const RUNGS: Readonly<Record<string, readonly Rung[]>> = {
  'information-manager': [
    { role: 'information-manager', persons: ['shiminzei-head'] },
    { role: 'deputy-information-manager', persons: ['shiminzei-c1', 'shiminzei-c2'] },
    BUREAU,
    CISO,
  ],
  'bureau-information-manager': [BUREAU, CISO],
  'csirt-manager': [{ role: 'csirt-manager', persons: ['zaisei-kikaku-head'] }, BUREAU, CISO],
  'csirt-head': [{ role: 'csirt-head', persons: ['digital-suishin-head'] }, CISO],
  'csirt-staff': [
    { role: 'csirt-staff', persons: ['digital-suishin-c2', 'digital-suishin-s1', 'digital-suishin-s2'] },
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
  if (person === one.about) return false;
  const { drill, about, subject } = one;
  if (drill !== null && !drill.roles.includes(role)) return false;
  const all = role === 'system-manager' ? systemRungs(one) : (RUNGS[role] ?? []);
  const holderIsAbout = about !== null && (all[0]?.persons.includes(about) ?? false);
  const rungs = all.filter(
    (rung, place) =>
      (drill === null || drill.roles.includes(rung.role)) &&
      // Past a person goes one post up, not to those who stand in for them.
      !(holderIsAbout && place === 1 && isStandIn(rung)),
  );
  const place = rungs.findIndex(({ persons }) => persons.includes(person));
  if (place < 0) return false;
  if (rungs[place] === all[0]) return true;
  const told = one.alerts.some(
    (alert) => alert.role === role && alert.of !== null && alert.persons.includes(person),
  );
  const isSelf = 'person' in subject && subject.person === person;
  const isThere = (other: string) => other !== about && (!absent.has(other) || (other === person && isSelf));
  const before = rungs.slice(0, place).flatMap(({ persons }) => persons);
  const nobody = !rungs.some(({ persons }) => persons.some(isThere));
  return told || nobody || !before.some(isThere);
}

function systemRungs({ system }: Case): readonly Rung[] {
  return system === 'jumin' ? OF_JUMIN : (RUNGS['information-manager'] ?? []);
}

function isStandIn({ role }: Rung): boolean {
  return role === 'deputy-information-manager' || role === 'system-officer';
}
