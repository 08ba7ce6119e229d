import type { VNode } from 'preact';
import type { CasePageView } from '../../../../bot/views/case-view.ts';
import type { PageAssets } from '../assets.ts';
import { Answers, ClauseLink, PrintHint } from '../decisions/parts.tsx';
import { caseHref, chatHref, editHref, reportHref } from './addresses.ts';
import { CaseAlerts } from './case-alerts.tsx';
import { CaseSteps } from './case-steps.tsx';
import { casesDocument, Moment, StateBadge, Written } from './parts.tsx';
import { Timeline } from './timeline.tsx';

/** `GET /cases/:number`: all about one case, to be read and printed. What is done about it is done in the chat. */
export function casePageOf(view: CasePageView, policyName: string, assets: PageAssets): string {
  const { line, related } = view;
  return casesDocument({
    title: `事案 ${line.number}`,
    policyName,
    assets,
    drill: line.drill,
    body: (
      <>
        <p class="kind">事案　{line.number}</p>
        <h1>{line.kind === '' ? line.title : `${line.title}（${line.kind}）`}</h1>
        <p class="case-meta">
          <StateBadge state={line.state} words={line.stateWords} />{' '}
          {line.closed === null ? `報告から${line.age}` : <Moment at={line.closed} />}
        </p>
        <ul class="page-links">
          <li>
            <a class="act" href={chatHref(line.number)}>
              受領・手順の記録などを行う（質問窓口が開きます）
            </a>
          </li>
        </ul>
        <PrintHint />
        <Silent view={view} />
        <section>
          <h2>報告の内容</h2>
          <What view={view} />
        </section>
        <OpenQuestions view={view} />
        <section>
          <h2>手順</h2>
          <CaseSteps steps={view.steps} />
        </section>
        <section>
          <h2>知らせた相手と受領</h2>
          <CaseAlerts alerts={view.alerts} />
        </section>
        <Reports view={view} />
        {related.length > 0 && (
          <section>
            <h2>つながりのある事案</h2>
            <ul class="related">
              {related.map(({ number, how }) => (
                <li key={`${number} ${how}`}>
                  <a href={caseHref(number)}>{number}</a>　{how}
                </li>
              ))}
            </ul>
          </section>
        )}
        <Closing view={view} />
        <section>
          <h2>経過（古い順）</h2>
          <Timeline entries={view.timeline} />
        </section>
      </>
    ),
  });
}

function Silent({ view: { line } }: { view: CasePageView }): VNode | null {
  if (line.silent.length === 0) return null;
  const exhausted = line.silent.some((alert) => alert.exhausted);
  return (
    <div class="silent-band" role="alert">
      <p>
        <b>受領の返事がありません：</b>
        {line.silent.map(({ post, age }) => `${post}（${age}）`).join('、')}
      </p>
      {exhausted && (
        <p>
          <strong>上の役職まで知らせましたが、返事がありません。電話などで直接知らせてください。</strong>
        </p>
      )}
    </div>
  );
}

function What({ view }: { view: CasePageView }): VNode {
  const { line, subject, system, drillRoles, intake, facts } = view;
  return (
    <>
      <dl class="written">
        <Row label="報告した日時">
          <Moment at={line.reported} />
        </Row>
        <Row label="報告者">
          <bdi>{line.reporter}</bdi>（{line.section}）
        </Row>
        {subject !== '' && <Row label="関係する職員">{subject}</Row>}
        {system !== '' && <Row label="情報システム">{system}</Row>}
        {line.drill && (
          <Row label="訓練に参加する役職">
            {drillRoles.join('・')}（そのほかの役職には、訓練のため知らせません）
          </Row>
        )}
      </dl>
      <Written texts={intake} />
      {facts.length > 0 && (
        <>
          <h3>分かっていること</h3>
          <Answers answers={facts} />
        </>
      )}
    </>
  );
}

function Row({ label, children }: { label: string; children: preact.ComponentChildren }): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OpenQuestions({ view: { open } }: { view: CasePageView }): VNode | null {
  if (open.length === 0) return null;
  return (
    <section>
      <h2>まだ分かっていないこと</h2>
      <p>分かると、することが変わります。質問窓口で記録してください。</p>
      <ul class="open-questions">
        {open.map(({ name, question, clause }) => (
          <li key={name}>
            <b>{name}</b>　{question}（<ClauseLink clause={clause} />）
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reports({ view: { line, reports } }: { view: CasePageView }): VNode {
  return (
    <section>
      <h2>報告書</h2>
      <ul class="reports">
        {reports.map(({ report, title, last, versions }) => (
          <li key={report}>
            <b>{title}</b>
            {'　'}
            {last === null ? (
              'まだ保存されていません（記録から下書きを作れます）'
            ) : (
              <>
                <Moment at={last.at} />　{last.by}が保存（{versions}回目）
              </>
            )}
            {'　'}
            <a href={reportHref(line.number, report)}>表示・印刷</a>
            {'　'}
            <a href={editHref(line.number, report)}>編集</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Closing({ view: { closing } }: { view: CasePageView }): VNode | null {
  if (closing === null) return null;
  return (
    <section>
      <h2>終了</h2>
      <p>
        <Moment at={closing.at} />　{closing.by}
        {closing.minor && '（軽微）'}
      </p>
      <Written texts={closing.written} />
    </section>
  );
}
