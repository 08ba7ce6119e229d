import type { VNode } from 'preact';
import type { AlertView } from '../../../../bot/views/case-view.ts';
import { ClauseLinks, TableFrame } from '../decisions/parts.tsx';
import { Moment } from './parts.tsx';

/** Who was told, why, and whether they have acknowledged. */
export function CaseAlerts({ alerts }: { alerts: readonly AlertView[] }): VNode {
  if (alerts.length === 0) return <p class="none">知らせた相手はありません。</p>;
  return (
    <TableFrame label="知らせた相手と受領">
      <table class="alerts">
        <thead>
          <tr>
            <th scope="col">役職</th>
            <th scope="col">知らせた相手</th>
            <th scope="col">知らせた時刻</th>
            <th scope="col">受領</th>
            <th scope="col">根拠</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={`${alert.role} ${alert.post} ${alert.at.iso} ${alert.asked}`}>
              <th scope="row">
                {alert.role}
                {alert.instead !== '' && <span class="help">（{alert.instead}）</span>}
              </th>
              <td>
                {alert.persons.length === 0 ? `${alert.post}（該当者なし）` : alert.persons.join('、')}
                {alert.reason !== '' && <p class="help">{alert.reason}</p>}
                {alert.undelivered.length > 0 && (
                  <p class="not-arrived">届いていません：{alert.undelivered.join('、')}</p>
                )}
              </td>
              <td>
                <Moment at={alert.at} />
                <p class="help">{alert.asked}</p>
              </td>
              <td>
                <Received alert={alert} />
              </td>
              <td>
                <ClauseLinks clauses={alert.because} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Received({ alert }: { alert: AlertView }): VNode {
  const { acknowledged, covered, exhausted, age } = alert;
  if (acknowledged !== null)
    return (
      <>
        <Moment at={acknowledged.at} />　{acknowledged.by}
        <p class="help">{acknowledged.took}で受領</p>
      </>
    );
  if (covered) return <>ほかの人が受領</>;
  return (
    <strong class="not-arrived">
      未受領（{age}）{exhausted && '　上の役職まで知らせましたが、返事がありません'}
    </strong>
  );
}
