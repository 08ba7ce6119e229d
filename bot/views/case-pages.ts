import type { Directory } from '../../knowledge/organisation/directory.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Case } from '../work/cases/case.ts';
import type { ReportKind } from '../work/cases/case-events.ts';
import { caseOf, caseStream } from '../work/cases/case-number.ts';
import type { CaseWork } from '../work/cases/case-work.ts';
import { drawReport } from '../work/cases/draw-report.ts';
import { boardView } from './case-board-view.ts';
import type { CaseAround } from './case-line-view.ts';
import { CaseNames } from './case-names.ts';
import { casePage, reportSlots } from './case-page-view.ts';
import { caseRegister } from './case-register.ts';
import type { BoardView, CasePages, ReportView } from './case-view.ts';

export interface CasePagesParts {
  readonly pack: Pack;
  readonly work: Pick<CaseWork, 'stored' | 'procedures' | 'posts' | 'rights' | 'do'>;
  /** Who works where at a moment, absences recorded in the chat included. */
  readonly directory: (at: Date) => Directory;
}

/** Cases as the pages ask for them: loaded, kept from whom they do not concern, and put in words. */
export function createCasePages(parts: CasePagesParts): CasePages {
  const { pack, work, directory } = parts;
  const { stored: cases, procedures, rights, posts } = work;

  return {
    async board(person, at) {
      const scope = scopeOf(person, at);
      return boardView(await seenBy(person, at, scope), scope, aroundAt(at));
    },
    async page(number, person, at) {
      const one = await seen(number, person, at);
      return one === null ? null : casePage(one, await cases.timeline(one.id), aroundAt(at));
    },
    async report(number, report, person, at) {
      const one = await seen(number, person, at);
      return one === null ? null : reportView(one, report, person, at);
    },
    async storeReport(number, report, body, versions, person, at) {
      const one = await seen(number, person, at);
      // By the desk all the same: it keeps a line of who tried.
      if (one !== null && storedOf(one, report).length !== versions) return { outcome: 'changed' };
      if (!isNumber(number)) return { outcome: 'unseen' };
      const { type } = await work.do(number, { do: 'draw-report', report, body }, person, at);
      if (type === 'gone') return { outcome: 'unseen' };
      return { outcome: type === 'refused' ? 'refused' : 'stored' };
    },
    async register(person, at) {
      const those = await seenBy(person, at, scopeOf(person, at));
      return caseRegister(those, aroundAt(at));
    },
  };

  function aroundAt(at: Date): CaseAround {
    return { names: new CaseNames(pack, directory(at)), procedures, at };
  }

  async function seen(number: string, person: string, at: Date): Promise<Case | null> {
    const one = isNumber(number) ? await cases.load(number) : null;
    return one !== null && rights.mayShow(one, person, at) ? one : null;
  }

  /** The oldest first. */
  async function seenBy(person: string, at: Date, { scope }: Scope): Promise<readonly Case[]> {
    const all =
      scope === 'own'
        ? // Of the closed ones only those that the person has had to do with: posts of theirs are of today.
          [...(await cases.list({ status: 'open' })), ...(await cases.list({ status: 'closed', person }))]
        : await cases.list();
    return all
      .filter((one) => rights.mayShow(one, person, at))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  function scopeOf(person: string, at: Date): Scope {
    const today = directory(at);
    const member = today.person(person);
    if (member === undefined) return { scope: 'own', bureau: '' };
    const bureau = today.bureauOf(today.unitOf(member)).name;
    if (rights.overseesAll(person, at)) return { scope: 'all', bureau };
    const own = {
      subject: { person, section: member.unit },
      about: null,
      system: null,
      drill: null,
    };
    const oversees = pack.cases.sees.bureau.some(
      (role) =>
        posts.holdersOf(own, role, at).includes(person) ||
        posts.resolve(own, role, at).persons.includes(person),
    );
    return { scope: oversees ? 'bureau' : 'own', bureau };
  }

  function reportView(one: Case, report: ReportKind, person: string, at: Date): ReportView {
    const around = aroundAt(at);
    const fresh = drawReport(report, one, { ...around, policyName: pack.name, by: person });
    const slot = reportSlots(one, around).find((each) => each.report === report);
    return {
      number: one.id,
      report,
      title: slot?.title ?? '',
      drill: one.drill !== null,
      body: storedOf(one, report).at(-1)?.body ?? fresh,
      fresh,
      versions: slot?.versions ?? 0,
      last: slot?.last ?? null,
    };
  }
}

type Scope = Pick<BoardView, 'scope' | 'bureau'>;

function storedOf(one: Case, report: ReportKind): Case['reports'] {
  return one.reports.filter((each) => each.report === report);
}

/** Whether it can be the number of a case at all. */
function isNumber(text: string): boolean {
  return caseOf(caseStream(text)) === text;
}
