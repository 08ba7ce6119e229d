import type { FactFault } from '../../knowledge/rules/fact-values.ts';

/** Says of a fact or value that there is not, which ones there are. `where`: 「判定「send-email」」. */
export function factRefusal(where: string, { code, fact, allowed }: FactFault): string {
  const what =
    code === 'FACT_UNKNOWN'
      ? `${where}に「${fact}」という事実はありません。`
      : `事実「${fact}」の値が正しくありません。`;
  return `${what}次のどれかを書いてください：${allowed.join('、')} [${code}]`;
}
