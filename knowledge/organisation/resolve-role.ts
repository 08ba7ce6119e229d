import type { ClauseId } from '../policy/clause.ts';
import { type Day, type Directory, type InformationSystem, isAbsent, type Person } from './directory.ts';
import { type PassedOver, type Past, reasonFor } from './reason.ts';
import { isBranchHead, type Place, placeOf, type Seat, seatOf } from './role-holders.ts';
import type { RoleRule, RoleRules } from './role-rule.ts';

export interface RoleQuery {
  readonly asker: Person;
  readonly rule: RoleRule;
  /** The system that the matter is about; null where none is named. */
  readonly system: InformationSystem | null;
  /** The day that decides who is absent. */
  readonly day: Day;
  /**
   * Whether the asker may be the answer. `goes-up`, the default: nobody permits what they ask for. `counts`: for reports,
   * which a manager's own word already has reached, and for 「うちの情報管理者は？」.
   */
  readonly own?: 'goes-up' | 'counts';
  /** What is to be done, as the pack names the acts of deputies; without it deputies may act. */
  readonly act?: string;
  /**
   * By the person's id, whom it has to go past, one post up and not to those who stand in for them: somebody whom the matter
   * concerns; who was told and gives no answer; who does not take part in the exercise.
   */
  readonly past?: ReadonlyMap<string, Past>;
}

