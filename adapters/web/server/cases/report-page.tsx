import type { VNode } from 'preact';
import type { ReportView } from '../../../../bot/views/case-view.ts';
import { TOKEN_FIELD } from '../../identity/token.ts';
import type { PageAssets } from '../assets.ts';
import { PrintHint } from '../decisions/parts.tsx';
import { caseHref, editHref, reportHref } from './addresses.ts';
import { casesDocument, Moment } from './parts.tsx';

/** `GET /cases/:number/reports/:report`: one of the three reports, to be printed and filed. */
export function reportPage(view: ReportView, policyName: string, assets: PageAssets): string {
  const { number, report, body, last } = view;
  return reportDocument(
    view,
    policyName,
    assets,
    <>
      <ReportLinks number={number} />
      <ul class="page-links">
        <li>
          <a href={editHref(number, report)}>編集する</a>
        </li>
      </ul>
      <PrintHint />
      {last === null && (
        <p class="remark no-print">
          記録から作った下書きです。まだ保存されていません。「編集する」から保存できます。
        </p>
      )}
      <div class="report-text">{body === '' ? '（保存期間を過ぎたため、内容は消去されました）' : body}</div>
      {last !== null && (
        <p class="help">
          <Moment at={last.at} />　{last.by}が保存
        </p>
      )}
    </>,
  );
}

/** What stands above the form: nothing, or why the text was not stored. */
export type EditProblem = {
  readonly code: 'CHANGED' | 'REFUSED' | 'EMPTY' | 'NOT_RECORDED' | 'TOO_LONG';
  readonly why: string;
} | null;

/** Longest text of a report, in characters: some twenty printed pages. */
export const LONGEST_REPORT = 30_000;

/** `GET /cases/:number/reports/:report/edit`, and again where the text could not be stored: nothing typed is lost. */
export function editPage(
  view: ReportView,
  form: {
    readonly token: string;
    readonly body: string;
    /** How often it had been stored when this text was begun. */
    readonly versions: number;
    readonly problem: EditProblem;
  },
  policyName: string,
  assets: PageAssets,
): string {
  const { number, report, last, fresh, body } = view;
  const { problem, versions } = form;
  return reportDocument(
    view,
    policyName,
    assets,
    <>
      <ReportLinks number={number} />
      {problem !== null && (
        <div class="silent-band" role="alert">
          <p>
            <b>{problem.why}</b>
          </p>
          <p class="code">{problem.code}</p>
        </div>
      )}
      {problem?.code === 'CHANGED' && (
        <details class="other-text" open>
          <summary>今保存されている内容</summary>
          <div class="report-text">{body}</div>
        </details>
      )}
      <form method="post" action={editHref(number, report)} class="report-form">
        <input type="hidden" name={TOKEN_FIELD} value={form.token} />
        <input type="hidden" name="versions" value={versions} />
        <label for="body">
          {last === null
            ? '記録から作った下書きです。直して保存してください。'
            : '内容を直して保存してください。'}
        </label>
        <p class="help">個人番号（マイナンバー）は書かないでください。書かれていても、伏せて保存します。</p>
        <textarea id="body" name="body" rows={28} maxLength={LONGEST_REPORT} required>
          {form.body}
        </textarea>
        <p>
          <button type="submit" class="primary">
            この内容で保存する
          </button>
          {'　'}
          <a href={reportHref(number, report)}>保存せずに戻る</a>
        </p>
      </form>
      {last !== null && fresh !== form.body && (
        <details class="other-text">
          <summary>今の記録から作り直した下書きを見る</summary>
          <div class="report-text">{fresh}</div>
        </details>
      )}
    </>,
  );
}

function reportDocument(
  { number, title, drill }: ReportView,
  policyName: string,
  assets: PageAssets,
  children: VNode,
): string {
  return casesDocument({
    title: `${title} 事案 ${number}`,
    policyName,
    assets,
    drill,
    body: (
      <>
        <p class="kind no-print">事案　{number}</p>
        <h1 class="no-print">{title}</h1>
        {children}
      </>
    ),
  });
}

function ReportLinks({ number }: { number: string }): VNode {
  return (
    <ul class="page-links">
      <li>
        <a href={caseHref(number)}>事案の経過</a>
      </li>
    </ul>
  );
}
