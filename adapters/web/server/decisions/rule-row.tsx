import type { VNode } from 'preact';
import type { RowView } from '../../../../bot/views/view.ts';
import { ClauseLinks, Duties, Lifted, Posts, Verdict, When } from './parts.tsx';

/** One line of a decision table on the sign-off sheet: when it applies, what follows, on which clauses. */
export function RuleRow({ row, number }: { row: RowView; number: string }): VNode {
  const { when, effect } = row;
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>
        <When when={when} />
      </td>
      <td>
        {effect === null ? (
          <span class="no-effect">この規則は当てはまりません。</span>
        ) : (
          <>
            <p>
              {effect.tone === null ? (
                <span class="no-effect">判定は変えない</span>
              ) : (
                <Verdict tone={effect.tone} label={effect.label} />
              )}{' '}
              {effect.says}
            </p>
            {effect.permission !== null && (
              <p>
                許可・承認：
                <Posts permission={effect.permission} />
              </p>
            )}
            {effect.lifting !== null && (
              <p>
                例外：
                <Lifted lifting={effect.lifting} />
              </p>
            )}
            {effect.duties.length > 0 && <Duties duties={effect.duties} checkable={false} />}
            {effect.note !== '' && <p>注意：{effect.note}</p>}
            <p>
              根拠：
              <ClauseLinks clauses={effect.citations} />
            </p>
          </>
        )}
      </td>
    </tr>
  );
}
