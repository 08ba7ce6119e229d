import type { VNode } from 'preact';
import type { OutcomeView, PolicyView, VerdictView } from '../../../../bot/views/view.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';
import { flowHref, signOffHref } from './addresses.ts';
import { Answers, Duties, Lifted, Posts, PrintHint, Provenance, Quote, Quotes, Reasons } from './parts.tsx';

/** `GET /outcomes/:flow?facts=…`: one decided case, to be printed or kept. */
export function verdictPage(verdict: VerdictView, policy: PolicyView, at: Date, assets: PageAssets): string {
  const { flow, answers, outcome, limits, wayOn } = verdict;
  return document({
    title: `${outcome.label}：${flow.title} - ${policy.name}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policy.name} column="sheet">
        <p class="kind">判定</p>
        <h1>{flow.title}</h1>
        <ul class="page-links">
          <li>
            <a href={flowHref(flow.id)}>判定の図</a>
          </li>
          <li>
            <a href={signOffHref(flow.id)}>確認票（条文つき）</a>
          </li>
        </ul>
        <PrintHint />
        {limits.first && <Limits text={limits.text} first />}
        <div class={`outcome-band ${outcome.tone}`}>
          <p class="outcome-label">{outcome.label}</p>
          <p>{outcome.sentence}</p>
        </div>
        <section>
          <h2>答えた内容</h2>
          {answers.length === 0 ? <p>どの場合も同じ判定です。</p> : <Answers answers={answers} />}
        </section>
        <section>
          <h2>理由</h2>
          <Reasons reasons={outcome.reasons} />
          {outcome.notes.map((note) => (
            <p key={note} class="remark">
              注意：{note}
            </p>
          ))}
        </section>
        <WhatToDo outcome={outcome} />
        {wayOn !== null && (
          <section>
            <h2>{outcome.tone === 'consult' ? '相談先' : '業務に必要なときは'}</h2>
            <Quote quote={wayOn.ask} />
            {wayOn.exception !== null && (
              <p>
                相談の上でなお必要なときは、例外措置の判定「
                <a href={flowHref(wayOn.exception.id)}>{wayOn.exception.title}</a>」に進みます。
              </p>
            )}
          </section>
        )}
        {!limits.first && <Limits text={limits.text} first={false} />}
        <section>
          <h2>引用した条文</h2>
          <Quotes quotes={outcome.citations} />
        </section>
        <Provenance policy={policy} at={at} />
      </PaperPage>
    ),
  });
}

function WhatToDo({ outcome: { permission, exception, duties } }: { outcome: OutcomeView }): VNode {
  return (
    <>
      {permission !== null && (
        <section>
          <h2>許可・承認を得る相手</h2>
          <p>
            <Posts permission={permission} />
          </p>
        </section>
      )}
      {exception !== null && (
        <section>
          <h2>例外</h2>
          <p>
            <Lifted lifting={exception} />
          </p>
        </section>
      )}
      {duties.length > 0 && (
        <section>
          <h2>すること</h2>
          <Duties duties={duties} checkable />
        </section>
      )}
    </>
  );
}

function Limits({ text, first }: { text: string; first: boolean }): VNode {
  return <p class={first ? 'beside-law first' : 'beside-law'}>{text}</p>;
}
