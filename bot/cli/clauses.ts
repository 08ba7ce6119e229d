import type { Writable } from 'node:stream';
import type { Pack } from '../../knowledge/pack.ts';
import { normOf } from '../../knowledge/policy/norms/norm.ts';
import { RoleNames } from '../../knowledge/policy/norms/role-names.ts';
import { writeLine } from './json-lines.ts';

/** `cli clauses`: one clause a line, in printed order. */
export async function printClauses({ policy, roles }: Pack, output: Writable): Promise<void> {
  const names = new RoleNames(roles);
  for (const clause of policy.all) {
    const { id, parent, marker, title, body } = clause;
    await writeLine(output, {
      id,
      parent,
      marker,
      title,
      body,
      citation: policy.citation(id),
      links: policy.links(id),
      ...normOf(clause, policy, names),
    });
  }
}
