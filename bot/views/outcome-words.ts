import type { Flow } from '../../knowledge/rules/flow.ts';
import type { Outcome } from '../../knowledge/rules/outcome.ts';
import { refuses, verdictLabel } from '../messages/verdict-words.ts';
import type { OutcomeTone } from './view.ts';

/** How a verdict or a result looks and what it is called; null where a row decides neither. */
export function verdictWords(
  flow: Flow,
  outcome: Pick<Outcome, 'verdict' | 'result' | 'duties'>,
): { readonly tone: OutcomeTone; readonly label: string } | null {
  const { verdict, result } = outcome;
  if (verdict === null && result === null) return null;
  const label = verdictLabel(flow, outcome);
  if (verdict === null) return { tone: 'result', label };
  return { tone: refuses(flow) ? verdict : 'duty', label };
}
