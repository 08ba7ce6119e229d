import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { GivenAnswer } from '../../../../bot/messages/guided-model.ts';
import { SayContext } from '../say-context.ts';

/** What was answered so far, folded, each answer with its way back. */
export function AnswersView({ answers }: { answers: readonly GivenAnswer[] }): VNode | null {
  const say = useContext(SayContext);
  if (answers.length === 0) return null;
  return (
    <details class="answers">
      <summary>ここまでの答え（{answers.length}件）を見る・変更する</summary>
      <ul>
        {answers.map(({ fact, name, value, change }) => (
          <li key={fact}>
            <span class="answer-name">{name}</span>
            <span class="answer-value">{value}</span>
            <button
              type="button"
              class="quiet"
              aria-label={change.label}
              onClick={() => say({ type: 'action', action: change.action }, change.label)}
            >
              変更
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
