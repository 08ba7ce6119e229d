import type { VNode } from 'preact';
import type { CoverageView, DutyClause } from '../../../../bot/views/view.ts';
import { ClauseLink, TableFrame } from './parts.tsx';

/** Which clauses of duty decisions, reports and answers make use of, and lists of those that only answers or nothing does. */
export function CoverageSection({ coverage }: { coverage: CoverageView }): VNode {
  const { clauses, used, open, answeredOnly } = coverage;
  return (
    <section class="coverage" id="coverage">
      <h2>条文の網羅</h2>
      <p>
        義務・禁止・許可・努力を定める条項は{clauses}あります。判定が根拠にするもの{used.flow}
        、報告の手順が使うもの
        {used.report}、質問への答え方を用意したもの{used.answer}（重なりあり）。
        <b>どれにもまだ使われていないものは{open.length}</b>です。
      </p>
      <Clauses title="まだ使われていない条項" clauses={open} />
      <Clauses title="判定にも報告にも使われず、質問への回答で示す条項" clauses={answeredOnly} />
    </section>
  );
}

function Clauses({ title, clauses }: { title: string; clauses: readonly DutyClause[] }): VNode | null {
  if (clauses.length === 0) return null;
  return (
    <TableFrame label={title}>
      <table>
        <caption>
          {title}（{clauses.length}）
        </caption>
        <thead>
          <tr>
            <th scope="col">条項</th>
            <th scope="col">定め</th>
            <th scope="col">誰に</th>
          </tr>
        </thead>
        <tbody>
          {clauses.map((clause) => (
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
  );
}
