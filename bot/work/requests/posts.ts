import { dayInJapan } from '../../../knowledge/organisation/day.ts';
import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../../knowledge/organisation/resolve-role.ts';
import type { RoleRules } from '../../../knowledge/organisation/role-rule.ts';
import { askFor, type RequestContext } from './handle.ts';
import type { Request } from './request.ts';
import type { Rights } from './request-card.ts';

/** What deputies may do with an application, as the pack names their acts. */
const DEPUTY_ACT = 'decide-request';

/** Who holds which post for whom: everything about applications that the directory decides, asked anew at every use. */
export class Posts {
  readonly #directory: (at: Date) => Directory;
  readonly #rules: RoleRules;

  /** @param directory who works where at a moment, absences recorded in the chat included. */
  constructor(directory: (at: Date) => Directory, rules: RoleRules) {
    this.#directory = directory;
    this.#rules = rules;
  }

  context(by: string, at: Date): RequestContext {
    return { by, at, resolve: (role, asker, system) => this.#resolve(role, asker, system, at) };
  }

  /** Who a step would be asked of now; posts that nobody can answer for are left out. */
  askedNow(request: Request, at: Date) {
    const asked = askFor(request.steps[request.step], request, this.context(request.asker, at));
    return asked.filter(({ persons }) => persons.length > 0);
  }

  mayDecide(request: Request, person: string, at: Date): boolean {
    if (request.status !== 'waiting' || request.asker === person) return false;
    return this.askedNow(request, at).some(({ persons }) => persons.includes(person));
  }

  /** The step that a deputy decided and that this person, the holder, has yet to see; null where there is none. */
  counterSignDue(request: Request, person: string, at: Date): number | null {
    const due = request.decisions.find(({ deputy, counterSigned, role }) => {
      if (!deputy || counterSigned !== null) return false;
      const holder = this.#resolve(role, request.asker, request.system, at);
      return !holder.deputies && holder.persons.includes(person);
    });
    return due?.step ?? null;
  }

  /** What somebody may do with an application now. */
  rights(request: Request, person: string, at: Date): Rights {
    const own = request.asker === person;
    const gives = (role: string) =>
      this.#resolve(role, request.asker, request.system, at).persons.includes(person);
    return {
      decide: this.mayDecide(request, person, at),
      counterSign: this.counterSignDue(request, person, at),
      withdraw: own && (request.status === 'waiting' || request.status === 'returned'),
      fileAgain: own && request.status === 'returned',
      renew: own && request.status === 'approved',
      revoke: request.status === 'approved' && request.steps.some(({ roles }) => roles.some(gives)),
    };
  }

  /** Whether an application concerns somebody by their post: holder of a post in its chain, or asked in their place. */
  concerns(request: Request, person: string, at: Date): boolean {
    return (
      this.mayDecide(request, person, at) ||
      this.counterSignDue(request, person, at) !== null ||
      request.steps.some(({ roles }) => roles.some((role) => this.holdersOf(role, request).includes(person)))
    );
  }

  /** Who holds a role for an asker, absent or not: found as if everybody were there. */
  holdersOf(role: string, { asker: id, system: named }: Pick<Request, 'asker' | 'system'>): string[] {
    // The moment decides absences only, and there are none.
    const at = new Date(0);
    const directory = this.#directory(at).withoutAbsences();
    const asker = directory.person(id);
    const rule = this.#rules.get(role);
    if (asker === undefined || rule === undefined) return [];
    const system = named === null ? null : (directory.system(named) ?? null);
    const { persons } = resolveRole({ asker, rule, system, day: dayInJapan(at) }, directory, this.#rules);
    return persons.map((person) => person.id);
  }

  /** Those who could stand in for the holders that are asked and do not answer. */
  deputiesOf(request: Request, at: Date): string[] {
    const directory = this.#directory(at);
    const asker = directory.person(request.asker);
    if (asker === undefined) return [];
    const system = request.system === null ? null : (directory.system(request.system) ?? null);
    return request.asked.flatMap(({ role, deputies }) => {
      const rule = this.#rules.get(this.#rules.get(role)?.deputies?.role ?? '');
      if (deputies || rule === undefined) return [];
      const found = resolveRole({ asker, rule, system, day: dayInJapan(at) }, directory, this.#rules);
      return found.answeredBy === rule.role ? found.persons.map(({ id }) => id) : [];
    });
  }

  /** Whether it depends on an information system who holds a role. */
  dependsOnSystem(role: string): boolean {
    const held = this.#rules.get(role)?.held.by;
    return held === 'system-owner-head' || held === 'system-officers';
  }

  #resolve(
    role: string,
    askerId: string,
    systemId: string | null,
    at: Date,
  ): ReturnType<RequestContext['resolve']> {
    const directory = this.#directory(at);
    const asker = directory.person(askerId);
    const rule = this.#rules.get(role);
    // Gone from the directory since: nobody can be found for them.
    if (asker === undefined || rule === undefined)
      return { role, persons: [], post: '', because: [], reason: '', deputies: false };
    const system = systemId === null ? null : (directory.system(systemId) ?? null);
    const found = resolveRole(
      { asker, rule, system, day: dayInJapan(at), act: DEPUTY_ACT },
      directory,
      this.#rules,
    );
    return {
      role,
      persons: found.persons.map(({ id }) => id),
      post: found.post,
      because: [...found.because],
      reason: found.reason,
      deputies: found.deputising !== null,
    };
  }
}