/** Who a role is for an asker on a day, and why. */
export interface Resolution {
  /** The role that was asked for. */
  readonly role: string;
  /** The role that answers: the same, its deputies, or one further up. */
  readonly answeredBy: string;
  /** The post that answers: 市民税課長; where there is nobody, the last one tried. */
  readonly post: string;
  /** Any one of them may act. Empty where nobody is left; in the order of their ids. */
  readonly persons: readonly Person[];
  /** Set where they act in place of an absent holder: what they decide is marked 代理. */
  readonly deputising: { readonly role: string; readonly clause: ClauseId } | null;
  /** The clauses it rests on, in the order of the reasoning. Never empty. */
  readonly because: readonly ClauseId[];
  /** One Japanese sentence. */
  readonly reason: string;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Resolves a role through the directory: the holder; absent or nobody, those who stand in; none of them there, the next
 * post up. Ends at the top, where a rule has nothing above.
 */
export function resolveRole(query: RoleQuery, directory: Directory, rules: RoleRules): Resolution {
  const home = placeOf(directory.unitOf(query.asker), directory);
  const passed: PassedOver[] = [];
  const because: ClauseId[] = [];
  const around: Around = { query, directory, rules, passed, because };
  const tried = new Set<RoleRule>();
  let post = query.rule.name;
  let at: Step | null = { rule: query.rule, place: home };
  while (at !== null) {
    if (tried.has(at.rule)) throw new Error(`the roles above ${query.rule.role} go round in a circle`);
    tried.add(at.rule);
    const { rule, place }: Step = at;
    const seat = seatOf(rule, place, query.system, directory, rules);
    if (seat.kind === 'no-system-post') {
      passed.push(
        query.system === null
          ? { why: 'system-not-named' }
          : { why: 'system-ordinary', system: query.system.name },
      );
      because.push(rule.clause, seat.without.clause);
      at = { rule: known(seat.without.role, rules), place: home };
      continue;
    }
    if (seat.kind === 'no-section') {
      passed.push({ why: 'no-section', unit: seat.unit.name });
      because.push(rule.clause);
    } else {
      post = seat.post;
      const taken = takenAt(seat, rule, around);
      if (taken !== null) return taken;
    }
    at = stepUp(rule, seat.place, around);
  }
  return {
    role: query.rule.role,
    answeredBy: [...tried].at(-1)?.role ?? query.rule.role,
    post,
    persons: [],
    deputising: null,
    because: unique(because),
    reason: reasonFor(passed, null),
    passedOver: passed,
  };
}

interface Step {
  readonly rule: RoleRule;
  readonly place: Place;
}

interface Around {
  readonly query: RoleQuery;
  readonly directory: Directory;
  readonly rules: RoleRules;
  readonly passed: PassedOver[];
  readonly because: ClauseId[];
}

function stepUp({ above }: RoleRule, place: Place, { rules, because }: Around): Step | null {
  if (above === null) return null;
  if (above.clause !== null) because.push(above.clause);
  return { rule: known(above.role, rules), place };
}

/** Who takes it at this post, holders before deputies; null, with the cause noted, where nobody does. */
function takenAt(seat: Seat, rule: RoleRule, around: Around): Resolution | null {
  const { query, directory, passed, because } = around;
  because.push(...seat.clauses);
  const able = seat.holders.filter((person) => canTake(person, query));
  if (able.length > 0) return resolution(able, seat, rule, null, around);
  const past = seat.holders.flatMap(({ id }) => query.past?.get(id) ?? [])[0];
  if (past !== undefined && !seat.several) {
    passed.push({ why: past, post: seat.post });
    return null;
  }
  const own = seat.holders.includes(query.asker);
  if (seat.several) {
    passed.push(
      seat.holders.length === 0
        ? { why: 'empty', post: seat.post }
        : { why: 'nobody-present', post: seat.post, own },
    );
    return null;
  }
  passed.push({ why: own ? 'own' : seat.holders.length === 0 ? 'empty' : 'absent', post: seat.post });
  // One's own request goes up, past those who stand in for oneself.
  return own || rule.deputies === null ? null : takenByDeputies(seat, rule, directory, around);
}

function takenByDeputies(
  seat: Seat,
  { deputies, role }: RoleRule,
  directory: Directory,
  around: Around,
): Resolution | null {
  const { query, rules, passed, because } = around;
  if (deputies === null) return null;
  const standIn = known(deputies.role, rules);
  const open = query.act === undefined || deputies.acts.some(({ act }) => act === query.act);
  if (!open) {
    passed.push({ why: 'not-for-deputies', name: standIn.name });
    return null;
  }
  const found = seatOf(standIn, seat.place, query.system, directory, rules);
  const appointed = found.kind === 'seat' ? found.holders : [];
  const able = appointed.filter((person) => canTake(person, query));
  if (found.kind === 'seat' && able.length > 0) {
    because.push(deputies.clause);
    return resolution(able, found, standIn, { role, clause: deputies.clause }, around);
  }
  passed.push({ why: 'no-deputy', name: standIn.name, own: appointed.includes(query.asker) });
  return null;
}

function resolution(
  persons: readonly Person[],
  { post }: Seat,
  rule: RoleRule,
  deputising: Resolution['deputising'],
  { query, directory, rules, passed, because }: Around,
): Resolution {
  return {
    role: query.rule.role,
    answeredBy: rule.role,
    post,
    persons,
    deputising,
    because: unique([
      ...because,
      ...alsoHeld(persons, rule, directory, rules),
      ...branchHeads(persons, rule, directory),
    ]),
    reason: reasonFor(passed, { name: rule.name, post, deputising: deputising !== null }),
    passedOver: passed,
  };
}

/** The clauses by which a person holds this role along with another. */
function alsoHeld(
  persons: readonly Person[],
  { role }: RoleRule,
  directory: Directory,
  rules: RoleRules,
): readonly ClauseId[] {
  return [...rules.values()].flatMap((other) => {
    if (other.doubles === null || !other.doubles.roles.includes(role)) return [];
    const seat = seatOf(other, { section: null, bureau: null }, null, directory, rules);
    const both = seat.kind === 'seat' && seat.holders.some((holder) => persons.includes(holder));
    return both ? [other.doubles.clause] : [];
  });
}

/** The clause by which the head of a branch office is appointed, where one of these is. */
function branchHeads(
  persons: readonly Person[],
  { held }: RoleRule,
  directory: Directory,
): readonly ClauseId[] {
  return held.by === 'appointment' && held.branchHeads !== null
    ? persons.some((person) => isBranchHead(person, directory))
      ? [held.branchHeads]
      : []
    : [];
}

function canTake(person: Person, { asker, day, own, past }: RoleQuery): boolean {
  if (past?.has(person.id)) return false;
  // Who asks is there, whatever is recorded.
  return person === asker ? own === 'counts' : !isAbsent(person, day);
}

function known(role: string, rules: RoleRules): RoleRule {
  const rule = rules.get(role);
  if (rule === undefined) throw new Error(`role ${role} was checked when the pack was loaded`);
  return rule;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
