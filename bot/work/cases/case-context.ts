import type { Directory } from '../../../knowledge/organisation/directory.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { CASES, DRILL_MARK } from '../../messages/case-wording.ts';
import { label } from '../../messages/limits.ts';
import type { Action, Choice, QuoteMessage } from '../../messages/model.ts';
import { valueWords } from '../../views/fact-words.ts';
import type { Case } from './case.ts';
import { UNLISTED } from './case-command.ts';

/** What messages about cases need to know of the world at a moment. */
export interface CaseWorld {
  readonly pack: Pack;
  readonly directory: Directory;
  readonly quote: (clause: QuoteMessage['clause']) => QuoteMessage;
}

/** 「市民税課長」; who has left the directory since by their id. */
export function personName(person: string, { directory }: CaseWorld): string {
  if (person === UNLISTED) return CASES.view.unlisted;
  return directory.person(person)?.name ?? person;
}

/** 「情報管理者」; 「報告した人」 for who is no post. */
export function roleName(role: string, { pack }: CaseWorld): string {
  return pack.roleRules.get(role)?.name ?? CASES.view.staff;
}

/** 「事案 C-…（セキュリティ障害の報告）」, marked where it is an exercise. */
export function caseTitle(one: Case, world: CaseWorld): string {
  return `${one.drill === null ? '' : DRILL_MARK}${CASES.view.title(one.id, caseKind(one, world))}`;
}

/** What it is: the kind where that is known, else what was reported. */
export function caseKind({ flow, facts }: Case, { pack }: CaseWorld): string {
  const procedure = pack.procedures.find((procedure) => procedure.id === flow);
  const kind = procedure?.facts.find(({ id }) => id === 'kind');
  // The tenth kind (1.2.17.x) says less than the procedure's own name.
  const told = facts.kind === 'other' ? undefined : facts.kind;
  const known = kind === undefined || told === undefined ? '' : valueWords(kind, told);
  return known === '' ? (procedure?.title ?? flow) : known;
}

/** Whether who holds a role depends on which system it is about. */
export function isOfSystem(role: string, { pack }: CaseWorld): boolean {
  const held = pack.roleRules.get(role)?.held.by;
  return held === 'system-owner-head' || held === 'system-officers';
}

/** The systems of which one has to be named for a procedure to reach who runs it; none where no post of it depends on one. */
export function systemsAsked({ steps }: Procedure, world: CaseWorld): Directory['systems'] {
  const roles = steps.flatMap(({ bearers, tells }) => [...bearers, ...tells]);
  return roles.some(({ value }) => isOfSystem(value, world)) ? world.directory.systems : [];
}

/** Each of these clauses, quoted once. */
export function quotes(clauses: readonly string[], { pack, quote }: CaseWorld): QuoteMessage[] {
  return [...new Set(clauses)].flatMap((id) => {
    const clause = pack.policy.get(id)?.id;
    return clause === undefined ? [] : [quote(clause)];
  });
}

/** A button of a case. */
export function caseButton(
  act: Extract<Action, { do: 'case' }>['act'],
  { id }: Pick<Case, 'id'>,
  words: string,
  about = '',
): Choice {
  const style = act === 'close' ? 'danger' : act === 'acknowledge' ? 'primary' : 'plain';
  return { label: label(words), action: { do: 'case', act, number: id, about }, style };
}

/** The numbers at which somebody answers: their own, and those of the posts for the whole city, by day and night. */
export function phones(persons: readonly string[], roles: readonly string[], world: CaseWorld): string[] {
  const { directory } = world;
  const own = persons.flatMap((id) => {
    const person = directory.person(id);
    return person?.phone == null ? [] : [CASES.reached(person.name, person.phone)];
  });
  const city = roles.flatMap((role) => {
    const numbers = directory.postsOf(role).flatMap(({ phone }) => phone ?? []);
    return numbers.length === 0
      ? []
      : [CASES.outOfHours(roleName(role, world), [...new Set(numbers)].join('、'))];
  });
  return [...new Set([...own, ...city])];
}
