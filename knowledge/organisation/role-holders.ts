import type { ClauseId } from '../policy/clause.ts';
import { holderOf, isInBureau, unitOfPost } from './city-post.ts';
import type { Directory, InformationSystem, Person, Unit } from './directory.ts';
import { headTitle } from './post-name.ts';
import type { Holding, RoleRule, RoleRules, Without } from './role-rule.ts';

/** Where a role is looked for: at first the asker's own section and bureau, later those of the post passed over. */
export interface Place {
  /** Null for people directly in a bureau. */
  readonly section: Unit | null;
  /** Null where a post that nobody holds belongs nowhere. */
  readonly bureau: Unit | null;
}

/** A role at a place: what the post is called and who holds it. */
export interface Seat {
  readonly kind: 'seat';
  /** 市民税課長; 市民税課の副情報管理者. */
  readonly post: string;
  readonly holders: readonly Person[];
  /** Whether any one of several holders acts; otherwise there is one holder at most. */
  readonly several: boolean;
  /** Set up by these clauses. */
  readonly clauses: readonly ClauseId[];
  /** Where the post itself belongs. */
  readonly place: Place;
}

/** The role does not exist here: people outside sections have no head of section, ordinary systems no manager. */
export type NoSeat =
  | { readonly kind: 'no-section'; readonly unit: Unit; readonly place: Place }
  | { readonly kind: 'no-system-post'; readonly without: Without };

/** Where a unit's people look for a role. */
export function placeOf(unit: Unit, directory: Directory): Place {
  return { section: directory.sectionOf(unit), bureau: directory.bureauOf(unit) };
}

/** Finds a role at a place. `system` is the one that the matter is about, null where none is named. */
export function seatOf(
  rule: RoleRule,
  place: Place,
  system: InformationSystem | null,
  directory: Directory,
  rules: RoleRules,
): Seat | NoSeat {
  const { held } = rule;
  switch (held.by) {
    case 'posts-file':
      return citySeat(rule, held.several, directory);
    case 'bureau-head':
      return bureauSeat(rule, held, place, directory, rules);
    case 'main-section-head': {
      const main = place.bureau === null ? null : directory.mainSectionOf(place.bureau);
      return main === null
        ? emptySeat(rule, `${place.bureau?.name ?? ''}の主管課長`, place)
        : headSeat(rule, main, directory);
    }
    case 'section-head':
      return place.section === null ? noSection(place) : headSeat(rule, place.section, directory);
    case 'appointment':
      return place.section === null
        ? noSection(place)
        : {
            kind: 'seat',
            post: `${place.section.name}の${rule.name}`,
            holders: deputiesIn(place.section, rule, directory),
            several: true,
            clauses: [rule.clause],
            place,
          };
    case 'system-owner-head':
    case 'system-officers': {
      if (system === null || !system.important) return { kind: 'no-system-post', without: held.without };
      const owner = placeOf(directory.ownerOf(system), directory);
      if (held.by === 'system-officers') return officersSeat(rule, system, owner, directory);
      return owner.section === null ? noSection(owner) : headSeat(rule, owner.section, directory);
    }
  }
}

/** Who is appointed in a section: by name, or by being the head of one of its branch offices. */
export function deputiesIn(section: Unit, { role, held }: RoleRule, directory: Directory): readonly Person[] {
  const branchHeads = held.by === 'appointment' && held.branchHeads !== null;
  return directory
    .membersOf(section)
    .filter((person) => person.roles.includes(role) || (branchHeads && isBranchHead(person, directory)));
}

export function isBranchHead(person: Person, directory: Directory): boolean {
  return person.post === 'head' && directory.unitOf(person).kind === 'branch-office';
}

function headSeat(rule: RoleRule, unit: Unit, directory: Directory): Seat {
  return {
    ...emptySeat(rule, headTitle(unit), placeOf(unit, directory)),
    holders: present(directory.headOf(unit)),
  };
}

function bureauSeat(
  rule: RoleRule,
  held: Extract<Holding, { by: 'bureau-head' }>,
  place: Place,
  directory: Directory,
  rules: RoleRules,
): Seat {
  const { bureau } = place;
  if (bureau === null) return emptySeat(rule, rule.name, place);
  const instead = held.unless === null ? undefined : rules.get(held.unless.role);
  if (held.unless === null || instead === undefined || !isInBureau(instead.role, bureau, directory))
    return headSeat(rule, bureau, directory);
  const { post, holders } = citySeat(instead, false, directory);
  return {
    ...emptySeat(rule, post, { section: null, bureau }),
    holders,
    clauses: [rule.clause, held.unless.clause],
  };
}

function citySeat(rule: RoleRule, several: boolean, directory: Directory): Seat {
  const posts = directory.postsOf(rule.role);
  const units = posts.flatMap((post) => present(unitOfPost(post, directory)));
  const [unit] = [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
  const holders = new Set(posts.flatMap((post) => present(holderOf(post, directory))));
  const byUnit = posts[0] !== undefined && ('unit' in posts[0].holder || isHead([...holders][0]));
  return {
    kind: 'seat',
    post: !several && byUnit && unit !== undefined ? headTitle(unit) : rule.plain,
    holders: inOrder(holders),
    several,
    clauses: [rule.clause],
    place: unit === undefined ? { section: null, bureau: null } : placeOf(unit, directory),
  };
}

function officersSeat(rule: RoleRule, system: InformationSystem, place: Place, directory: Directory): Seat {
  return {
    kind: 'seat',
    post: `${system.name}の${rule.name}`,
    holders: inOrder(system.officers.flatMap((id) => directory.person(id) ?? [])),
    several: true,
    clauses: [rule.clause],
    place,
  };
}

function noSection(place: Place): NoSeat {
  if (place.bureau === null) throw new Error('a place without a section has a bureau');
  return { kind: 'no-section', unit: place.bureau, place };
}

function emptySeat({ clause }: RoleRule, post: string, place: Place): Seat {
  return { kind: 'seat', post, holders: [], several: false, clauses: [clause], place };
}

/** In the order of ids, whatever the order of rows. */
function inOrder(people: Iterable<Person>): readonly Person[] {
  return [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isHead(person: Person | undefined): boolean {
  return person?.post === 'head';
}

function present<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
