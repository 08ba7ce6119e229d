import type { Flow, VerdictName } from '../../knowledge/rules/flow.ts';
import type { Outcome } from '../../knowledge/rules/outcome.ts';
import type { OutcomeTone } from './view.ts';

const VERDICTS: Readonly<Record<VerdictName, string>> = {
  allowed: '可',
  approval: '許可・承認が必要',
  consult: '要相談',
  prohibited: '不可',
};

/** What every verdict says of its own limits. */
export const LIMITS =
  '情報セキュリティポリシー上の判定です。個人情報保護法・番号法等（第２章（９））は別に確認してください。';

/** How a verdict or a result looks and what it is called; null where a row decides neither. */
export function verdictWords(
  flow: Flow,
  { verdict, result }: Pick<Outcome, 'verdict' | 'result'>,
): { readonly tone: OutcomeTone; readonly label: string } | null {
  if (verdict !== null) return { tone: verdict, label: VERDICTS[verdict] };
  if (result === null) return null;
  return { tone: 'result', label: flow.results.find((one) => one.value === result)?.label ?? result };
}
