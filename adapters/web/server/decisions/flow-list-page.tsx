import type { VNode } from 'preact';
import type { CheckView, CoverageView, PolicyView } from '../../../../bot/views/view.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';
import { flowHref, signOffHref } from './addresses.ts';
import { CoverageSection } from './coverage-section.tsx';
import { ClauseLinks, PrintHint, Provenance, TableFrame, Verdict } from './parts.tsx';

/** `GET /flows`: all guided decisions, the checker's table over them, and the clauses that nothing uses yet. */
export function flowListPage(
  checks: readonly CheckView[],
  coverage: CoverageView,
  policy: PolicyView,
  at: Date,
  assets: PageAssets,
): string {
  const title = '判定の一覧と検査の結果';
  const sum = (of: (check: CheckView) => number) =>
    checks.reduce((total, check) => total + of(check), 0).toLocaleString('ja-JP');
  return document({
    title: `${title} - ${policy.name}`,
    assets,
    withScript: false,
    body: (
      <PaperPage policyName={policy.name} column="wide landscape-a4">
        <h1>{title}</h1>
        <p class="lead">
          質問に答えていくと、条文に基づく判定が出る{checks.length}
          件の判定です。答えの組合せを一つ残らず試し、どの組合せにも判定が一つだけ出ること、根拠の条文が書いたときのまま変わっていないことを、起動のたびに確かめています。
        </p>
        <PrintHint />
        <TableFrame label="検査の結果">
          <table class="check-table">
            <caption>検査の結果</caption>
            <thead>
              <tr>
                <th scope="col">判定</th>
                <th scope="col">質問</th>
                <th scope="col">組合せ</th>
                <th scope="col">試した数</th>
                <th scope="col">規則の行</th>
                <th scope="col">結果の種類</th>
                <th scope="col">判定ごとの組合せの数</th>
                <th scope="col">根拠の条文</th>
                <th scope="col">不備</th>
              </tr>
            </thead>
            <tbody>
              {checks.map((check) => (
                <CheckRow key={check.id} check={check} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">合計 {checks.length}件</th>
                <td class="count">{sum((check) => check.questions)}</td>
                <td class="count">{sum((check) => check.combinations)}</td>
                <td class="count">{sum((check) => check.tried)}</td>
                <td class="count">{sum((check) => check.rows)}</td>
                <td class="count">{sum((check) => check.outcomes)}</td>
                <td />
                <td>{new Set(checks.flatMap(({ citations }) => citations.map(({ id }) => id))).size} 条項</td>
                <td>{faultWords(checks.reduce((total, { faults }) => total + faults, 0))}</td>
              </tr>
            </tfoot>
          </table>
        </TableFrame>
        <CoverageSection coverage={coverage} />
        <Provenance policy={policy} at={at} />
      </PaperPage>
    ),
  });
}

function CheckRow({ check }: { check: CheckView }): VNode {
  const { id, title, questions, combinations, tried, rows, outcomes, counts, citations, faults } = check;
  return (
    <tr>
      <th scope="row">
        <a href={flowHref(id)}>{title}</a>
        <br />
        <a class="aside" href={signOffHref(id)}>
          確認票
        </a>
      </th>
      <td class="count">{questions}</td>
      <td class="count">{combinations.toLocaleString('ja-JP')}</td>
      <td class="count">
        {tried.toLocaleString('ja-JP')}
        {tried < combinations && '（抜取り）'}
      </td>
      <td class="count">{rows}</td>
      <td class="count">{outcomes}</td>
      <td>
        <ul class="counts">
          {counts.map(({ tone, label, count }) => (
            <li key={label}>
              <Verdict tone={tone} label={label} /> {count.toLocaleString('ja-JP')}
            </li>
          ))}
        </ul>
      </td>
      <td class="clauses">
        <ClauseLinks clauses={citations} />
      </td>
      <td>{faultWords(faults)}</td>
    </tr>
  );
}

function faultWords(faults: number): string {
  return faults === 0 ? 'なし' : `${faults} 件`;
}
