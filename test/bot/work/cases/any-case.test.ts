import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Case } from '../../../../bot/work/cases/case.ts';
import { foldCase, withEvent } from '../../../../bot/work/cases/case.ts';
import type { CaseCommand, CaseContext } from '../../../../bot/work/cases/case-command.ts';
import { CARD_FATES, type CaseEvent, readCaseEvent } from '../../../../bot/work/cases/case-events.ts';
import { CasePosts } from '../../../../bot/work/cases/case-posts.ts';
import { CaseRights } from '../../../../bot/work/cases/case-rights.ts';
import { CaseProcedures } from '../../../../bot/work/cases/case-standing.ts';
import { escalateDue } from '../../../../bot/work/cases/escalation.ts';
import { followPosts, handleCase } from '../../../../bot/work/cases/handle-case.ts';
import { report } from '../../../../bot/work/cases/report-case.ts';
import { readDay } from '../../../../knowledge/organisation/day.ts';
import type { Directory } from '../../../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../../../knowledge/organisation/load-directory.ts';
import { loadPack, type Pack } from '../../../../knowledge/pack.ts';
import type { FactValue } from '../../../../knowledge/rules/flow.ts';
import type { Procedure } from '../../../../knowledge/rules/procedure.ts';
import { StepsDue } from '../../../../knowledge/rules/steps-due.ts';
import { SENDAI } from '../../../knowledge/pack/small-pack.ts';
import { mayActAs } from './who-may-act.ts';

// Random facts, random people, random orders of what they do: pure, on the real procedures and the sample directory.

const PEOPLE = [
  'shiminzei-s1',
  'shiminzei-s2',
  'shiminzei-head',
  'shiminzei-c1',
  'shiminzei-c2',
  'zaisei-head',
  'zaisei-kikaku-head',
  'machizukuri-ciso',
  'digital-suishin-head',
  'kusei-head',
  'kusei-c1',
  'shimin-head',
  // Nobody's chain: must never get anywhere.
  'keiyaku-head',
] as const;
const OUTSIDER = 'keiyaku-head';
const BEGIN = new Date('2026-10-06T01:00:00Z');

let pack: Pack;
let sample: Directory;
let procedures: CaseProcedures;
let due: ReadonlyMap<string, StepsDue>;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
  const loaded = await loadDirectory(pack.directory ?? '', pack.roleRules);
  sample = loaded.directory.withoutAbsences();
  procedures = new CaseProcedures(pack.procedures);
  due = new Map(pack.procedures.map((one) => [one.id, new StepsDue(one, one.steps)]));
});

const directories = new Map<string, Directory>();

/** The sample directory while these are away. */
function withoutThese(absent: ReadonlySet<string>): Directory {
  const key = [...absent].sort().join();
  const from = readDay('2026-10-06');
  const absence = from === null ? null : { from, to: null };
  const made = directories.get(key) ?? sample.withAbsences(({ id }) => (absent.has(id) ? absence : null));
  directories.set(key, made);
  return made;
}

/** What somebody does, or what happens meanwhile. */
type Happening =
  | { readonly type: 'act'; readonly by: string; readonly command: CaseCommand }
  | { readonly type: 'time'; readonly minutes: number }
  | { readonly type: 'away'; readonly who: string; readonly away: boolean };

/** The world of one case: its events, who is away, what time it is. */
class World {
  readonly events: CaseEvent[] = [];
  readonly absent = new Set<string>();
  at = BEGIN;
  one: Case | null = null;

  get case(): Case {
    if (this.one === null) throw new Error('not begun');
    return this.one;
  }

  context(by: string): CaseContext {
    const directory = withoutThese(this.absent);
    const posts = new CasePosts(() => directory, pack.roleRules, pack.cases.unlisted);
    const rights = new CaseRights({ procedures, posts, cases: pack.cases });
    const { cases, collected } = pack;
    return { by, at: this.at, procedures, posts, rights, cases, collected };
  }

