import type { Directory } from '../../../knowledge/organisation/directory.ts';
import type { Case } from './case.ts';
import type { CaseProcedures } from './case-standing.ts';

/** Longer ago, two reports are taken for two things. */
export const WITHIN_MS = 24 * 60 * 60_000;

/**
 * Whether two cases may be the same matter, so that whoever reports can be asked: of one section, of one kind, within a
 * day. A report about somebody is never shown to others in this way.
 */
export function isSameMatter(
  one: Case,
  other: Case,
  directory: Directory,
  procedures: CaseProcedures,
): boolean {
  if (one.id === other.id || one.joined.includes(other.id) || other.with === one.id || one.with === other.id)
    return false;
  if (other.status === 'closed' || one.flow !== other.flow || one.about !== null || other.about !== null)
    return false;
  if ((one.drill === null) !== (other.drill === null)) return false;
  if (Math.abs(one.at.getTime() - other.at.getTime()) > WITHIN_MS) return false;
  // What has happened is the first that every procedure asks.
  const [kind] = procedures.get(one.flow)?.facts ?? [];
  const [here, there] = [one.facts[kind?.id ?? ''], other.facts[kind?.id ?? '']];
  const isOtherKind = here !== undefined && there !== undefined && here !== there;
  return !isOtherKind && sectionOf(one, directory) === sectionOf(other, directory);
}

function sectionOf({ subject }: Case, directory: Directory): string {
  const unit = directory.unit(subject.section);
  return unit === undefined ? subject.section : (directory.sectionOf(unit)?.id ?? unit.id);
}
