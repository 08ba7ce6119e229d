import type { VNode } from 'preact';
import type { CoverageView } from '../../../../bot/views/view.ts';
import { ClauseLink, TableFrame } from './parts.tsx';

/** Which clauses of duty decisions, reports and answers make use of, and the list of those that nothing does yet. */
export function CoverageSection({ coverage }: { coverage: CoverageView }): VNode {
  const { clauses, used, open } = coverage;
  return (
    <section class="coverage" id="coverage">
      <h2>条文の網羅</h2>
      <p>
        義務・禁止・許可・努力を定める条項は{clauses}あります。判定が根拠にするもの{used.flow}
        、報告の手順が使うもの
        {used.report}、質問への答え方を用意したもの{used.answer}（重なりあり）。
        <b>どれにもまだ使われていないものは{open.length}</b>です。これらも、質問すれば条文のまま示されます。
      </p>
      {open.length > 0 && (
        <TableFrame label="まだ使われていない条項">
          <table>
            <caption>まだ使われていない条項（{open.length}）</caption>
            <thead>
              <tr>
                <th scope="col">条項</th>
                <th scope="col">定め</th>
                <th scope="col">誰に</th>
              </tr>
            </thead>
            <tbody>
              {open.map((clause) => (
                <tr key={clause.id}>
                  <th scope="row">
                    <ClauseLink clause={clause} />
                  </th>
                  <td>{clause.modality}</td>
                  <td>{clause.bearers.join('・')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  );
}
