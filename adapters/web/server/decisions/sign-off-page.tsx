import type { VNode } from 'preact';
import type { FlowView, OpenPoint, PolicyView, QuestionView, TableView } from '../../../../bot/views/view.ts';
import { FLOWS } from '../../wire.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';
import { flowHref } from './addresses.ts';
import { ClauseLinks, PrintHint, Provenance, Quote, Quotes, When } from './parts.tsx';
import { RuleRow } from './rule-row.tsx';
import { SignatureBoxes } from './signature-boxes.tsx';
import { SignedOutcome } from './signed-outcome.tsx';

/** `GET /flows/:id/sign-off`: everything about one decision on paper, for the policy's owner to check and sign. */
export function signOffPage(flow: FlowView, policy: PolicyView, at: Date, assets: PageAssets): string {
  const { check } = flow;
  return document({
    title: `確認票 ${flow.title} - ${policy.name}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policy.name} column="sheet">
        <p class="kind">判定の確認票</p>
        <h1>{flow.title}</h1>
        <ul class="page-links">
          <li>
            <a href={flowHref(flow.id)}>判定の図</a>
          </li>
          <li>
            <a href={FLOWS}>判定の一覧</a>
          </li>
        </ul>
        <PrintHint />
        <p class="lead">
          質問、規則、結果のそれぞれが条文のとおりであるかを確かめ、結果ごとと最後の欄に記入してください。質問
          {check.questions}、組合せ{check.combinations.toLocaleString('ja-JP')}（試した数
          {check.tried.toLocaleString('ja-JP')}）、規則の行{check.rows}、結果{flow.outcomes.length}種類。
        </p>
        <Provenance policy={policy} at={at} />
        <section>
          <h2>１　質問</h2>
          {flow.questions.map((question, place) => (
            <Question key={question.name} question={question} number={place + 1} />
          ))}
          {flow.secret !== null && <p class="remark">秘密そのものが入力されたとき：{flow.secret}</p>}
        </section>
        <section>
          <h2>２　規則</h2>
          <p>
            規則ごとに、どの組合せにも一つの行だけが当てはまります。いくつもの規則が当てはまるときは、最も厳しい判定をとり、許可と義務は合わせます。
          </p>
          {flow.tables.map((table, place) => (
            <Rule key={table.rule} table={table} number={place + 1} />
          ))}
        </section>
        <section>
          <h2>３　結果</h2>
          {flow.outcomes.map((kind) => (
            <SignedOutcome key={kind.number} flow={flow.id} kind={kind} />
          ))}
        </section>
        <section>
          <h2>４　条文が決めていないこと・注意すること</h2>
          <OpenPoints open={flow.open} />
          {flow.lawsFirst !== null && (
            <div class="remark">
              <p>次の場合は、ほかの法令も確認するよう最初に示します。</p>
              <When when={flow.lawsFirst} />
            </div>
          )}
        </section>
        <section class="last-signature">
          <h2>５　全体の確認</h2>
          <p>この確認票の質問・規則・結果が、{policy.name}の条文のとおりであることを確認しました。</p>
          <SignatureBoxes about="全体" />
        </section>
      </PaperPage>
    ),
  });
}

function Question({ question, number }: { question: QuestionView; number: number }): VNode {
  const { name, question: asked, help, clause, options, ordered, foundBy } = question;
  return (
    <article class="sheet-question">
      <h3>
        質問{number}　{name}
      </h3>
      <p class="asked">{asked}</p>
      {help !== '' && <p class="help">{help}</p>}
      <ul class="options">
        {options.map((option) => (
          <li key={option.label}>
            {option.label}
            {option.help !== '' && <span class="help">　{option.help}</span>}
          </li>
        ))}
      </ul>
      {ordered && (
        <p class="help">
          上のものほど程度が高く、程度が高いほど判定は緩くなりません（条文がそう定める場合を除く。４に挙げます）。
        </p>
      )}
      {foundBy !== null && (
        <p class="help">
          分からないときは「<a href={flowHref(foundBy.id)}>{foundBy.title}</a>」で判定します。
        </p>
      )}
      <Quote quote={clause} />
    </article>
  );
}

function Rule({ table, number }: { table: TableView; number: number }): VNode {
  return (
    <article class="rule">
      <h3>
        規則{number}　{table.rule}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">どんな場合</th>
            <th scope="col">判定と理由</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <RuleRow key={`${number}-${place + 1}`} row={row} number={`${number}-${place + 1}`} />
          ))}
        </tbody>
      </table>
      <Quotes quotes={table.quotes} />
    </article>
  );
}

const KINDS: Readonly<Record<OpenPoint['kind'], string>> = {
  consult: '条文からは決まらない（要相談とする）',
  milder: '程度が高いのに判定が緩くなる（条文がそう定める）',
  note: '質問の答えどうしが合わない（判定に注意を添える）',
};

function OpenPoints({ open }: { open: readonly OpenPoint[] }): VNode {
  if (open.length === 0) return <p>ありません。</p>;
  return (
    <ul class="open-points">
      {open.map((point) => (
        <li key={`${point.kind} ${JSON.stringify(point.when)}`}>
          <b>{KINDS[point.kind]}</b>
          <When when={point.when} />
          <p>
            {point.says}
            {point.citations.length > 0 && (
              <>
                （<ClauseLinks clauses={point.citations} />）
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
