import { dayInJapan } from '../../../knowledge/organisation/day.ts';
import type { Directory, Person, PersonId } from '../../../knowledge/organisation/directory.ts';
import type { Past } from '../../../knowledge/organisation/reason.ts';
import { type Resolution, resolveRole } from '../../../knowledge/organisation/resolve-role.ts';
import type { RoleRules } from '../../../knowledge/organisation/role-rule.ts';
import type { Case } from './case.ts';

/** What deputies may do about a report, as the pack names their acts. */
const RESPOND = 'respond-to-incident';

/** Whom a case concerns, as far as it decides whose chain it is. */
export type Concerned = Pick<Case, 'subject' | 'about' | 'system' | 'drill'>;

/** Who answers for a role, and why these. */
export interface Found {
  readonly persons: readonly string[];
  /** 「市民税課長」; where nobody is there, the last post tried. */
  readonly post: string;
  readonly because: readonly string[];
  readonly reason: string;
  /** They stand in for the post's absent holder. */
  readonly deputies: boolean;
}

/** Who holds which post for whose matter: all about cases that the directory decides, asked anew at every use. */
export class CasePosts {
  readonly #directory: (at: Date) => Directory;
  readonly #rules: RoleRules;
  /** The posts that a matter goes to whose section is in the directory no more. */
  readonly #otherwise: readonly string[];
  readonly #everybodyThere = new WeakMap<Directory, Directory>();

  /**
   * @param directory who works where at a moment, absences recorded in the chat included.
   * @param otherwise roles that are held for the whole city.
   */
  constructor(directory: (at: Date) => Directory, rules: RoleRules, otherwise: readonly string[]) {
    this.#directory = directory;
    this.#rules = rules;
    this.#otherwise = otherwise;
  }

  /**
   * Who answers for a role in this matter. Nobody there today: whoever holds it though absent, since somebody has to be told.
   * @param present who acts just now, and so is there whatever is recorded.
   */
  resolve(one: Concerned, role: string, at: Date, present: string | null = null): Found {
    const directory = this.#directory(at);
    const found = this.#find(one, role, directory, at, { present });
    if (found.persons.length > 0) return foundOf(found);
    const anyway = this.#find(one, role, this.#withoutAbsences(directory), at, { present });
    return { ...foundOf(anyway), reason: anyway.persons.length > 0 ? anyway.reason : found.reason };
  }

  /** Who holds a role, absent or not. */
  holdersOf(one: Concerned, role: string, at: Date): readonly string[] {
    return foundOf(this.#find(one, role, this.#withoutAbsences(this.#directory(at)), at)).persons;
  }

  /** Those who could stand in for the holder that was told and does not answer; null where there are none. */
  deputies(one: Concerned, role: string, told: ReadonlySet<string>, at: Date): Found | null {
    const directory = this.#directory(at);
    const holder = this.#find(one, role, directory, at);
    const deputies = this.#rules.get(holder.answeredBy)?.deputies;
    if (holder.deputising !== null || deputies == null) return null;
    const found = this.#find(one, deputies.role, directory, at, { told });
    if (found.answeredBy !== deputies.role || found.persons.length === 0) return null;
    return { ...foundOf(found), because: [deputies.clause, ...found.because], deputies: true };
  }

  /** The next post up, past all who were told; null where nobody is left. */
  above(one: Concerned, role: string, told: ReadonlySet<string>, at: Date): Found | null {
    const found = this.#find(one, role, this.#directory(at), at, { told });
    if (found.persons.length === 0) return null;
    // They are told as the post above, not for holding the role: that clause decides.
    const ups = [...this.#rules.values()].flatMap(({ above }) =>
      above?.role === found.answeredBy ? [above.clause] : [],
    );
    const up = found.because.filter((clause) => ups.includes(clause));
    return { ...foundOf(found), because: [...new Set([...up, ...found.because])] };
  }

  /** Whom a matter of this role can go to where its holder does not answer: stand-ins and every post above. */
  standIns(one: Concerned, role: string, at: Date): ReadonlySet<string> {
    const first = this.resolve(one, role, at).persons;
    const told = new Set(first);
    for (let next = this.deputies(one, role, told, at); next !== null; next = this.above(one, role, told, at))
      for (const person of next.persons) told.add(person);
    for (let next = this.above(one, role, told, at); next !== null; next = this.above(one, role, told, at))
      for (const person of next.persons) told.add(person);
    for (const person of first) told.delete(person);
    return told;
  }

  #find(
    one: Concerned,
    role: string,
    directory: Directory,
    at: Date,
    { present = null, told = new Set() }: { present?: string | null; told?: ReadonlySet<string> } = {},
  ): Resolution {
    const { asker, placed } = this.#asker(one, directory, present);
    const [elsewhere = role] = placed ? [role] : this.#otherwise;
    const rule = this.#rules.get(elsewhere);
    if (asker === null || rule === undefined) return nobody(role);
    const system = one.system === null ? null : (directory.system(one.system) ?? null);
    const past = new Map<string, Past>([...told].map((person) => [person, 'silent']));
    if (one.about !== null) past.set(one.about, 'concerned');
    for (;;) {
      const query = { asker, rule, system, day: dayInJapan(at), own: 'counts', act: RESPOND, past } as const;
      const found = resolveRole(query, directory, this.#rules);
      if (found.persons.length === 0 || one.drill === null || one.drill.roles.includes(found.answeredBy))
        return found;
      // An exercise is never told to posts that it does not name.
      for (const { id } of found.persons) past.set(id, 'outside-drill');
    }
  }

  /** For whom roles are looked for; `placed` is false where the section is unknown. */
  #asker({ subject }: Concerned, directory: Directory, present: string | null) {
    const person = 'person' in subject ? directory.person(subject.person) : undefined;
    if (person !== undefined && person.id === present) return { asker: person, placed: true };
    const unit = person?.unit ?? directory.unit(subject.section)?.id;
    const [anywhere] = directory.units;
    if (unit !== undefined) return { asker: somebodyIn(unit), placed: true };
    return { asker: anywhere === undefined ? null : somebodyIn(anywhere.id), placed: false };
  }

  #withoutAbsences(directory: Directory): Directory {
    const made = this.#everybodyThere.get(directory) ?? directory.withoutAbsences();
    this.#everybodyThere.set(directory, made);
    return made;
  }
}

/** A member of a unit who holds no post: their absence, or their own post, changes nothing. */
function somebodyIn(unit: Person['unit']): Person {
  return {
    id: '' as PersonId,
    name: '',
    unit,
    post: 'staff',
    roles: [],
    absence: null,
    email: null,
    phone: null,
    slackId: null,
    teamsId: null,
  };
}

function nobody(role: string): Resolution {
  return {
    role,
    answeredBy: role,
    post: '',
    persons: [],
    deputising: null,
    because: [],
    reason: '',
    passedOver: [],
  };
}

function foundOf({ persons, post, because, reason, deputising }: Resolution): Found {
  return { persons: persons.map(({ id }) => id), post, because, reason, deputies: deputising !== null };
}
