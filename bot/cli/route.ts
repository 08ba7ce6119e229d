import { z } from 'zod';
import { readDay } from '../../knowledge/organisation/day.ts';
import type { Day, Directory } from '../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../knowledge/organisation/resolve-role.ts';
import type { RoleRules } from '../../knowledge/organisation/role-rule.ts';

export const routeSchema = z.object({
  id: z.unknown(),
  asker: z.string(),
  role: z.string(),
  system: z.string().nullish(),
  date: z.string().nullish(),
});
type Question = z.infer<typeof routeSchema>;

/** `cli route`: who a role is for a person on a day. `today` is the day of a question that names none. */
export function router(directory: Directory, rules: RoleRules, today: Day): (question: Question) => object {
  return ({ id, ...question }) => {
    const asker = directory.person(question.asker);
    const rule = rules.get(question.role);
    const system = question.system == null ? null : directory.system(question.system);
    const day = question.date == null ? today : readDay(question.date);
    if (asker === undefined || rule === undefined || system === undefined || day === null) {
      const faults = [
        ...(asker === undefined ? [`「${question.asker}」という人は名簿にいません。 [PERSON_UNKNOWN]`] : []),
        ...(rule === undefined
          ? [
              `「${question.role}」という役職はありません。次のどれかを書いてください：${[...rules.keys()].join('、')} [ROLE_UNKNOWN]`,
            ]
          : []),
        ...(system === undefined
          ? [`「${question.system}」という情報システムは名簿にありません。 [SYSTEM_UNKNOWN]`]
          : []),
        ...(day === null
          ? [
              `「${question.date}」という日付はありません。2026-11-24 のように書いてください。 [DATE_MALFORMED]`,
            ]
          : []),
      ];
      return { id, error: faults.join(' ') };
    }
    const { role, post, persons, because, reason } = resolveRole(
      { asker, rule, system, day },
      directory,
      rules,
    );
    return { id, role, post, persons: persons.map((person) => person.id), because, reason };
  };
}
