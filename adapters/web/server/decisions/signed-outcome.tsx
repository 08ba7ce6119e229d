import type { VNode } from 'preact';
import type { OutcomeKindView } from '../../../../bot/views/view.ts';
import { outcomeHref } from '../../wire.ts';
import { outcomeAnchor } from './addresses.ts';
import { Answers, ClauseLinks, Duties, Lifted, Posts, Reasons, Verdict } from './parts.tsx';
import { SignatureBoxes } from './signature-boxes.tsx';

/** One of a flow's outcomes with a case that comes to it, and the boxes to sign it. */
export function SignedOutcome({ flow, kind }: { flow: string; kind: OutcomeKindView }): VNode {
  const { number, outcome, combinations, example } = kind;
  return (
    <article class="signed-outcome" id={outcomeAnchor(number)}>
      <h3>
        結果{number}　<Verdict {...outcome} />
        <span class="aside">組合せ {combinations.toLocaleString('ja-JP')}</span>
      </h3>
      <div class="case">
        <p>
          例（<a href={outcomeHref(flow, example.facts)}>この場合の判定</a>）
        </p>
        <Answers answers={example.answers} />
      </div>
      <Reasons reasons={outcome.reasons} />
      {outcome.permission !== null && (
        <p>
          許可・承認：
          <Posts permission={outcome.permission} />
        </p>
      )}
      {outcome.exception !== null && (
        <p>
          例外：
          <Lifted lifting={outcome.exception} />
        </p>
      )}
      {outcome.duties.length > 0 && <Duties duties={outcome.duties} checkable={false} />}
      {outcome.notes.map((note) => (
        <p key={note}>注意：{note}</p>
      ))}
      <p>
        引用する条文：
        <ClauseLinks clauses={outcome.citations} />
      </p>
      <SignatureBoxes about={`結果${number}`} />
    </article>
  );
}
