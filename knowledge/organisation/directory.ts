/** An id that `units.csv` gives. */
export type UnitId = string & { readonly __brand: 'UnitId' };
/** An id that `people.csv` gives. */
export type PersonId = string & { readonly __brand: 'PersonId' };
/** An id that `systems.csv` gives. */
export type SystemId = string & { readonly __brand: 'SystemId' };
/** A day, `2026-11-24`: days written so are compared as text. Made only by `readDay`. */
export type Day = string & { readonly __brand: 'Day' };

/** 局・区役所等, 課, 三種公所. */
export const UNIT_KINDS = ['bureau', 'section', 'branch-office'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 長, 係長, 担当局長など, 職員. */
export const PERSON_POSTS = ['head', 'chief', 'executive', 'staff'] as const;
export type PersonPost = (typeof PERSON_POSTS)[number];

export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  /** Null for a bureau only. */
  readonly parent: UnitId | null;
  /** Whether this section is its bureau's 主管課. */
  readonly mainSection: boolean;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly unit: UnitId;
  readonly post: PersonPost;
  /** Roles of the pack to which the person is appointed by name. */
  readonly roles: readonly string[];
  /** Recorded as absent from a day to a day, both included; `to` null: until further notice. */
  readonly absence: { readonly from: Day; readonly to: Day | null } | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly slackId: string | null;
  readonly teamsId: string | null;
}

export interface InformationSystem {
  readonly id: SystemId;
  readonly name: string;
  readonly important: boolean;
  readonly owner: UnitId;
  readonly officers: readonly PersonId[];
}

/** One row of `posts.csv`: the head of a unit, or a person, holds a role for the whole city. */
export interface CityPost {
  readonly role: string;
  readonly holder: { readonly unit: UnitId } | { readonly person: PersonId };
  /** Rings out of hours. */
  readonly phone: string | null;
}

export interface DirectoryEntries {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly systems: readonly InformationSystem[];
  readonly posts: readonly CityPost[];
}

/**
 * Who works where: the four files of a directory, found whole and free of contradictions by `parseDirectory`.
 * Everything is in the order of ids, so that the order of rows in a spreadsheet changes no answer.
 */
export class Directory {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly systems: readonly InformationSystem[];
  readonly posts: readonly CityPost[];
  readonly #units: ReadonlyMap<string, Unit>;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #systems: ReadonlyMap<string, InformationSystem>;
  readonly #emails: ReadonlyMap<string, Person>;
  readonly #slackIds: ReadonlyMap<string, Person>;
  readonly #teamsIds: ReadonlyMap<string, Person>;
  readonly #heads: ReadonlyMap<UnitId, Person>;
  /** By the section's id; people of its branch offices are its members. */
  readonly #members: ReadonlyMap<UnitId, readonly Person[]>;
  readonly #mainSections: ReadonlyMap<UnitId, Unit>;

  /** @throws where the entries contradict each other: only `parseDirectory` makes directories. */
  constructor(entries: DirectoryEntries) {
    this.units = byId(entries.units);
    this.people = byId(entries.people);
    this.systems = byId(entries.systems);
    this.posts = [...entries.posts].sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
    this.#units = new Map(this.units.map((unit) => [unit.id, unit]));
    this.#people = new Map(this.people.map((person) => [person.id, person]));
    this.#systems = new Map(this.systems.map((system) => [system.id, system]));
    const by = (keyOf: (person: Person) => string | null) =>
      new Map(
        this.people.flatMap((person) => {
          const key = keyOf(person);
          return key === null ? [] : [[key, person] as const];
        }),
      );
    this.#emails = by((person) => person.email);
    this.#slackIds = by((person) => person.slackId);
    this.#teamsIds = by((person) => person.teamsId);
    this.#heads = new Map(
      this.people.flatMap((person) => (person.post === 'head' ? [[person.unit, person]] : [])),
    );
    const members = new Map<UnitId, Person[]>();
    for (const person of this.people) {
      const section = this.sectionOf(this.unitOf(person));
      if (section === null) continue;
      members.set(section.id, [...(members.get(section.id) ?? []), person]);
    }
    this.#members = members;
    this.#mainSections = new Map(
      this.units.flatMap((unit) => (unit.mainSection ? [[this.bureauOf(unit).id, unit]] : [])),
    );
  }

  unit(id: string): Unit | undefined {
    return this.#units.get(id);
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  system(id: string): InformationSystem | undefined {
    return this.#systems.get(id);
  }

  /** Whose address it is, however its letters are written. */
  personByEmail(email: string): Person | undefined {
    return this.#emails.get(email.trim().toLowerCase());
  }

  personBySlackId(id: string): Person | undefined {
    return this.#slackIds.get(id);
  }

  personByTeamsId(id: string): Person | undefined {
    return this.#teamsIds.get(id);
  }

  unitOf(person: Person): Unit {
    return this.#known(person.unit);
  }

  ownerOf(system: InformationSystem): Unit {
    return this.#known(system.owner);
  }

  headOf(unit: Unit): Person | null {
    return this.#heads.get(unit.id) ?? null;
  }

  /** The section a unit is or belongs to; null for a bureau. */
  sectionOf(unit: Unit): Unit | null {
    if (unit.kind === 'section') return unit;
    return unit.kind === 'branch-office' && unit.parent !== null ? this.#known(unit.parent) : null;
  }

  bureauOf(unit: Unit): Unit {
    return unit.parent === null ? unit : this.bureauOf(this.#known(unit.parent));
  }

  /** All who belong to a section, those in its branch offices too. */
  membersOf(section: Unit): readonly Person[] {
    return this.#members.get(section.id) ?? [];
  }

  /** A bureau's 主管課. */
  mainSectionOf(bureau: Unit): Unit | null {
    return this.#mainSections.get(bureau.id) ?? null;
  }

  /** The rows of `posts.csv` for a role. */
  postsOf(role: string): readonly CityPost[] {
    return this.posts.filter((post) => post.role === role);
  }

  #known(id: UnitId): Unit {
    const unit = this.#units.get(id);
    if (unit === undefined) throw new Error(`unit ${id} was checked when the directory was read`);
    return unit;
  }
}

/** Whether a person is recorded as absent on a day. Being silent is not being absent. */
export function isAbsent({ absence }: Person, day: Day): boolean {
  return absence !== null && absence.from <= day && (absence.to === null || day <= absence.to);
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => compare(a.id, b.id));
}

/** By code units, the same on every machine; `localeCompare` is not. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
