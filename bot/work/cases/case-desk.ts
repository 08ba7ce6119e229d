import type { Person } from '../../../knowledge/organisation/directory.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { CASES } from '../../messages/case-wording.ts';
import type { CardMessage, CaseAction, CopyOf, Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { text } from '../../messages/wording.ts';
import { momentInJapan } from '../moment.ts';
import type { Case } from './case.ts';
import { type CaseViewer, caseCard, caseInFull } from './case-card.ts';
import type { CaseCommand, CaseRefusal } from './case-command.ts';
import { type CaseWorld, systemsAsked } from './case-context.ts';
import type { CardFate } from './case-events.ts';
import {
  type Asked,
  cardBackForm,
  cardForm,
  closeForm,
  factsForm,
  noteForm,
  readCard,
  readCardFate,
  readCaseFormName,
  readClose,
  readFacts,
  stepForm,
} from './case-forms.ts';
import { caseLine, caseNotice } from './case-line.ts';
import { caseNumber } from './case-number.ts';
import { given, refusalWords } from './case-replies.ts';
import type { CaseStanding } from './case-standing.ts';
import type { CaseOutcome, CaseWork } from './case-work.ts';
import { causeOf } from './close-case.ts';
import { fatesLeft, isAboutCard, pendingAlerts } from './handle-case.ts';
import type { Reporter, ReportFiling } from './report-filing.ts';
import { reporterScreen, whatFollowed } from './reporter-screen.ts';
import type { TimelineEntry } from './stored-cases.ts';

/** What was typed into a form, by field. */
type Typed = Readonly<Record<string, string>>;

/** Who stands at the desk, and when. */
interface Visit {
  readonly person: Person;
  readonly at: Date;
}

export interface CaseDeskParts {
  readonly work: CaseWork;
  readonly world: (at: Date) => CaseWorld;
}

/** A case with all that happened in it, for a page. */
export interface ShownCase {
  readonly one: Case;
  readonly standing: CaseStanding;
  readonly timeline: readonly TimelineEntry[];
}

/** Takes reports, shows cases to those whom they concern, and does what they press. */
export class CaseDesk {
  readonly #work: CaseWork;
  readonly #world: (at: Date) => CaseWorld;

  constructor({ work, world }: CaseDeskParts) {
    this.#work = work;
    this.#world = world;
  }

  /**
   * Takes a report: durable when it resolves, and the same `key` twice is the same case.
   * @throws {StoreError} where nothing could be recorded.
   */
  async report(filing: ReportFiling, reporter: Reporter, at: Date): Promise<readonly Message[]> {
    const again = (await this.#work.stored.load(caseNumber(filing.key))) !== null;
    const one = await this.#work.open(filing, reporter, at);
    const opened = await Promise.all(
      one.done.flatMap(({ opened }) => (opened === null ? [] : [this.#work.stored.load(opened)])),
    );
    const same = await this.#work.sameAs(one, at);
    return reporterScreen(one, this.#standing(one), this.#world(at), {
      again,
      with: opened.flatMap((other) =>
        other === null ? [] : [{ one: other, standing: this.#standing(other) }],
      ),
      same,
    });
  }

  /** Facts that somebody was asked for after their report: what comes of them, in a few lines. @throws {StoreError} */
  async learn(number: string, facts: Facts, by: string, at: Date): Promise<readonly Message[]> {
    const before = await this.#work.stored.load(number);
    const outcome = await this.#work.do(number, { do: 'change-facts', facts, why: '' }, by, at);
    switch (outcome.type) {
      case 'gone':
        return [text(CASES.gone)];
      case 'refused':
        return [text(refusalWords(outcome.refusal, outcome.one, this.#world(at).pack))];
      case 'already':
      case 'done':
        return [text(CASES.factsChanged, ...whatFollowed(before, outcome.one, this.#world(at)))];
    }
  }

  /** Words on a report since it was filed, in its record. @throws {StoreError} */
  async note(number: string, note: string, by: string, at: Date): Promise<readonly Message[]> {
    const outcome = await this.#work.do(number, { do: 'note', note }, by, at);
    switch (outcome.type) {
      case 'gone':
        return [text(CASES.gone)];
      case 'refused':
        return [text(refusalWords(outcome.refusal, outcome.one, this.#world(at).pack))];
      case 'already':
      case 'done':
        return [text(REPORTS.added(number))];
    }
  }

  /** A card of a case as it stands now; null where it is none of theirs. Nothing is recorded. @throws {StoreError} */
  async copy({ number, view }: CopyOf, visit: Visit): Promise<CardMessage | null> {
    const one = await this.#visible(number, visit);
    if (one === null) return null;
    const [standing, world] = [this.#standing(one), this.#world(visit.at)];
    return view === 'line'
      ? caseLine(one, standing, world)
      : caseCard(one, standing, this.#viewer(one, visit), world);
  }

  /** A button of a case. @throws {StoreError} */
  async press(action: CaseAction, visit: Visit): Promise<readonly Message[]> {
    const { act, number, about } = action;
    const { person, at } = visit;
    switch (act) {
      case 'acknowledge':
        return this.#do(number, { do: 'acknowledge' }, visit, () => CASES.acknowledged);
      case 'found':
      case 'reissued':
      case 'destroyed':
      case 'card-back':
        return this.#cardForm(number, act, about, visit);
      case 'reopen':
        return this.#do(number, { do: 'reopen' }, visit, () => CASES.reopened);
      case 'join': {
        const outcome = await this.#work.join(number, about, person.id, at);
        return this.#said(outcome, visit, () => CASES.joined(about));
      }
      case 'step':
        return this.#step(number, about, visit);
      case 'show':
      case 'facts':
      case 'note':
      case 'close': {
        const one = await this.#visible(number, visit);
        return one === null ? [text(CASES.gone)] : this.#look(act, one, visit);
      }
    }
  }

  /** A form that a button opened came back. @throws {StoreError} */
  async answer(form: string, values: Typed, visit: Visit): Promise<readonly Message[]> {
    const name = readCaseFormName(form);
    if (name === null) return [text(CASES.gone), ...given(values)];
    const { act, number, about } = name;
    switch (act) {
      case 'note':
        return this.#do(number, { do: 'note', note: values.note ?? '' }, visit, () => CASES.noted, values);
      case 'close':
        return this.#do(number, readClose(values), visit, () => CASES.closed, values);
      case 'card':
      case 'card-back': {
        const fate = readCardFate(about);
        if (fate === null) return [text(CASES.gone), ...given(values)];
        const command: CaseCommand =
          act === 'card'
            ? { do: 'record-card', fate, written: readCard(values) }
            : { do: 'take-back-card', fate, why: values['card-undone'] ?? '' };
        const said = act === 'card' ? CASES.card : CASES.cardTakenBack;
        return this.#do(number, command, visit, () => said, values);
      }
      case 'step':
        return this.#doStep(number, about, values, visit);
      case 'facts': {
        const one = await this.#visible(number, visit);
        const procedure = one === null ? undefined : this.#work.procedures.get(one.flow);
        if (procedure === undefined) return [text(CASES.gone), ...given({ why: values.why ?? '' })];
        const read = readFacts(values, procedure);
        const isSystem = read.system == null || this.#world(visit.at).directory.system(read.system);
        const command = isSystem ? read : { ...read, system: null };
        const before = one?.version;
        const say = (after: Case) => (after.version === before ? CASES.nothingChanged : CASES.factsChanged);
        const { why = '' } = values;
        return this.#do(number, command, visit, say, { why });
      }
    }
  }

  /** What somebody was told of a case, in one line, with what it is; null where it is none of theirs. @throws {StoreError} */
  async notice(number: string, kinds: readonly string[], visit: Visit) {
    const one = await this.#visible(number, visit);
    if (one === null) return null;
    const { acknowledge } = this.#viewer(one, visit);
    return { message: caseNotice(one, kinds, acknowledge, this.#world(visit.at)), asks: acknowledge };
  }

  /** What this person has reported. */
  async mine({ person, at }: Visit): Promise<readonly Message[]> {
    const reported = await this.#work.stored.list({ person: person.id, role: 'reporter' });
    const cases = reported.toReversed().filter((one) => this.#work.rights.mayShow(one, person.id, at));
    return [
      text(cases.length === 0 ? CASES.mineNone : CASES.mineList(cases.length)),
      ...this.#lines(cases, at),
    ];
  }

  /** What waits for this person: to be acknowledged, or a step of theirs. */
  async waitingFor(visit: Visit): Promise<readonly Message[]> {
    const open = await this.#open(visit);
    const cases = open.filter((one) => {
      const { acknowledge, steps } = this.#viewer(one, visit);
      return acknowledge || steps.length > 0;
    });
    return [
      text(cases.length === 0 ? CASES.waitingNone : CASES.waitingList(cases.length)),
      ...this.#lines(cases, visit.at),
    ];
  }

  /** All open cases that this person may see. */
  async all(visit: Visit): Promise<readonly Message[]> {
    const cases = await this.#open(visit);
    return [
      text(cases.length === 0 ? CASES.allNone : CASES.allList(cases.length)),
      ...this.#lines(cases, visit.at),
    ];
  }

  /** The cases that somebody may see, the oldest first: for their pages. @throws {StoreError} */
  async visibleTo(person: string, at: Date, status?: Case['status']): Promise<readonly Case[]> {
    const cases = await this.#work.stored.list(status === undefined ? {} : { status });
    return cases.filter((one) => this.#work.rights.mayShow(one, person, at));
  }

  /** One case with all its events; null where there is none, or it is none of theirs. @throws {StoreError} */
  async shown(number: string, person: string, at: Date): Promise<ShownCase | null> {
    const one = await this.#work.stored.load(number);
    if (one === null || !this.#work.rights.mayShow(one, person, at)) return null;
    const timeline = await this.#work.stored.timeline(number);
    return { one, standing: this.#standing(one), timeline };
  }

  /** Does what is wanted of a case, for a page that says itself what came of it. @throws {StoreError} */
  do(number: string, command: CaseCommand, person: string, at: Date): Promise<CaseOutcome> {
    return this.#work.do(number, command, person, at);
  }

  #open({ person, at }: Visit): Promise<readonly Case[]> {
    return this.visibleTo(person.id, at, 'open');
  }

  #look(act: 'show' | 'facts' | 'note' | 'close', one: Case, visit: Visit): readonly Message[] {
    switch (act) {
      case 'show':
        return this.#card(one, visit);
      case 'facts': {
        const procedure = this.#work.procedures.get(one.flow);
        if (procedure === undefined) return this.#card(one, visit);
        const systems = systemsAsked(procedure, this.#world(visit.at));
        return [factsForm(one, procedure, this.#standing(one).open, systems)];
      }
      case 'note':
        return [noteForm(one)];
      case 'close':
        return [closeForm(one, causeOf(one))];
    }
  }

  /** A step that collects something asks for it; any other is done by the press. */
  async #step(number: string, id: string, visit: Visit): Promise<readonly Message[]> {
    const one = await this.#visible(number, visit);
    const step = one === null ? undefined : this.#standing(one).steps.find(({ step }) => step.id === id);
    const mine = one !== null && this.#viewer(one, visit).steps.some((mine) => mine.step.step.id === id);
    if (
      one === null ||
      step === undefined ||
      !mine ||
      step.step.collects.length === 0 ||
      step.step.opens !== null
    )
      return this.#doStep(number, id, {}, visit);
    return [stepForm(one, step, this.#asked(visit))];
  }

  /** Asks when and how before it is recorded what became of a card; what cannot be recorded is refused, and on record. */
  async #cardForm(number: string, act: CardFate | 'card-back', about: string, visit: Visit) {
    const one = await this.#visible(number, visit);
    const fate = act === 'card-back' ? readCardFate(about) : act;
    if (fate === null) return [text(CASES.gone)];
    const viewer = one === null ? null : this.#viewer(one, visit);
    if (one !== null && viewer?.card && viewer.inChain) {
      const isKnown = one.card.some((known) => known.fate === fate);
      if (act === 'card-back' && isKnown) return [cardBackForm(one, fate, this.#asked(visit))];
      if (act !== 'card-back' && fatesLeft(one).includes(fate))
        return [cardForm(one, fate, this.#asked(visit))];
    }
    const command: CaseCommand =
      act === 'card-back'
        ? { do: 'take-back-card', fate, why: '' }
        : { do: 'record-card', fate, written: {} };
    return this.#do(number, command, visit, () => CASES.card);
  }

  #doStep(number: string, id: string, written: Typed, visit: Visit): Promise<readonly Message[]> {
    const say = (one: Case) => {
      const done = one.done.find(({ step }) => step === id);
      if (done?.opened != null) return CASES.opened(done.opened);
      const title = this.#work.procedures.get(one.flow)?.steps.find((step) => step.id === id)?.title;
      return CASES.stepDone(title ?? id);
    };
    return this.#do(number, { do: 'do-step', step: id, written }, visit, say, written);
  }

  async #do(
    number: string,
    command: CaseCommand,
    visit: Visit,
    say: (after: Case) => string,
    typed: Typed = {},
  ): Promise<readonly Message[]> {
    const outcome = await this.#work.do(number, command, visit.person.id, visit.at);
    return this.#said(outcome, visit, say, typed);
  }

  #said(
    outcome: CaseOutcome,
    visit: Visit,
    say: (after: Case) => string,
    typed: Typed = {},
  ): readonly Message[] {
    switch (outcome.type) {
      case 'gone':
        return [text(CASES.gone), ...given(typed)];
      case 'already':
        return [text(CASES.already), ...this.#card(outcome.one, visit)];
      case 'refused': {
        const { refusal, one } = outcome;
        // What stands in the way of the end can be put right in the same form.
        const form = isOfEnd(refusal)
          ? [closeForm(one, causeOf(one), typed)]
          : this.#again(outcome, typed, visit);
        const words = refusalWords(refusal, one, this.#world(visit.at).pack);
        // Of what was typed, only what is in somebody's own words: a choice is shown by the form, not by its value.
        const { minor: _, ...own } = typed;
        const back = form.length > 0 ? [] : given(own);
        return [text(words), ...back, ...form, ...this.#card(one, visit)];
      }
      case 'done':
        return [text(say(outcome.one)), ...this.#card(outcome.one, visit)];
    }
  }

  async #visible(number: string, { person, at }: Visit): Promise<Case | null> {
    const one = await this.#work.stored.load(number);
    return one !== null && this.#work.rights.mayShow(one, person.id, at) ? one : null;
  }

  #card(one: Case, visit: Visit): readonly Message[] {
    return caseInFull(one, this.#standing(one), this.#viewer(one, visit), this.#world(visit.at));
  }

  #viewer(one: Case, { person, at }: Visit): CaseViewer {
    const { rights } = this.#work;
    const context = this.#work.context(person.id, at);
    const steps = this.#standing(one).steps.flatMap((step) => {
      const bearing = step.state === 'open' ? rights.bearing(one, step, person.id, at) : null;
      return bearing === null ? [] : [{ step, role: bearing.role }];
    });
    return {
      acknowledge: pendingAlerts(one, context).length > 0,
      steps,
      inChain: rights.isInChain(one, person.id, at),
      reported: one.reporterListed && one.reporter === person.id,
      close: rights.mayClose(one, person.id, at),
      card: isAboutCard(one, context),
    };
  }

  #lines(cases: readonly Case[], at: Date): Message[] {
    const world = this.#world(at);
    return cases.map((one) => caseLine(one, this.#standing(one), world));
  }

  #standing(one: Case): CaseStanding {
    return this.#work.procedures.standing(one);
  }

  /** The form of a step of which nothing was written, to be filled in where it was left. */
  #again({ refusal, one }: Extract<CaseOutcome, { type: 'refused' }>, typed: Typed, visit: Visit) {
    if (refusal.code !== 'FIELDS_MISSING') return [];
    const steps = this.#standing(one).steps;
    const step = steps.find(({ step }) => step.id === refusal.step);
    return step === undefined ? [] : [stepForm(one, step, this.#asked(visit), typed)];
  }

  #asked({ person, at }: Visit): Asked {
    return { collected: this.#world(at).pack.collected, given: { now: momentInJapan(at), me: person.name } };
  }
}

/** What stands in the way of the end, and can be put right in the form for it. */
function isOfEnd({ code }: CaseRefusal): boolean {
  return code === 'CAUSE_MISSING' || code === 'REASON_MISSING' || code === 'NOT_MINOR';
}
