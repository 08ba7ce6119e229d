import type { Pack } from '../../../knowledge/pack.ts';
import type { Case } from './case.ts';
import type { CasePosts } from './case-posts.ts';
import { type CaseProcedures, type CaseStanding, STAFF, type StandingStep } from './case-standing.ts';

/** As whom somebody does a step. */
export interface Bearing {
  readonly role: string;
  /** In place of the holder: marked 代理. */
  readonly deputy: boolean;
}

export interface RightsParts {
  readonly procedures: CaseProcedures;
  readonly posts: CasePosts;
  readonly cases: Pack['cases'];
}

/** Who may see a case and do what with it, by today's directory: asked anew at every use. */
export class CaseRights {
  readonly #parts: RightsParts;

  constructor(parts: RightsParts) {
    this.#parts = parts;
  }

  /** As whom this person does a step; null where it is not theirs. */
  bearing(one: Case, { bearers }: Pick<StandingStep, 'bearers'>, person: string, at: Date): Bearing | null {
    if (person === one.about) return null;
    for (const role of bearers) {
      if (role === STAFF) {
        if (isReporter(one, person)) return { role, deputy: false };
        continue;
      }
      if (!takesPart(one, role)) continue;
      const bearing = this.#holding(one, role, person, at);
      if (bearing !== null) return bearing;
    }
    return null;
  }

  /** Whether this person has to do with a case: who reported, who was told, who holds a post that has a part in it. */
  isInChain(one: Case, person: string, at: Date): boolean {
    if (person === one.about) return false;
    if (isReporter(one, person) || one.alerts.some(({ persons }) => persons.includes(person))) return true;
    return rolesOf(one, this.#parts.procedures.standing(one)).some(
      (role) => takesPart(one, role) && this.#holding(one, role, person, at) !== null,
    );
  }

  /** Whether this person may see a case. Nobody whom it is about does. */
  mayShow(one: Case, person: string, at: Date): boolean {
    if (person === one.about) return false;
    const acted =
      one.done.some(({ by }) => by === person) ||
      one.reports.some(({ by }) => by === person) ||
      one.closed?.by === person;
    return acted || this.isInChain(one, person, at) || this.#oversees(one, person, at);
  }

  /** Whether this person may close a case, or open it again. */
  mayClose(one: Case, person: string, at: Date): boolean {
    if (person === one.about) return false;
    const { steps } = this.#parts.procedures.standing(one);
    const last = steps.filter(({ step, state }) => step.end && state !== 'skipped');
    if (last.some((step) => this.bearing(one, step, person, at) !== null)) return true;
    if (this.#parts.cases.closes.some((role) => this.#holding(one, role, person, at) !== null)) return true;
    if (one.drill === null) return false;
    // Those posts may have no part in an exercise: whoever has one can end it.
    return (
      isReporter(one, person) || one.drill.roles.some((role) => this.#holding(one, role, person, at) !== null)
    );
  }

  /** Whether all cases are this person's to see: for their board. */
  overseesAll(person: string, at: Date): boolean {
    const nobodys = { subject: { section: '' }, about: null, system: null, drill: null };
    return this.#parts.cases.sees.all.some((role) => this.#holds(nobodys, role, person, at));
  }

  /** Whether somebody holds a role in this matter today, or answers an alert that its holder did not. */
  #holding(one: Case, role: string, person: string, at: Date): Bearing | null {
    const { posts } = this.#parts;
    const found = posts.resolve(one, role, at, person);
    if (found.persons.includes(person)) return { role, deputy: found.deputies };
    if (posts.holdersOf(one, role, at).includes(person)) return { role, deputy: false };
    const told = one.alerts.some(
      (alert) => alert.role === role && alert.of !== null && alert.persons.includes(person),
    );
    // Told because nobody answered: that is the emergency in which they act (2.2.6#2 for deputies), if the post is still theirs.
    return told && posts.standIns(one, role, at).has(person) ? { role, deputy: true } : null;
  }

  #oversees(one: Case, person: string, at: Date): boolean {
    const { all, bureau } = this.#parts.cases.sees;
    return [...all, ...bureau].some((role) => this.#holds({ ...one, drill: null }, role, person, at));
  }

  #holds(one: Parameters<CasePosts['resolve']>[0], role: string, person: string, at: Date): boolean {
    const { posts } = this.#parts;
    return (
      posts.holdersOf(one, role, at).includes(person) || posts.resolve(one, role, at).persons.includes(person)
    );
  }
}

/** Whether somebody of the directory is who reported. */
export function isReporter({ reporter, reporterListed }: Case, person: string): boolean {
  return reporterListed && reporter === person;
}

/** Whether a post takes part: in an exercise, only those that it names. */
export function takesPart({ drill }: Pick<Case, 'drill'>, role: string): boolean {
  return drill === null || drill.roles.includes(role);
}

function rolesOf(one: Case, { steps }: CaseStanding): readonly string[] {
  const bearing = steps.flatMap(({ bearers }) => bearers).filter((role) => role !== STAFF);
  return [...new Set([...one.alerts.map(({ role }) => role), ...bearing])];
}
