import { CASES } from '../../messages/case-wording.ts';
import type { Message } from '../../messages/model.ts';
import { heading, note, text, urgent } from '../../messages/wording.ts';
import { momentInJapan } from '../moment.ts';
import type { Case } from './case.ts';
import {
  type CaseWorld,
  caseButton,
  caseTitle,
  isOfSystem,
  phones,
  quotes,
  roleName,
  systemsAsked,
} from './case-context.ts';
import { rolesWords } from './case-details.ts';
import type { Alert } from './case-events.ts';
import { caseLine } from './case-line.ts';
import { takesPart } from './case-rights.ts';
import { type CaseStanding, STAFF } from './case-standing.ts';
import { chainsOf } from './escalation.ts';

/** What somebody who has just reported is told: who knows of it, whom to ring, what to do now, how to follow it. */
export function reporterScreen(
  one: Case,
  standing: CaseStanding,
  world: CaseWorld,
  { again, with: further, same }: ReporterScreenParts,
): Message[] {
  return [
    text(
      again ? CASES.filedAgain(one.id) : CASES.filed(one.id),
      ...further.map(({ one: { id, flow } }) => CASES.filedWith(id, titleOf(flow, world))),
      ...(one.drill === null ? [] : [CASES.drill]),
    ),
    ...(one.reporterListed ? lostWithIt(standing, further) : []),
    ...whoWasTold(one, standing, world),
    ...(one.reporterListed ? whichSystem(one, world) : []),
    ...toDoNow(standing, world),
    note(CASES.follow, CASES.evidence),
    ...(one.reporterListed
      ? // Each goes on showing who has acknowledged.
        [{ one, standing }, ...further].map((each) => caseLine(each.one, each.standing, world))
      : [nameOnly(one, world)]),
    ...(one.reporterListed ? same : []).map(
      (other): Message => ({
        type: 'choices',
        prompt: CASES.same(momentInJapan(other.at)),
        choices: [caseButton('join', one, CASES.sameButton(other.id), other.id)],
      }),
    ),
  ];
}

/** What was lost along with it is a case of its own, and what it is was not asked: the way to say it. */
function lostWithIt({ steps }: CaseStanding, further: ReporterScreenParts['with']): Message[] {
  const asked = steps.filter(({ step }) => step.collects.includes('other-lost'));
  return further
    .filter(({ one }) => asked.some(({ done }) => done?.opened === one.id))
    .map(({ one }) => ({
      type: 'choices',
      prompt: CASES.lostWithIt(one.id),
      choices: [caseButton('note', one, CASES.lostWithItButton)],
    }));
}

/** Whoever runs a system that the thing opens can be told only once it is named. */
function whichSystem(one: Case, world: CaseWorld): Message[] {
  const procedure = world.pack.procedures.find(({ id }) => id === one.flow);
  // At once, whoever runs it: elsewhere a fact decides whether they are told, and is asked for.
  const isTold = procedure?.steps.some(
    ({ due, tells }) =>
      due.after === null && tells.some(({ value, when }) => when === null && isOfSystem(value, world)),
  );
  if (procedure === undefined || !isTold || one.system !== null) return [];
  if (systemsAsked(procedure, world).length === 0) return [];
  return [
    {
      type: 'choices',
      prompt: CASES.askSystem,
      choices: [caseButton('facts', one, CASES.askSystemButton)],
    },
  ];
}

/** For who is in no directory: nobody knows them again, so there is nothing to follow. */
function nameOnly(one: Case, world: CaseWorld): Message {
  return {
    type: 'card',
    title: caseTitle(one, world),
    subtitle: '',
    body: '',
    facts: [],
    choices: [],
    ...(one.drill === null ? {} : { drill: true }),
  };
}

interface ReporterScreenParts {
  /** It had been reported before, under the same key. */
  readonly again: boolean;
  /** The cases that were opened with it. */
  readonly with: readonly { readonly one: Case; readonly standing: CaseStanding }[];
  /** Cases that may be the same matter. */
  readonly same: readonly Case[];
}

/** Whom the case has reached so far, and at which numbers they answer; what an exercise leaves out. */
export function whoWasTold(one: Case, standing: CaseStanding, world: CaseWorld): Message[] {
  const chains = chainsOf(one);
  const lines = toldLines(
    chains.map(({ root }) => root),
    world,
  );
  const left = standing.steps
    .filter(({ state }) => state === 'done')
    .flatMap(({ tells }) => tells.filter((role) => !takesPart(one, role)))
    .map((role) => CASES.notInDrill(roleName(role, world)));
  if (lines.length + left.length === 0) return [];
  const reached = chains.flatMap(({ persons }) => [...persons]);
  const numbers = phones(
    reached,
    [...chains.map(({ root }) => root.role), ...world.pack.cases.unlisted],
    world,
  );
  const isExhausted = chains.some(({ root, acknowledged }) => root.exhausted && acknowledged === null);
  return [
    heading(CASES.told),
    text(...lines, ...new Set(left)),
    // An exercise rings nobody.
    ...(numbers.length === 0 || one.drill !== null ? [] : [text(CASES.ring, ...numbers)]),
    ...(isExhausted ? [urgent(CASES.view.exhausted)] : []),
  ];
}

/** Who was told, one line a post: who answers for two roles was told of both at once. */
function toldLines(alerts: readonly Alert[], world: CaseWorld): string[] {
  const posts = [...new Set(alerts.map(({ persons, post }) => (persons.length === 0 ? '' : post)))];
  return posts.flatMap((post) => {
    const here = alerts.filter((alert) => (alert.persons.length === 0 ? '' : alert.post) === post);
    return post === ''
      ? here.map(({ role }) => CASES.toldNobody(roleName(role, world)))
      : [
          CASES.toldOne(
            rolesWords(
              here.map(({ role }) => role),
              world,
            ),
            post,
          ),
        ];
  });
}

/** Who was told, and what was filed, between two states of a case: one line each. */
export function whatFollowed(before: Case | null, after: Case, world: CaseWorld): string[] {
  const told = after.alerts.slice(before?.alerts.length ?? 0);
  const opened = after.done.slice(before?.done.length ?? 0).flatMap((done) => done.opened ?? []);
  return [...toldLines(told, world), ...opened.map((number) => CASES.opened(number))];
}

/** What the policy asks of whoever reports, and of nobody else. */
export function toDoNow({ steps }: CaseStanding, world: CaseWorld): Message[] {
  const mine = steps.filter(({ state, bearers }) => state === 'open' && bearers.includes(STAFF));
  if (mine.length === 0) return [];
  const reminders = mine.flatMap((step) => step.reminders);
  return [
    heading(CASES.nowDo),
    text(...mine.map(({ step }) => `・${step.does}`), ...reminders.map((one) => `・${one.text}`)),
    ...quotes(
      [...mine.flatMap(({ citations }) => citations.slice(0, 1)), ...reminders.map((one) => one.citation)],
      world,
    ),
  ];
}

function titleOf(flow: string, { pack }: CaseWorld): string {
  return pack.procedures.find(({ id }) => id === flow)?.title ?? flow;
}
