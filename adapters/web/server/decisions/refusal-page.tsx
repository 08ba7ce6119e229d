import type { ComponentChildren, VNode } from 'preact';
import type { FlowName, VerdictRefusal } from '../../../../bot/views/view.ts';
import { FLOWS } from '../../wire.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';
import { flowHref } from './addresses.ts';

/** The address carried no facts, or what it carried is no object in JSON. */
export type Malformed = { readonly code: 'FACTS_NOT_GIVEN' | 'FACTS_NOT_JSON' };

/** The page for a decision that does not exist or a case that is not decided: what is wrong, and what would be right. */
export function refusalPage(
  refusal: VerdictRefusal | Malformed,
  policyName: string,
  assets: PageAssets,
): string {
  const { heading, children } = wording(refusal);
  return document({
    title: `${heading} - ${policyName}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policyName}>
        <article class="clause refusal">
          <h1>{heading}</h1>
          {children}
          <p class="code">{refusal.code}</p>
        </article>
      </PaperPage>
    ),
  });
}

function wording(refusal: VerdictRefusal | Malformed): { heading: string; children: ComponentChildren } {
  switch (refusal.code) {
    case 'FLOW_UNKNOWN':
      return {
        heading: 'その名前の判定はありません',
        children: (
          <>
            <p>「{shortened(refusal.asked)}」という判定はありません。あるのは次の判定です。</p>
            <ul class="allowed">
              {refusal.allowed.map((flow) => (
                <li key={flow.id}>
                  <a href={flowHref(flow.id)}>{flow.title}</a> <code>{flow.id}</code>
                </li>
              ))}
            </ul>
          </>
        ),
      };
    case 'FACTS_NOT_GIVEN':
    case 'FACTS_NOT_JSON':
      return {
        heading: '判定に使う答えを読み取れません',
        children: (
          <>
            <p>
              アドレスの facts に、答えを JSON のオブジェクトで書いてください（例：
              <code>{'?facts={"businessNeed":true}'}</code>、URL エンコードする）。
            </p>
            <p>
              質問窓口か<a href={FLOWS}>判定の一覧</a>から開くと、アドレスは正しく作られます。
            </p>
          </>
        ),
      };
    case 'FACTS_WRONG':
      return {
        heading: '答えの名前か値が正しくありません',
        children: (
          <>
            <About flow={refusal.flow} />
            <ul class="allowed">
              {refusal.faults.map(({ code, fact, name, allowed }) => (
                <li key={fact}>
                  {code === 'FACT_UNKNOWN' ? (
                    <>
                      「{shortened(fact)}」という質問はありません（<code>{code}</code>
                      ）。あるのは次の質問です。
                    </>
                  ) : (
                    <>
                      「{name}」（<code>{fact}</code>）に、その値はありません（<code>{code}</code>
                      ）。次のどれかにしてください。
                    </>
                  )}
                  <Allowed allowed={allowed} />
                </li>
              ))}
            </ul>
          </>
        ),
      };
    case 'FACTS_MISSING':
      return {
        heading: '答えが足りません',
        children: (
          <>
            <About flow={refusal.flow} />
            <p>次の質問の答えによって、判定が変わります。</p>
            <ul class="allowed">
              {refusal.missing.map(({ fact, name, question, allowed }) => (
                <li key={fact}>
                  「{name}」（<code>{fact}</code>）　{question}
                  <Allowed allowed={allowed} />
                </li>
              ))}
            </ul>
          </>
        ),
      };
  }
}

function About({ flow }: { flow: FlowName }): VNode {
  return (
    <p>
      判定：<a href={flowHref(flow.id)}>{flow.title}</a>
    </p>
  );
}

function Allowed({ allowed }: { allowed: readonly { value: string; label: string }[] }): VNode {
  return (
    <ul>
      {allowed.map(({ value, label }) => (
        <li key={value}>
          <code>{value}</code> {label}
        </li>
      ))}
    </ul>
  );
}

/** Enough of what was asked to know it again. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text;
}
