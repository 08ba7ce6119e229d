import type { Holding, RoleRule, RoleRules } from '../organisation/role-rule.ts';
import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import type { PackError } from './pack-error.ts';
import type { Placed, Read } from './read-file.ts';
import type { RoleRuleEntry } from './role-rule-schema.ts';
import type { Role } from './schemas.ts';

/** The rules by which roles are found, with every clause and every other role that they name. */
export function readRoleRules(roles: Placed<Role[]>, policy: PolicyText): Read<RoleRules> {
  const errors: PackError[] = [];
  const ruled = new Map(roles.data.flatMap(({ role, rule }) => (rule === undefined ? [] : [[role, rule]])));
  const rules = roles.data.flatMap((entry, i) => {
    if (entry.rule === undefined) return [];
    const fault = (path: readonly PropertyKey[], code: string, message: string) =>
      errors.push({ code, file: roles.file, line: roles.lineOf([i, 'rule', ...path]), message });
    const clause = (path: readonly PropertyKey[], id: string): ClauseId => {
      const found = policy.get(id)?.id;
      if (found !== undefined) return found;
      fault(path, 'PACK_CLAUSE_UNKNOWN', `条項「${id}」は規程の本文にありません。番号を確かめてください。`);
      return NOWHERE;
    };
    const role = (path: readonly PropertyKey[], id: string): string => {
      if (!ruled.has(id))
        fault(
          path,
          'PACK_ROLE_UNKNOWN',
          `「${id}」という、rule のある役職はありません。綴りを確かめてください。`,
        );
      return id;
    };
    if (goesRound(entry.role, ruled))
      fault(
        ['above'],
        'PACK_ROLES_CIRCULAR',
        `「${entry.role}」の上の役職をたどると自分に戻ります。above を直してください。`,
      );
    return [readRule(entry, entry.rule, clause, role, policy)];
  });
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, value: new Map(rules.map((rule) => [rule.role, rule])) };
}

/** Stands where an unknown clause was named: such a pack is refused. */
const NOWHERE = '' as ClauseId;

type At<T> = (path: readonly PropertyKey[], id: string) => T;

function readRule(
  entry: Role,
  rule: RoleRuleEntry,
  clause: At<ClauseId>,
  role: At<string>,
  policy: PolicyText,
): RoleRule {
  const { deputies, above, doubles } = rule;
  const both = (path: readonly PropertyKey[], given: { readonly role: string; readonly clause: string }) => ({
    role: role([...path, 'role'], given.role),
    clause: clause([...path, 'clause'], given.clause),
  });
  return {
    role: entry.role,
    name: entry.names[0] ?? entry.role,
    plain: entry.plain,
    // An unknown one is named by the cross-check of all entries.
    clause: policy.get(entry.clause)?.id ?? NOWHERE,
    held: readHolding(rule.held, clause, both),
    deputies: deputies === undefined ? null : { ...both(['deputies'], deputies), acts: deputies.acts },
    above:
      above === undefined
        ? null
        : {
            role: role(['above', 'role'], above.role),
            clause: above.clause === undefined ? null : clause(['above', 'clause'], above.clause),
          },
    doubles:
      doubles === undefined
        ? null
        : {
            roles: doubles.roles.map((id, i) => role(['doubles', 'roles', i], id)),
            clause: clause(['doubles', 'clause'], doubles.clause),
          },
  };
}

function readHolding(
  held: RoleRuleEntry['held'],
  clause: At<ClauseId>,
  both: (
    path: readonly PropertyKey[],
    given: { readonly role: string; readonly clause: string },
  ) => { readonly role: string; readonly clause: ClauseId },
): Holding {
  switch (held.by) {
    case 'bureau-head':
      return {
        by: held.by,
        unless: held.unless === undefined ? null : both(['held', 'unless'], held.unless),
      };
    case 'system-owner-head':
    case 'system-officers':
      return { by: held.by, without: both(['held', 'without'], held.without) };
    case 'appointment':
      return {
        by: held.by,
        branchHeads:
          held.branchHeads === undefined ? null : clause(['held', 'branchHeads'], held.branchHeads),
      };
    default:
      return held;
  }
}

/** Whether going up from a role, whichever way, can lead back to it: the search for a person would not end. */
function goesRound(from: string, rules: ReadonlyMap<string, RoleRuleEntry>): boolean {
  const onward = (role: string) => {
    const rule = rules.get(role);
    return [
      ...(rule?.above === undefined ? [] : [rule.above.role]),
      ...(rule !== undefined && 'without' in rule.held ? [rule.held.without.role] : []),
    ];
  };
  const seen = new Set<string>();
  const open = onward(from);
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (role === from) return true;
    if (seen.has(role)) continue;
    seen.add(role);
    open.push(...onward(role));
  }
  return false;
}
