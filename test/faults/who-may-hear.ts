import type { Directory, Person, Unit } from '../../knowledge/organisation/directory.ts';
import type { CaseOnRecord } from './run-record.ts';

/**
 * Whether a case may be told to somebody at all, said in the plainest way: who reported it, whoever has a post in the
 * section whose matter it is, in the section that the system belongs to, at the head of their bureaus, or for the city.
 */
export function mayHearOf({ reported }: CaseOnRecord, id: string, directory: Directory): boolean {
  const { subject, about, system, drill } = reported.data;
  if (id === about) return false;
  if (id === reported.by) return true;
  const person = directory.person(id);
  const of = 'person' in subject ? directory.person(subject.person)?.unit : undefined;
  const home = directory.unit(of ?? subject.section);
  if (person === undefined || home === undefined) return false;
  const owned = system === null ? undefined : directory.system(system);
  // An exercise for the managers of sections and their deputies.
  if (drill !== null) return isOfSection(person, home, directory);
  if (isOfCity(person, directory) || isOfSection(person, home, directory)) return true;
  const owner = owned === undefined ? null : directory.ownerOf(owned);
  if (owned?.officers.some((officer) => officer === id)) return true;
  return owner !== null && isOfSection(person, owner, directory);
}

/** Has a post in the section or in what belongs to it, or heads the bureau or its main section. */
function isOfSection(person: Person, unit: Unit, directory: Directory): boolean {
  const section = directory.sectionOf(unit) ?? unit;
  const own = directory.unitOf(person);
  const isLeading = person.post === 'head' || person.roles.length > 0;
  if ((directory.sectionOf(own) ?? own).id === section.id) return isLeading;
  const bureau = directory.bureauOf(section);
  const main = directory.mainSectionOf(bureau);
  return isLeading && (own.id === bureau.id || own.id === main?.id);
}

/** Holds a post of the whole city, or heads the unit that does. */
function isOfCity(person: Person, directory: Directory): boolean {
  return ['ciso', 'network-manager', 'csirt-head', 'csirt-staff'].some((role) =>
    directory
      .postsOf(role)
      .some(({ holder }) =>
        'person' in holder
          ? holder.person === person.id
          : holder.unit === person.unit && person.post === 'head',
      ),
  );
}
