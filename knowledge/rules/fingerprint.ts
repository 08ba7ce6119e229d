import { createHash } from 'node:crypto';
import type { Clause } from '../policy/clause.ts';
import type { Flow } from './flow.ts';

/**
 * Eight hexadecimal digits over a clause's title and body. A rule is written against a text: when the policy is revised,
 * the rules whose clauses read otherwise now are found by this.
 */
export function fingerprint(clause: Pick<Clause, 'title' | 'body'>): string {
  return createHash('sha256').update(`${clause.title}\n${clause.body}`).digest('hex').slice(0, 8);
}

/**
 * Eight hexadecimal digits over what a flow decides by: facts, their values, rules and readings, not the wordings of its
 * questions. Answers that were given to rules of another fingerprint may mean something else now.
 */
export function rulesFingerprint({ facts, results, tables, readings }: Flow): string {
  const rules = [
    facts.map(({ id, type, options, least, greatest }) => [
      id,
      type,
      options.map(({ value }) => value),
      least,
      greatest,
    ]),
    results.map(({ value }) => value),
    tables.map(({ rows }) =>
      rows.map(({ when, verdict, result, approvers, mode, lifting, duties, citations }) => [
        when,
        verdict,
        result,
        approvers,
        mode,
        lifting,
        duties,
        citations,
      ]),
    ),
    readings,
  ];
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8);
}
