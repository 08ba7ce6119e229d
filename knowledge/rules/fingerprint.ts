import { createHash } from 'node:crypto';
import type { Clause } from '../policy/clause.ts';

/**
 * Eight hexadecimal digits over a clause's title and body. A rule is written against a text: when the policy is revised,
 * the rules whose clauses read otherwise now are found by this.
 */
export function fingerprint(clause: Pick<Clause, 'title' | 'body'>): string {
  return createHash('sha256').update(`${clause.title}\n${clause.body}`).digest('hex').slice(0, 8);
}