  take(events: readonly CaseEvent[]): void {
    for (const event of events) {
      const before = this.one;
      if (before !== null) this.#check(before, event);
      this.events.push(event);
      this.one = withEvent(before, event, 'C-TEST');
      if (before !== null) this.#nothingLost(before, this.one);
    }
  }

  act(by: string, command: CaseCommand) {
    const handled = handleCase(this.case, command, this.context(by));
    this.take(handled.events);
    return handled;
  }

  happen(happening: Happening): void {
    switch (happening.type) {
      case 'act':
        this.act(happening.by, happening.command);
        break;
      case 'time':
        this.at = new Date(this.at.getTime() + happening.minutes * 60_000);
        this.take(escalateDue(this.case, pack.alerts, this.context('assistant').posts, this.at));
        break;
      case 'away':
        if (happening.away) this.absent.add(happening.who);
        else this.absent.delete(happening.who);
        this.take(followPosts(this.case, this.context('assistant')));
    }
    this.#everybodyKnows();
  }

  /** Nobody did what was not theirs. */
  #check(one: Case, event: CaseEvent): void {
    const { by } = event;
    const as = (role: string) => mayActAs(role, by, one, this.absent);
    const told = one.alerts.some(({ persons }) => persons.includes(by));
    const steps = procedures.standing(one).steps;
    const bearers = [...new Set(steps.flatMap((step) => step.bearers))];
    const inChain = () =>
      by === one.reporter || told || bearers.some(as) || one.alerts.some(({ role }) => as(role));
    if (event.type === 'closed' && event.data.minor)
      expect([one.facts.minor === false, one.facts.outsideImpact === true]).toEqual([false, false]);
    switch (event.type) {
      case 'step-done': {
        const { role, step, opened } = event.data;
        const bears = steps.find((each) => each.step.id === step)?.bearers ?? [];
        expect(bears).toContain(role);
        if (role === 'staff') expect([one.reporter, ...(opened === null ? [] : ['assistant'])]).toContain(by);
        else expect(as(role), `${by} did ${step} as ${role}`).toBe(true);
        break;
      }
      case 'facts-changed':
      case 'noted':
      case 'report-drawn':
      case 'card-recorded':
      case 'card-taken-back':
      case 'joined':
        expect(by).not.toBe(one.about);
        expect(inChain(), `${by} ${event.type}`).toBe(true);
        break;
      case 'acknowledged':
        expect(told || one.alerts.some(({ role }) => as(role)), `${by} acknowledged`).toBe(true);
        break;
      case 'closed':
      case 'reopened': {
        const ends = steps.filter(({ step }) => step.end).flatMap((step) => step.bearers);
        const roles = [...ends, ...pack.cases.closes, ...(one.drill?.roles ?? [])];
        const reporters = ends.includes('staff') || one.drill !== null;
        expect(roles.some(as) || (reporters && by === one.reporter), `${by} ${event.type}`).toBe(true);
        break;
      }
      default:
        break;
    }
    if (event.type !== 'press-refused') expect(by).not.toBe(OUTSIDER);
  }

  /** What is due for what is known stands in the case; what was done stays done; no end while anything is left. */
  #nothingLost(before: Case, after: Case): void {
    expect(after.done.slice(0, before.done.length)).toEqual(before.done);
    const { steps } = procedures.standing(after);
    const wanted =
      due
        .get(after.flow)
        ?.standing(after.facts)
        .steps.map(({ step }) => step.id) ?? [];
    for (const id of wanted) expect(steps.map(({ step }) => step.id)).toContain(id);
    if (before.status !== 'open' || after.status !== 'closed' || after.drill !== null) return;
    for (const { step, state } of steps) expect([step.id, state]).toEqual([step.id, 'done']);
    expect(due.get(after.flow)?.standing(after.facts).open).toEqual([]);
  }

  /** Of an open step somebody has been told, unless an open step of another's still has to tell them. */
  #everybodyKnows(): void {
    const { case: one } = this;
    if (one.status === 'closed') return;
    const { steps } = procedures.standing(one);
    const open = steps.filter(({ state }) => state === 'open');
    for (const step of open)
      for (const role of step.bearers) {
        if (role === 'staff' || (one.drill !== null && !one.drill.roles.includes(role))) continue;
        const isTold = one.alerts.some((alert) => alert.role === role);
        const isToBeTold = open.some((other) => other !== step && other.tells.includes(role));
        expect(isTold || isToBeTold, `${step.step.id} ${role}`).toBe(true);
      }
    for (const { persons } of one.alerts) expect(persons).not.toContain(one.about);
  }

  /** Everybody comes back and does what is theirs, all is found out, and somebody ends it. */
  finish(values: (fact: Procedure['facts'][number]) => FactValue): void {
    this.absent.clear();
    this.take(followPosts(this.case, this.context('assistant')));
    for (let turn = 0; turn < 60 && this.case.status === 'open'; turn += 1) {
      // The end is tried at every turn: it must be refused while anything is left, and given once nothing is.
      const refused = this.#tryToClose();
      if (refused === null) break;
      if (!this.#doNext() && !this.#learnNext(values)) throw new Error(`cannot end: ${refused}`);
    }
    expect(this.case.status).toBe('closed');
  }

  /** Null where it was given; else how the case stands. */
  #tryToClose(): string | null {
    const { rights } = this.context('');
    const closer = PEOPLE.find((person) => rights.mayClose(this.case, person, this.at)) ?? '';
    const end = { minor: false, cause: '原因', prevention: '措置', reason: '' };
    if (this.act(closer, { do: 'close', ...end }).ok) return null;
    const { steps } = procedures.standing(this.case);
    return JSON.stringify(steps.map(({ step, state }) => [step.id, state]));
  }

  /** The first step that somebody can do. */
  #doNext(): boolean {
    const { rights } = this.context('');
    const open = procedures.standing(this.case).steps.filter(({ state }) => state === 'open');
    for (const step of open) {
      const by = PEOPLE.find((person) => rights.bearing(this.case, step, person, this.at) !== null);
      if (by === undefined) continue;
      expect(this.act(by, { do: 'do-step', step: step.step.id, written: filled(step.step) }).ok).toBe(true);
      return true;
    }
    return false;
  }

  /** The first that is not known, of what can still change the steps. */
  #learnNext(values: (fact: Procedure['facts'][number]) => FactValue): boolean {
    const { rights } = this.context('');
    const [fact] = procedures.standing(this.case).open;
    const by = PEOPLE.find((person) => rights.isInChain(this.case, person, this.at));
    if (fact === undefined || by === undefined) return false;
    expect(this.act(by, { do: 'change-facts', facts: { [fact.id]: values(fact) }, why: '' }).ok).toBe(true);
    return true;
  }
}

