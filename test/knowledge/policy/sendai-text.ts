import { readFileSync } from 'node:fs';
import type { Clause } from '../../../knowledge/policy/clause.ts';
import { parsePolicy } from '../../../knowledge/policy/parse-policy.ts';
import { PolicyText } from '../../../knowledge/policy/policy-text.ts';

const FILE = new URL(
  '../../../knowledge/packs/sendai/policy/sendai-information-security-policy.txt',
  import.meta.url,
);

/** The text as the city printed it. */
export const sendaiText = readFileSync(FILE, 'utf8');

/** The clauses of a text that must parse; a failing test shows its errors. */
export function clausesOf(text: string): readonly Clause[] {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  return parsed.clauses;
}

export const sendai = new PolicyText(clausesOf(sendaiText));

/** A clause of the text that must exist. */
export function clause(id: string): Clause {
  const found = sendai.get(id);
  if (found === undefined) throw new Error(`no clause ${id}`);
  return found;
}
