import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { StoreError } from '../../../../bot/store/store-error.ts';
import type { CasePages } from '../../../../bot/views/case-view.ts';
import { REPORT_KINDS, type ReportKind } from '../../../../bot/work/cases/case-events.ts';
import { sameToken, TOKEN_FIELD } from '../../identity/token.ts';
import { signInHref } from '../../page/signed-in.tsx';
import { CASES } from '../../wire.ts';
import type { PageAssets } from '../assets.ts';
import { isFromOwnPage, type OwnAddress } from '../guard.ts';
import { refuse } from '../problem.ts';
import { reportHref } from './addresses.ts';
import { boardPage } from './board-page.tsx';
import { casePageOf } from './case-page.tsx';
import { csvOf } from './csv.ts';
import { type EditProblem, editPage, LONGEST_REPORT, reportPage } from './report-page.tsx';

const ONE = `${CASES}/:number` as const;
const REPORT = `${ONE}/reports/:report` as const;
const EDIT = `${REPORT}/edit` as const;

/** The addresses of {@link serveCases}, and what may be asked of each. */
export const CASE_PATHS = [
  [CASES, 'GET, HEAD'],
  [`${CASES}.csv`, 'GET, HEAD'],
  [ONE, 'GET, HEAD'],
  [REPORT, 'GET, HEAD'],
  [EDIT, 'GET, HEAD, POST'],
] as const;

/** Three bytes a character, each of them escaped as a form does (`%E3`), and the other fields. */
const FORM_LIMIT = LONGEST_REPORT * 9 + 8 * 1024;

export interface CaseSite {
  /** Null where nothing goes on record: there is no staff directory. */
  readonly cases: CasePages | null;
  readonly policyName: string;
  readonly assets: PageAssets;
  readonly own: () => OwnAddress;
  readonly now: () => Date;
  /** The page for an address that does not exist. */
  readonly missing: (c: Context) => Response | Promise<Response>;
}

/**
 * CSIRT's board, the page of each case and its reports. A case that somebody may not see is answered like one that does
 * not exist, to the letter; without a person nothing is answered but the way to sign in, whether it exists or not.
 */
export function serveCases(app: Hono, site: CaseSite): void {
  const { policyName, assets, own, now, missing } = site;

  app.get(CASES, (c) =>
    forPerson(c, async (cases, person) =>
      c.html(boardPage(await cases.board(person, now()), policyName, assets)),
    ),
  );
  app.get(`${CASES}.csv`, (c) =>
    forPerson(c, async (cases, person) =>
      c.body(csvOf(await cases.register(person, now())), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="cases-${now().toISOString().slice(0, 10)}.csv"`,
      }),
    ),
  );
  app.get(ONE, (c) =>
    forPerson(c, async (cases, person) => {
      const view = await cases.page(c.req.param('number'), person, now());
      return view === null ? missing(c) : c.html(casePageOf(view, policyName, assets));
    }),
  );
  app.get(REPORT, (c) =>
    forPerson(c, async (cases, person) => {
      const view = await reportOf(cases, c.req.param(), person);
      return view === null ? missing(c) : c.html(reportPage(view, policyName, assets));
    }),
  );
  app.get(EDIT, (c) =>
    forPerson(c, async (cases, person) => {
      const view = await reportOf(cases, c.req.param(), person);
      if (view === null) return missing(c);
      const { body, versions } = view;
      const form = { token: c.var.session?.token ?? '', body, versions, problem: null };
      return c.html(editPage(view, form, policyName, assets));
    }),
  );
  app.post(EDIT, bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => refuse(c, 'TOO_LARGE') }), (c) =>
    forPerson(c, async (cases, person) => {
      const { number, report } = c.req.param();
      if (!isReport(report)) return missing(c);
      if (!isFromOwnPage(c, own())) return refuse(c, 'FOREIGN_ORIGIN');
      const form = await c.req.parseBody();
      const body = typeof form.body === 'string' ? form.body.replaceAll('\r\n', '\n') : '';
      const versions = Number(typeof form.versions === 'string' ? form.versions : Number.NaN);
      const again = async (problem: EditProblem, status: 403 | 409 | 422 | 503) => {
        const view = await cases.report(number, report, person, now());
        if (view === null) return missing(c);
        const token = c.var.session?.token ?? '';
        // Whoever has been shown the other text may store theirs over it.
        const seen = problem?.code === 'CHANGED' ? view.versions : versions;
        return c.html(editPage(view, { token, body, versions: seen, problem }, policyName, assets), status);
      };
      if (!sameToken(form[TOKEN_FIELD], c.var.session?.token ?? null))
        return again({ code: 'REFUSED', why: OUTDATED }, 403);
      if (body.trim() === '') return again({ code: 'EMPTY', why: EMPTY }, 422);
      if (body.length > LONGEST_REPORT) return again({ code: 'TOO_LONG', why: TOO_LONG }, 422);
      try {
        const stored = await cases.storeReport(number, report, body, versions, person, now());
        switch (stored.outcome) {
          case 'stored':
            return c.redirect(reportHref(number, report), 303);
          case 'unseen':
            return missing(c);
          case 'changed':
            return again({ code: 'CHANGED', why: CHANGED }, 409);
          case 'refused':
            return again({ code: 'REFUSED', why: NOT_YOURS }, 403);
        }
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return again({ code: 'NOT_RECORDED', why: NOT_RECORDED }, 503);
      }
    }),
  );

  async function forPerson(
    c: Context,
    answer: (cases: CasePages, person: string) => Promise<Response>,
  ): Promise<Response> {
    const { person } = c.var;
    if (person === null) {
      const { pathname, search } = new URL(c.req.url);
      return c.req.method === 'POST'
        ? refuse(c, 'SIGN_IN_NEEDED')
        : c.redirect(signInHref(`${pathname}${search}`), 303);
    }
    return site.cases === null ? missing(c) : answer(site.cases, person.id);
  }

  async function reportOf(
    cases: CasePages,
    { number, report }: { readonly number: string; readonly report: string },
    person: string,
  ) {
    return isReport(report) ? cases.report(number, report, person, now()) : null;
  }
}

const OUTDATED =
  '画面を開いてから時間がたったか、サインインし直したため、まだ保存していません。内容を確かめて、もう一度保存してください。';
const EMPTY = '内容が空です。入力してから保存してください。';
const TOO_LONG = `長すぎるため保存していません。${LONGEST_REPORT.toLocaleString('ja-JP')}文字までにしてください。`;
const NOT_YOURS =
  'この事案の報告書を保存できるのは、報告した人と、知らせを受けた・対応する立場の人だけです。保存していません。直してほしいところは、対応している人に伝えてください。';
const CHANGED =
  '編集を始めたあとで、ほかの人が保存しました。まだ保存していません。下の「今保存されている内容」と見比べて直し、もう一度保存してください。';
const NOT_RECORDED = '記録できなかったため、保存していません。少し待って、もう一度保存してください。';

function isReport(text: string): text is ReportKind {
  return REPORT_KINDS.some((report) => report === text);
}