/** Something in every field. */
function filled({ collects }: Procedure['steps'][number]): Readonly<Record<string, string>> {
  return Object.fromEntries(collects.map((field) => [field, '確かめた']));
}

const anyValue = (fact: Procedure['facts'][number]): fc.Arbitrary<FactValue> =>
  fact.type === 'boolean'
    ? fc.boolean()
    : fc.constantFrom(...fact.options.map(({ value }): FactValue => value));

/** Some of the facts, each with some value. */
function someOf<T>(
  { facts }: Procedure,
  of: (fact: Procedure['facts'][number]) => fc.Arbitrary<T>,
): fc.Arbitrary<Readonly<Record<string, T>>> {
  return fc
    .tuple(
      ...facts.map((fact) =>
        fc.option(
          of(fact).map((value) => [fact.id, value] as const),
          { freq: 2 },
        ),
      ),
    )
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));
}

function happenings(procedure: Procedure): fc.Arbitrary<Happening> {
  const person = fc.constantFrom(...PEOPLE);
  const step = fc.constantFrom(...procedure.steps);
  const changed = someOf(procedure, (fact) => fc.option(anyValue(fact), { freq: 4 }));
  const command: fc.Arbitrary<CaseCommand> = fc.oneof(
    fc.constant({ do: 'acknowledge' } as const),
    {
      arbitrary: fc
        .tuple(step, fc.boolean())
        .map(
          ([one, blank]): CaseCommand => ({ do: 'do-step', step: one.id, written: blank ? {} : filled(one) }),
        ),
      weight: 6,
    },
    {
      arbitrary: fc.tuple(changed, fc.constantFrom(undefined, null, 'jumin')).map(
        ([facts, system]): CaseCommand => ({
          do: 'change-facts',
          facts,
          ...(system === undefined ? {} : { system }),
          why: '',
        }),
      ),
      weight: 2,
    },
    fc.constant({ do: 'note', note: '気づいたこと' } as const),
    fc
      .constantFrom(...CARD_FATES)
      .map((fate): CaseCommand => ({ do: 'record-card', fate, written: { 'card-how': '駅' } })),
    fc
      .constantFrom(...CARD_FATES)
      .map((fate): CaseCommand => ({ do: 'take-back-card', fate, why: '違った' })),
    fc.record({
      do: fc.constant('close' as const),
      minor: fc.boolean(),
      cause: fc.constantFrom('', '原因'),
      prevention: fc.constantFrom('', '措置'),
      reason: fc.constantFrom('', 'あ', '影響がなかった'),
    }),
    fc.constant({ do: 'reopen' } as const),
  );
  return fc.oneof(
    { arbitrary: fc.record({ type: fc.constant('act' as const), by: person, command }), weight: 8 },
    {
      arbitrary: fc.record({ type: fc.constant('time' as const), minutes: fc.constantFrom(5, 10, 25) }),
      weight: 2,
    },
    fc.record({ type: fc.constant('away' as const), who: person, away: fc.boolean() }),
  );
}

