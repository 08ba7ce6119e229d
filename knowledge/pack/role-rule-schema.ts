import { z } from 'zod';

const line = z.string().trim().min(1);
/** Packs are read with every value as text. */
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const roleAndClause = z.strictObject({ role: line, clause: line });

/** How a role is found in a directory; `organisation/role-rule.ts` says what each part means. */
export const roleRuleSchema = z.strictObject({
  held: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('posts-file'), several: flag.default(false) }),
    z.strictObject({ by: z.literal('section-head') }),
    z.strictObject({ by: z.literal('bureau-head'), unless: roleAndClause.optional() }),
    z.strictObject({ by: z.literal('main-section-head') }),
    z.strictObject({ by: z.literal('system-owner-head'), without: roleAndClause }),
    z.strictObject({ by: z.literal('system-officers'), without: roleAndClause }),
    z.strictObject({ by: z.literal('appointment'), branchHeads: line.optional() }),
  ]),
  deputies: z
    .strictObject({
      role: line,
      clause: line,
      acts: z.array(z.strictObject({ act: line, name: line, settled: flag, because: line })).min(1),
    })
    .optional(),
  above: z.strictObject({ role: line, clause: line.optional() }).optional(),
  doubles: z.strictObject({ roles: z.array(line).min(1), clause: line }).optional(),
});
export type RoleRuleEntry = z.infer<typeof roleRuleSchema>;
