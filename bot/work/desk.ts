import { dayInJapan } from '../../knowledge/organisation/day.ts';
import type { Directory, Person } from '../../knowledge/organisation/directory.ts';
import { resolveRole } from '../../knowledge/organisation/resolve-role.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';
import type { Incoming, Input } from '../channel.ts';
import { ABSENCES, POSTS } from '../messages/desk-wording.ts';
import type { CardMessage, CopyOf, Message, QuoteMessage } from '../messages/model.ts';
import { REQUESTS, reasonWords } from '../messages/request-wording.ts';
import { text } from '../messages/wording.ts';
import type { Store } from '../store/open-store.ts';
import { type Absences, absenceForm, readAbsence } from './absences.ts';
import type { CaseDesk } from './cases/case-desk.ts';
import { caseOf, caseStream } from './cases/case-number.ts';
import type { Reporter, ReportFiling } from './cases/report-filing.ts';
import { caseNamed, deskCommand, requestNamed, whoseRole } from './desk-commands.ts';
import { NoticesDesk } from './notices-desk.ts';
import { isFiling } from './requests/filing.ts';
import type { RequestDesk, Visit } from './requests/request-desk.ts';

/** What deputies may do about a report, as the pack names their acts. */
const RESPOND = 'respond-to-incident';

export interface DeskParts {
  readonly pack: Pack;
  readonly store: Pick<Store, 'views' | 'conversations'>;
  /** Who works where today, absences recorded in the chat included. */
  readonly directory: (at: Date) => Directory;
  readonly absences: Absences;
  readonly requests: RequestDesk;
  readonly cases: CaseDesk;
  /** Looks anew at everything that waits for somebody: whoever holds the post from now on is told. */
  readonly followDirectory: (at: Date) => Promise<void>;
  readonly quote: (clause: QuoteMessage['clause']) => QuoteMessage;
}

/** What the desk made of an input: its answer, or that somebody has to sign in first. */
export type DeskAnswer = { readonly messages: readonly Message[] } | 'sign-in';