it('no case loses a due step, lets anybody act whose it is not, or gets where it cannot end', () => {
  const stories = fc.constantFrom(...pack.procedures).chain((procedure) =>
    fc.record({
      flow: fc.constant(procedure.id),
      facts: someOf(procedure, anyValue),
      reporter: fc.constantFrom('shiminzei-s1', 'shiminzei-head', 'shiminzei-c1'),
      about: fc.option(fc.constantFrom('shiminzei-head', 'shiminzei-c2', 'zaisei-head'), {
        nil: null,
        freq: 3,
      }),
      system: fc.constantFrom(null, 'jumin'),
      drill: fc.option(fc.subarray([...pack.roleRules.keys()]), { nil: null, freq: 3 }),
      absent: fc.subarray([...PEOPLE]),
      happenings: fc.array(happenings(procedure), { maxLength: 25 }),
      rest: fc.infiniteStream(fc.nat(1000)),
    }),
  );
  fc.assert(
    fc.property(stories, ({ flow, facts, reporter, about, system, drill, absent, happenings, rest }) => {
      const procedure = procedures.get(flow);
      if (procedure === undefined) throw new Error(flow);
      const world = new World();
      for (const person of absent) world.absent.add(person);
      const filing = {
        key: 'k',
        flow,
        facts,
        written: {},
        concerning: null,
        about,
        system,
        with: null,
        drill: drill === null ? null : { roles: drill },
      };
      const context = world.context(reporter);
      world.take(
        report('C-TEST', filing, { kind: 'listed', person: reporter }, 'shiminzei', procedure, context),
      );
      for (const happening of happenings) world.happen(happening);
      if (world.case.status === 'closed') return;
      world.finish((fact) => {
        const pick = rest.next().value ?? 0;
        return fact.type === 'boolean'
          ? pick % 2 === 0
          : (fact.options[pick % fact.options.length]?.value ?? '');
      });
      // Everything can be read back as it is stored, and comes to the same.
      const stored = world.events.map((event) =>
        readCaseEvent({ ...event, data: JSON.parse(JSON.stringify(event.data)) }),
      );
      expect(foldCase('C-TEST', stored)).toEqual(world.case);
    }),
    { numRuns: Number(process.env.CASE_RUNS ?? 150) },
  );
});
