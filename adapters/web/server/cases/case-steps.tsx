import type { VNode } from 'preact';
import type { StepView } from '../../../../bot/views/case-view.ts';
import { ClauseLink, ClauseLinks } from '../decisions/parts.tsx';
import { Moment, Written } from './parts.tsx';

/** The procedure: whose each step is, on which clause, due when, done by whom and when. */
export function CaseSteps({ steps }: { steps: readonly StepView[] }): VNode {
  if (steps.length === 0) return <p class="none">手順はありません。</p>;
  return (
    <ol class="case-steps">
      {steps.map((step) => (
        <li key={step.id} class={`case-step ${step.state}`}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: StepView }): VNode {
  const { title, does, stateWords, state, bearers, tells, strength, due, citations, since, done, law } = step;
  return (
    <>
      <h3>
        <span class={`step-state ${state}`}>{stateWords}</span> {title}
      </h3>
      <p>{does}</p>
      <p class="case-meta">
        <span class={`strength ${strength}`}>{strength === 'must' ? '必須' : '努力'}</span>{' '}
        {bearers.length > 0 && `行う人：${bearers.join('・')}`}
        {tells.length > 0 && `　知らせる相手：${tells.join('・')}`}　いつ：{due}
        {since !== null && (
          <>
            {'　（'}
            <Moment at={since} />
            から）
          </>
        )}
      </p>
      {citations.length > 0 && (
        <p class="case-meta">
          根拠：
          <ClauseLinks clauses={citations} />
        </p>
      )}
      {law !== null && (
        <div class="beside-law">
          <p>
            <b>法令</b>　{law.name}（<b>{law.status}</b>）
          </p>
          <ul>
            {law.deadlines.map(({ name, at }) => (
              <li key={name}>
                {name}：<Moment at={at} /> まで
              </li>
            ))}
          </ul>
        </div>
      )}
      {step.reminders.map(({ text, citation }) => (
        <p key={text} class="remark">
          {text}（<ClauseLink clause={citation} />）
        </p>
      ))}
      {done !== null && (
        <div class="step-done">
          <p>
            <b>実施</b>　<Moment at={done.at} />　{done.by}（{done.as}）
            {step.overtaken && <strong>　条件が変わる前に実施</strong>}
          </p>
          <Written texts={done.written} />
        </div>
      )}
      {state === 'skipped' && <p class="remark">訓練に参加しない役職の手順のため、対象外です。</p>}
    </>
  );
}
