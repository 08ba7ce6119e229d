import type { VNode } from 'preact';
import type { CaseLineView } from '../../../../bot/views/case-view.ts';
import { caseHref } from './addresses.ts';
import { DrillBadge, Moment, StateBadge } from './parts.tsx';

/** Cases below each other: what each is, where it stands, what is open and who has not acknowledged. */
export function CaseList({ cases, empty }: { cases: readonly CaseLineView[]; empty: string }): VNode {
  if (cases.length === 0) return <p class="none">{empty}</p>;
  return (
    <ul class="case-list">
      {cases.map((one) => (
        <li key={one.number} class={one.drill ? 'case-item drill' : 'case-item'}>
          <CaseItem one={one} />
        </li>
      ))}
    </ul>
  );
}

function CaseItem({ one }: { one: CaseLineView }): VNode {
  const { number, title, kind, drill, state, stateWords, reported, age, reporter, section, closed } = one;
  return (
    <>
      <p class="case-name">
        {drill && <DrillBadge />} <StateBadge state={state} words={stateWords} />{' '}
        <a href={caseHref(number)}>{number}</a> <b>{kind === '' ? title : kind}</b>
        {kind !== '' && <span class="help">　{title}</span>}
      </p>
      <p class="case-meta">
        {reporter.startsWith(section) ? '' : `${section}　`}
        {reporter}　<Moment at={reported} />
        {closed === null ? (
          `（${age}前）`
        ) : (
          <>
            {'　→　'}
            <Moment at={closed} /> 終了
          </>
        )}
      </p>
      {one.silent.length > 0 && (
        <ul class="silent">
          {one.silent.map((alert) => (
            <li key={`${alert.role} ${alert.post} ${alert.at.iso}`}>
              <b>未受領</b>　{alert.post}（{alert.role}
              {alert.instead !== '' && `・${alert.instead}`}）　{alert.at.words}から{alert.age}
              {alert.undelivered.length > 0 && `　届いていません：${alert.undelivered.join('、')}`}
              {alert.exhausted && <strong>　上の役職まで知らせましたが、返事がありません</strong>}
            </li>
          ))}
        </ul>
      )}
      {one.waitsFor.length > 0 && (
        <p class="case-meta">
          残っている手順：{one.waitsFor.map(({ step, whose }) => `${step}（${whose}）`).join('、')}
        </p>
      )}
    </>
  );
}