/** Where people come with what has to go on record: applications, decisions, absences. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #noticesDesk: NoticesDesk;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#noticesDesk = new NoticesDesk(parts);
  }

  /** Whether an input is for the desk, whoever sent it. */
  takes(input: Input): boolean {
    switch (input.type) {
      case 'text':
        return (
          deskCommand(input.text) !== null ||
          requestNamed(input.text) !== null ||
          caseNamed(input.text) !== null
        );
      case 'action':
        return (
          input.action.do === 'apply' ||
          input.action.do === 'requests' ||
          input.action.do === 'request' ||
          input.action.do === 'cases' ||
          input.action.do === 'case' ||
          input.action.do === 'absence'
        );
      case 'form':
        return isFiling(input.form) || /^(?:request |case |absence$)/u.test(input.form);
    }
  }

  /** @throws {StoreError} where it could not be recorded: nothing was done. */
  async receive(incoming: Incoming): Promise<DeskAnswer> {
    const person =
      incoming.person === null ? undefined : this.#parts.directory(incoming.at).person(incoming.person);
    if (person === undefined) return 'sign-in';
    return { messages: await this.#answer(incoming, { person, at: incoming.at }) };
  }

  /**
   * Takes a report: who has to know is told, and whoever reports is told who that is. Durable when it resolves; the same
   * `key` twice is the same case. @throws {StoreError} where nothing could be recorded.
   */
  report(filing: ReportFiling, reporter: Reporter, at: Date): Promise<readonly Message[]> {
    return this.#parts.cases.report(filing, reporter, at);
  }

  /**
   * Takes what somebody has learnt of a report since, as they are asked for it one by one.
   * @throws {StoreError} where it could not be recorded.
   */
  learn(number: string, facts: Facts, by: string, at: Date): Promise<readonly Message[]> {
    return this.#parts.cases.learn(number, facts, by, at);
  }

  /** Writes down with a report what somebody says of it since. @throws {StoreError} where it could not be recorded. */
  note(number: string, note: string, by: string, at: Date): Promise<readonly Message[]> {
    return this.#parts.cases.note(number, note, by, at);
  }

  /** Copies of cards as they stand now for somebody; null for each that they may not see. @throws {StoreError} */
  async cards(
    personId: string,
    wanted: readonly CopyOf[],
    at: Date,
  ): Promise<readonly (CardMessage | null)[]> {
    const { cases, requests } = this.#parts;
    const person = this.#parts.directory(at).person(personId);
    const cards: (CardMessage | null)[] = [];
    for (const one of wanted) {
      const desk = caseOf(caseStream(one.number)) === null ? requests : cases;
      cards.push(person === undefined ? null : await desk.copy(one, { person, at }));
    }
    return cards;
  }

  /** Who works where at a moment, absences included. */
  directory(at: Date): Directory {
    return this.#parts.directory(at);
  }

  /** Cases as pages show them, each to those who may see it. */
  get cases(): CaseDesk {
    return this.#parts.cases;
  }

  /** Adds to verdicts that need a permission the button that asks for it. */
  withApply(messages: readonly Message[]): readonly Message[] {
    return messages.map((message) => {
      if (message.type !== 'verdict' || (message.approvers === null && message.exception === null))
        return message;
      const { flow, facts } = message.print;
      const apply = { label: REQUESTS.apply, action: { do: 'apply', flow, facts }, style: 'plain' } as const;
      return { ...message, next: [apply, ...message.next] };
    });
  }

  /** 「うちの情報管理者は？」: who that is for this person today, said before the clauses. Empty for any other question. */
  who(said: string, personId: string | null, at: Date): readonly Message[] {
    const { pack, directory, quote } = this.#parts;
    const today = directory(at);
    const asker = personId === null ? undefined : today.person(personId);
    const role = asker === undefined ? null : whoseRole(said, pack.roles);
    const rule = role === null ? undefined : pack.roleRules.get(role);
    if (asker === undefined || rule === undefined) return [];
    const found = resolveRole(
      { asker, rule, system: null, day: dayInJapan(at), own: 'counts' },
      today,
      pack.roleRules,
    );
    const names = found.persons.map(({ name }) => name);
    const say = found.answeredBy === role ? POSTS.who : POSTS.actsToday;
    const sentence = names.length === 0 ? POSTS.nobody(rule.name) : say(rule.name, found.post, names);
    const reason = reasonWords([found.reason]);
    return [text(sentence, ...(reason === '' ? [] : [reason])), ...found.because.map(quote)];
  }

  /**
   * Under the first words on something that has happened: who is to be told today, and at which number. Empty where nobody
   * is signed in.
   */
  withWhomToTell(messages: readonly Message[], personId: string | null, at: Date): readonly Message[] {
    const urgent = messages.findIndex((message) => message.type === 'text' && message.tone === 'urgent');
    const asker = personId === null ? undefined : this.#parts.directory(at).person(personId);
    if (urgent < 0 || asker === undefined) return messages;
    return messages.toSpliced(urgent + 1, 0, text(...this.#whomToTell(asker, at)));
  }

  #whomToTell(asker: Person, at: Date): string[] {
    const { pack, directory } = this.#parts;
    const today = directory(at);
    // Whom the first step of every report tells, whatever is known: the others follow from the answers.
    const roles = new Set(
      pack.procedures.flatMap(({ steps }) =>
        steps
          .filter(({ when, due }) => when === null && due.after === null)
          .flatMap(({ tells }) => tells.flatMap(({ value, when }) => (when === null ? [value] : []))),
      ),
    );
    return [...roles].flatMap((role) => {
      const rule = pack.roleRules.get(role);
      // Who that is depends on the system, which nobody has named yet.
      if (rule === undefined || this.#parts.requests.dependsOnSystem(role)) return [];
      const query = { asker, rule, system: null, day: dayInJapan(at), own: 'counts', act: RESPOND } as const;
      const { persons, post } = resolveRole(query, today, pack.roleRules);
      if (persons.length === 0) return [POSTS.tellNobody(rule.name)];
      return [
        POSTS.tell(
          rule.name,
          post,
          persons.map(({ name }) => name),
        ),
        ...persons.flatMap(({ name, phone }) => (phone === null ? [] : [POSTS.reachedAt(name, phone)])),
      ];
    });
  }

  /** How many things a person was told since they last looked. */
  unread(person: string): Promise<number> {
    return this.#noticesDesk.unread(person);
  }

  async #answer({ input, channel, conversation, id }: Incoming, visit: Visit): Promise<readonly Message[]> {
    const { requests } = this.#parts;
    switch (input.type) {
      case 'text':
        return this.#typed(input.text, visit);
      case 'form':
        if (isFiling(input.form))
          return requests.file(input.form, input.values, visit, { channel, conversation, id });
        if (input.form.startsWith('case ')) return this.#parts.cases.answer(input.form, input.values, visit);
        return input.form === 'absence'
          ? this.#recordAbsence(input.values, visit)
          : requests.answer(input.form, input.values, visit);
      case 'action':
        switch (input.action.do) {
          case 'apply':
            return requests.apply(input.action.flow, input.action.facts, visit);
          case 'requests':
            return this.#command(input.action.list, visit);
          case 'request':
            return requests.press(input.action, visit);
          case 'cases':
            return this.#command(CASE_LISTS[input.action.list], visit);
          case 'case':
            return this.#parts.cases.press(input.action, visit);
          case 'absence':
            return this.#endAbsence(visit);
          default:
            return [];
        }
    }
  }

  /** A number opens its application, or its case, whatever is said beside it: what can be done stands on the card. */
  #typed(said: string, visit: Visit): Promise<readonly Message[]> {
    const named = caseNamed(said);
    if (named !== null)
      return this.#parts.cases.press({ do: 'case', act: 'show', number: named, about: '' }, visit);
    const number = requestNamed(said);
    if (number === null) return this.#command(deskCommand(said), visit);
    return this.#parts.requests.press({ do: 'request', act: 'show', number, step: 0, round: 0 }, visit);
  }

  #command(command: ReturnType<typeof deskCommand>, visit: Visit): Promise<readonly Message[]> {
    const { requests, cases } = this.#parts;
    switch (command) {
      case 'my-reports':
        return cases.mine(visit);
      case 'cases-waiting':
        return cases.waitingFor(visit);
      case 'all-cases':
        return cases.all(visit);
      case 'mine':
        return requests.mine(visit);
      case 'waiting':
        return requests.waitingFor(visit);
      case 'notices':
        return this.#noticesDesk.show(visit);
      case 'absence':
        return Promise.resolve(this.#absence(visit));
      case null:
        return Promise.resolve([]);
    }
  }

  #absence({ person, at }: Visit): readonly Message[] {
    const recorded = this.#parts.absences.of(person.id, at);
    if (recorded === null) return [absenceForm()];
    const end = { label: ABSENCES.end, action: { do: 'absence', act: 'end' }, style: 'plain' } as const;
    return [
      { type: 'choices', prompt: ABSENCES.current(recorded.from, recorded.to), choices: [end] },
      absenceForm(),
    ];
  }

  async #recordAbsence(
    values: Readonly<Record<string, string>>,
    { person, at }: Visit,
  ): Promise<readonly Message[]> {
    const { absences, followDirectory } = this.#parts;
    const read = readAbsence(values, at);
    if (!read.ok) return [text(read.problem), absenceForm()];
    const before = absences.of(person.id, at);
    await absences.record(person, read.from, read.to, at);
    await followDirectory(at);
    const standIns = this.#standIns(person, at);
    return [
      text(
        ABSENCES.recorded(read.from, read.to),
        ...(before === null ? [] : [ABSENCES.replaced(before.from, before.to)]),
        ...(standIns === '' ? [] : [ABSENCES.standIn(standIns)]),
      ),
    ];
  }

  async #endAbsence({ person, at }: Visit): Promise<readonly Message[]> {
    const { absences, followDirectory } = this.#parts;
    if (absences.of(person.id, at) === null) return [text(ABSENCES.none)];
    await absences.end(person, at);
    await followDirectory(at);
    return [text(ABSENCES.ended)];
  }

  /** Who answers for a manager's own section while they are away. */
  #standIns(person: Person, at: Date): string {
    const { pack, directory } = this.#parts;
    const today = directory(at);
    // One who stands in for nobody: a deputy's own applications would go elsewhere.
    const colleague = today.people.find(
      ({ unit, post, roles }) => unit === person.unit && post === 'staff' && roles.length === 0,
    );
    if (person.post !== 'head' || colleague === undefined) return '';
    const section = today.sectionOf(today.unitOf(person));
    const rule = [...pack.roleRules.values()].find(
      ({ held }) => held.by === (section === null ? 'bureau-head' : 'section-head'),
    );
    if (rule === undefined) return '';
    return resolveRole({ asker: colleague, rule, system: null, day: dayInJapan(at) }, today, pack.roleRules)
      .post;
  }
}

/** The desk's command behind each list of cases. */
const CASE_LISTS = { mine: 'my-reports', waiting: 'cases-waiting', all: 'all-cases' } as const;
