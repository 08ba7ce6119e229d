import { holds } from '../../../knowledge/rules/condition.ts';
import { isValue } from '../../../knowledge/rules/fact-values.ts';
import type { Fact, Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import type { IntakeChoice, IntakeQuestion } from '../../../knowledge/rules/intake.ts';
import type { DueStep } from '../../../knowledge/rules/steps-due.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import type { ReportFiling } from '../../work/cases/report-filing.ts';
import type { Asker, NamedPerson } from './asker.ts';
import type { Asked } from './phrases.ts';
import {
  asFact,
  IN_WORDS,
  NO_SUPERIOR,
  NOT_KNOWN,
  OWN_PHONE,
  type ReadyReport,
  SIDE,
  SOME_SUPERIOR,
  sideQuestions,
} from './report-questions.ts';
import type { Frame } from './state.ts';

/**
 * Where the walk of a report stands. `intake`: before anybody is told; with nothing to be asked it is to be filed.
 * `advice`: the policy asks for no report, and says what to do. `after`: it is filed, and whatever more is known is taken.
 */
export type Stage = 'intake' | 'advice' | 'after';

/** One report as one person is asked: its questions, and what the answers come to. */
export class Report {
  readonly #ready: ReadyReport;
  readonly #all: ReadonlyMap<string, ReadyReport>;
  readonly #asker: Asker;
  /** Every question that may be asked, as the engine asks them. */
  readonly facts: readonly Fact[];

  constructor(ready: ReadyReport, all: ReadonlyMap<string, ReadyReport>, asker: Asker) {
    this.#ready = ready;
    this.#all = all;
    this.#asker = asker;
    const others = this.#questions.flatMap(({ choices }) =>
      choices.flatMap(({ becomes }) => (becomes === null ? [] : [becomes.report])),
    );
    const known = [ready.procedure.id, ...new Set(others)].flatMap(
      (id) => all.get(id)?.procedure.facts ?? [],
    );
    this.facts = [
      ...this.#questions.map((question) => asFact(question, asker)),
      ...sideQuestions(ready.procedure, asker),
      // Found out by a decision of its own, a fact would cost more questions than whoever reports has time for.
      ...known.map((fact) => ({ ...fact, foundBy: null })),
    ];
  }

  get #questions(): readonly IntakeQuestion[] {
    return this.#ready.procedure.intake.questions;
  }

  isQuestion(id: string): boolean {
    return this.#questions.some(({ field }) => field === id);
  }

  /** What is known by having chosen an entry of the list. */
  entryFacts(entry: string): Facts {
    return this.#ready.procedure.intake.entries.find(({ id }) => id === entry)?.facts ?? {};
  }

  /** Whether nothing but the asker's own number or words makes sense: a bare digit is no place in the list. */
  isContact(id: string): boolean {
    return this.#questions.some(({ field, ownPhone }) => field === id && ownPhone);
  }

  stage({ filed, answers }: Pick<Frame, 'filed' | 'answers'>): Stage {
    if (filed) return 'after';
    return this.#chosen(answers).some(({ enough }) => enough) && answers[SIDE.record] === undefined
      ? 'advice'
      : 'intake';
  }

  /** What is to be asked next; null where nothing is left to be asked in this stage. */
  next(frame: Frame): Fact | null {
    const stage = this.stage(frame);
    if (stage === 'intake') {
      if (frame.drill && frame.answers[SIDE.drill] === undefined) return this.#fact(SIDE.drill);
      if (this.#asksWhomAbout(frame)) return this.#fact(SIDE.about);
      const open = this.#questions.find(({ field }) => frame.answers[field] === undefined);
      return open === undefined ? null : this.#fact(open.field);
    }
    return this.#openFacts(frame)[0] ?? null;
  }

  /** How many questions are still to come in this stage, the next one included. */
  questionsLeft(frame: Frame): number {
    if (this.stage(frame) !== 'intake') return this.#openFacts(frame).length;
    const beside = this.#asksWhomAbout(frame) ? 1 : 0;
    return beside + this.#questions.filter(({ field }) => frame.answers[field] === undefined).length;
  }

  /** The words named a superior: before anything else it is asked whether it is about them. */
  #asksWhomAbout({ answers }: Frame): boolean {
    return answers[SIDE.about]?.value === SOME_SUPERIOR && this.#asker.superiors.length > 0;
  }

  /**
   * The numbers to ring past a superior: of whoever stands next above.
   * @param about a person of the directory, or what the superior was called (「部長」): who is not known by it counts as the nearest.
   */
  ringPast(about: string): readonly string[] {
    const { superiors } = this.#asker;
    const named = superiors.findLastIndex(({ id, name, post }) =>
      id === about ? true : name.endsWith(about) || post.endsWith(about),
    );
    const above = superiors.slice(Math.max(named, 0) + 1).find(({ phone }) => phone !== null);
    return above?.phone == null ? [] : [REPORTS.cityNumber(above.name, above.phone)];
  }

  /** The answers that are shown: until it is filed all, then those that may still be corrected. */
  known(frame: Frame): Facts {
    const shown = Object.entries(frame.answers).filter(
      ([id]) =>
        id !== SIDE.record &&
        !(id === SIDE.about && this.#asksWhomAbout(frame)) &&
        (!frame.filed || this.#targetFacts(frame).some((fact) => fact.id === id)),
    );
    return Object.fromEntries(shown.map(([id, { value }]) => [id, value]));
  }

  /** Whether an answer, pressed or kept, is one that there can be. */
  takes(id: string, value: FactValue): boolean {
    if (id === SIDE.record) return value === true;
    const fact = this.facts.find((one) => one.id === id);
    if (fact === undefined) return false;
    // Whoever can be named is looked up when it is filed.
    if (id === SIDE.concerning || id === SIDE.about) return typeof value === 'string' && value !== '';
    if (id === SIDE.drill) return Array.isArray(value) && value.length > 0 && value.every(isPlain);
    if (this.isQuestion(id))
      return value === IN_WORDS || (this.isContact(id) && value === OWN_PHONE) || isValue(fact, value);
    return value === NOT_KNOWN || isValue(fact, value);
  }

  /** What is known of the procedure that it comes to. */
  factsOf({ answers }: Pick<Frame, 'answers'>): Facts {
    const target = this.target({ answers });
    const chosen = this.#chosen(answers);
    const becomes = chosen.flatMap((choice) => choice.becomes ?? [])[0];
    const byChoice = becomes === undefined ? chosen.map(({ facts }) => facts) : [becomes.facts];
    const said = target.procedure.facts.flatMap(({ id }): [string, FactValue][] => {
      const value = answers[id]?.value;
      return value === undefined || value === NOT_KNOWN ? [] : [[id, value]];
    });
    return { ...Object.assign({}, ...byChoice), ...Object.fromEntries(said) };
  }

  /** Facts of the filed procedure that answers state: what is learnt by them. */
  learnt(answers: Readonly<Record<string, FactValue>>, frame: Frame): Facts {
    const targets = this.#targetFacts(frame);
    const said = Object.entries(answers).flatMap(([id, value]): [string, FactValue][] => {
      if (value === NOT_KNOWN) return [];
      if (targets.some((fact) => fact.id === id)) return [[id, value]];
      return [];
    });
    return Object.fromEntries(said);
  }

  /** Whether what was learnt opens a report of something else, of which it was not asked what it is. */
  opensAnother(learnt: Facts, frame: Frame): boolean {
    const { procedure } = this.target(frame);
    return procedure.steps.some(({ opens }) =>
      (opens?.atOnce ?? []).some(
        (conditions) => holds(conditions, learnt) && !holds(conditions, frameFacts(frame)),
      ),
    );
  }

  /** The procedure that it comes to: another one where an answer says so. */
  target({ answers }: Pick<Frame, 'answers'>): ReadyReport {
    const becomes = this.#chosen(answers).flatMap((choice) => choice.becomes ?? [])[0];
    return (becomes === undefined ? undefined : this.#all.get(becomes.report)) ?? this.#ready;
  }

  /** What is handed over. The key is the walk's own: however often it is filed, it is one report. */
  filing(frame: Frame): ReportFiling {
    const { answers } = frame;
    const person = (id: string) => {
      const value = answers[id]?.value;
      return typeof value === 'string' && value !== SOME_SUPERIOR && value !== NO_SUPERIOR ? value : null;
    };
    const roles = answers[SIDE.drill]?.value;
    return {
      key: frame.run,
      flow: this.target(frame).procedure.id,
      facts: this.factsOf(frame),
      written: this.written(frame),
      concerning: person(SIDE.concerning),
      about: person(SIDE.about),
      system: null,
      with: null,
      drill: frame.drill ? { roles: Array.isArray(roles) ? roles : [] } : null,
    };
  }

  /** Nobody who is not known can have anything filed. */
  get needsSignIn(): boolean {
    return !this.#asker.known;
  }

  /** Where whoever reported can be reached was put off: it has to be asked for again. */
  isContactOpen({ answers }: Frame): boolean {
    return this.#questions.some(
      ({ field, ownPhone }) => ownPhone && answers[field]?.value === this.unsureValue(field),
    );
  }

  /** Whether whoever asks may have this filed: an exercise is not everybody's to start. */
  mayFile({ drill }: Frame): boolean {
    return !drill || this.#asker.drillPosts.length > 0;
  }

  /** Field → what was said, in the person's own words where they used them. */
  written(frame: Frame): Readonly<Record<string, string>> {
    const fields = this.#questions.map(({ field }): [string, string] => [field, this.#said(frame, field)]);
    const { title } = this.#ready.procedure;
    return {
      what: frame.texts.what ?? title,
      ...Object.fromEntries(fields.filter(([, said]) => said !== '')),
    };
  }

  /** What was typed so far, to be given back where it could not be filed. */
  typed(frame: Frame): readonly { readonly name: string; readonly said: string }[] {
    const written = this.written(frame);
    return Object.entries(written).map(([field, said]) => ({
      name: this.#questions.find((question) => question.field === field)?.name ?? REPORTS.whatField,
      said,
    }));
  }

  /** An answer as it is shown. */
  inWords(frame: Frame, fact: Fact, value: FactValue): string | null {
    const own = frame.texts[fact.id];
    if (own !== undefined && frame.answers[fact.id]?.how === 'typed') return own;
    if (value === IN_WORDS) return '';
    if (value === NOT_KNOWN) return REPORTS.notKnown;
    if (value === SOME_SUPERIOR) return REPORTS.someSuperior;
    if (value === NO_SUPERIOR) return REPORTS.noSuperior;
    if (fact.id === SIDE.concerning || fact.id === SIDE.about) return this.#asker.nameOf(String(value));
    return null;
  }

  /** What can be read out of the first sentence: no telephone, and no doubt. */
  get heard(): Asked {
    const { intake, facts } = this.#ready.procedure;
    return {
      facts: [
        ...this.#questions.flatMap(({ field, ownPhone }) =>
          ownPhone ? [] : [withoutUnsure(this.#fact(field), this.#unsure(field))],
        ),
        ...facts.filter(({ id }) => intake.hears.includes(id)),
      ],
    };
  }

  /** What can be read out of an answer to a question. */
  readable(asked: Fact): Asked {
    return { facts: [withoutUnsure(asked, this.#unsure(asked.id))] };
  }

  /** Answers of which the person is not sure: nobody is kept from reporting by what they only believe. */
  doubted(facts: Facts): Facts {
    const isEnough = ([id, value]: readonly [string, FactValue]) => this.#choice(id, value)?.enough === true;
    return Object.fromEntries(
      Object.entries(facts).map(([id, value]) =>
        isEnough([id, value]) ? [id, this.unsureValue(id) ?? IN_WORDS] : [id, value],
      ),
    );
  }

  /** The choice that stands for not being sure. */
  unsureValue(id: string): string | null {
    return this.#unsure(id)[0] ?? null;
  }

  /** What the policy asks of the reporter where it asks for no report. */
  advice(frame: Frame): readonly DueStep[] {
    const { steps } = this.#ready.stepsDue().standing(this.factsOf(frame));
    return steps.filter(({ bearers, step }) => bearers.includes('staff') && step.law === null);
  }

  /** Whom a person's name may mean. */
  called(name: string): readonly NamedPerson[] {
    return this.#asker.called(name);
  }

  /** Side questions that may be pressed beside a question of the intake. */
  sideButtons(frame: Frame): readonly { readonly label: string; readonly fact: string }[] {
    if (frame.filed || !this.#asker.known) return [];
    return [
      { label: REPORTS.othersMatter, fact: SIDE.concerning },
      { label: REPORTS.superiorsMatter, fact: SIDE.about },
    ].filter(({ fact }) => frame.answers[fact] === undefined);
  }

  #said(frame: Frame, field: string): string {
    const answer = frame.answers[field];
    const text = frame.texts[field];
    if (answer === undefined) return text ?? '';
    if (answer.value === OWN_PHONE) return this.#asker.phone ?? '';
    const choice = this.#choice(field, answer.value);
    const label = choice?.label ?? '';
    if (text === undefined)
      return choice?.becomes == null ? label : `${this.#ready.procedure.title}（${label}）`;
    // Whoever said it and then pressed a choice has said both.
    return answer.how === 'pressed' && label !== '' ? `${text}（${label}）` : text;
  }

  #chosen(answers: Frame['answers']): readonly IntakeChoice[] {
    return this.#questions.flatMap(({ field }) => {
      const value = answers[field]?.value;
      // What is in none of the choices' words is as open as the doubt that can be chosen.
      const chosen = value === IN_WORDS ? this.unsureValue(field) : (value ?? null);
      return chosen === null ? [] : (this.#choice(field, chosen) ?? []);
    });
  }

  #choice(field: string, value: FactValue): IntakeChoice | undefined {
    const question = this.#questions.find((one) => one.field === field);
    return question?.choices.find((choice) => choice.value === value);
  }

  #unsure(field: string): readonly string[] {
    const question = this.#questions.find((one) => one.field === field);
    return (question?.choices ?? []).flatMap(({ unsure, value }) => (unsure ? [value] : []));
  }

  #targetFacts(frame: Pick<Frame, 'answers'>): readonly Fact[] {
    return this.target(frame).procedure.facts;
  }

  /** What is not known and still changes what has to be done, or is recorded for a reason. */
  #openFacts(frame: Frame): readonly Fact[] {
    const known = this.factsOf(frame);
    const { procedure, stepsDue } = this.target(frame);
    const { open } = stepsDue().standing(known);
    return procedure.facts.flatMap(({ id, recordedBecause }) => {
      const isOpen = open.includes(id) || (recordedBecause !== '' && known[id] === undefined);
      return isOpen && frame.answers[id] === undefined ? [this.#fact(id)] : [];
    });
  }

  #fact(id: string): Fact {
    const fact = this.facts.find((one) => one.id === id);
    if (fact === undefined) throw new Error(`${this.#ready.procedure.id} does not ask ${id}`);
    return fact;
  }
}

function frameFacts({ answers }: Frame): Facts {
  return Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
}

function withoutUnsure(fact: Fact, unsure: readonly string[]): Fact {
  return { ...fact, options: fact.options.filter(({ value }) => !unsure.includes(value)) };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string';
}
