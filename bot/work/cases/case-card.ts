import { CASES } from '../../messages/case-wording.ts';
import { LIMITS } from '../../messages/limits.ts';
import type { CardMessage, Choice, Message } from '../../messages/model.ts';
import { heading, note, text, urgent } from '../../messages/wording.ts';
import { momentInJapan } from '../moment.ts';
import type { Case } from './case.ts';
import { type CaseWorld, caseButton, caseTitle, quotes } from './case-context.ts';
import { alertLines, stepLines, writtenIn } from './case-details.ts';
import { caseFacts, caseStatus, receipts } from './case-line.ts';
import type { CaseStanding, StandingStep } from './case-standing.ts';
import { chainsOf } from './escalation.ts';
import { fatesLeft } from './handle-case.ts';
import { whoWasTold } from './reporter-screen.ts';

const { view, buttons } = CASES;

/** What a viewer may do with a case, and what is asked of them. */
export interface CaseViewer {
  /** Has an alert to acknowledge. */
  readonly acknowledge: boolean;
  /** Open steps that are theirs, with the role by which they are. */
  readonly steps: readonly { readonly step: StandingStep; readonly role: string }[];
  /** Has to do with it: may say what was learnt. */
  readonly inChain: boolean;
  readonly reported: boolean;
  readonly close: boolean;
  readonly card: boolean;
}

/** A case as whoever may see it reads it: who, what, what is asked of this person, and how it stands. */
export function caseInFull(
  one: Case,
  standing: CaseStanding,
  viewer: CaseViewer,
  world: CaseWorld,
): Message[] {
  return [
    caseCard(one, standing, viewer, world),
    ...(chainsOf(one).some(isExhausted) && one.status === 'open' ? [urgent(view.exhausted)] : []),
    ...asked(one, standing, viewer, world),
    // Whoever waits for an answer needs the numbers; the others have the list below.
    ...(viewer.reported ? whoWasTold(one, standing, world) : []),
    ...(told(one, world).fits ? [] : block(view.told, alertLines(one, world))),
    ...block(view.steps, stepLines(standing, world)),
    ...knownLines(one, standing),
    ...writtenIn(one, world),
    note(view.limits),
  ];
}

/** The card of a case: how it stands, who was told and has acknowledged, what this person may do. */
export function caseCard(
  one: Case,
  standing: CaseStanding,
  viewer: CaseViewer,
  world: CaseWorld,
): CardMessage {
  return {
    type: 'card',
    title: caseTitle(one, world).slice(0, LIMITS.title),
    subtitle: caseStatus(one, standing, world),
    body: told(one, world).body,
    facts: caseFacts(one, world),
    choices: choices(one, viewer),
    ...(one.drill === null ? {} : { drill: true }),
    page: { of: 'case', number: one.id },
    of: { number: one.id, view: 'card' },
  };
}

/** Who was told and who has acknowledged; of too many for a card only who has acknowledged. */
function told(one: Case, world: CaseWorld) {
  const lines = alertLines(one, world);
  const all = lines.length === 0 ? '' : [view.told, ...lines].join('\n');
  const fits = all.length <= LIMITS.paragraph;
  return { fits, body: fits ? all : receipts(one, world) };
}

function isExhausted({ root, acknowledged }: ReturnType<typeof chainsOf>[number]): boolean {
  return root.exhausted && acknowledged === null;
}

/** What is asked of this reader, on which clause, since when. */
function asked(
  one: Case,
  standing: CaseStanding,
  { acknowledge, steps, close }: CaseViewer,
  world: CaseWorld,
): Message[] {
  if (one.status === 'closed') return [];
  const isLeft = standing.steps.some(({ state }) => state === 'open' || state === 'waiting');
  // What is not known may still add a step.
  const nothing = close && !isLeft && standing.open.length === 0 ? CASES.readyToClose : view.nothingForYou;
  const lines = steps.flatMap(({ step, role }) => stepAsked(step, role));
  const mine = steps.flatMap(({ step, role }) => [
    ...step.citations.slice(0, 1),
    ...step.reminders.filter(({ to }) => to.includes(role)).map(({ citation }) => citation),
  ]);
  const told = chainsOf(one).flatMap(({ root, acknowledged }) =>
    acknowledged === null ? root.because.slice(0, 1) : [],
  );
  return [
    heading(view.forYou),
    text(
      ...(acknowledge ? [one.drill === null ? view.pleaseAcknowledge : view.pleaseAcknowledgeInDrill] : []),
      ...(lines.length > 0 ? lines : acknowledge ? [] : [nothing]),
    ),
    ...quotes([...(acknowledge ? told : []), ...mine], world),
  ];
}

function stepAsked({ step, since, reminders, deadlines }: StandingStep, role: string): string[] {
  const pace = { 'at-once': view.at_once, promptly: view.promptly, open: '' }[step.due.pace];
  const from = pace === '' || since === null ? '' : view.since(momentInJapan(since));
  return [
    `・${step.title}${pace === '' ? '' : `：${pace}${from}`}`,
    `　${step.does}`,
    ...(step.law === null ? [] : [`　${view.law(step.law.name, step.law.status)}`]),
    ...deadlines.map(({ name, at }) => `　${view.deadline(name, dayOf(at), step.law?.status ?? '')}`),
    ...reminders.filter(({ to }) => to.includes(role)).map((one) => `　${one.text}`),
  ];
}

function dayOf(at: Date): string {
  return momentInJapan(at).split(' ')[0] ?? '';
}

function knownLines({ facts }: Case, { open, facts: all }: CaseStanding): Message[] {
  const lines = all.flatMap(({ id, name, options }) => {
    const value = facts[id];
    if (value === undefined) return [];
    return [`・${name}：${options.find((one) => one.value === String(value))?.label ?? String(value)}`];
  });
  return [
    ...block(view.known, lines),
    ...block(
      view.unknown,
      open.length === 0 ? [] : [...open.map(({ question }) => `・${question}`), view.unknownWhy],
    ),
  ];
}

/** A heading with lines under it, in pieces that every channel can show; nothing where there are none. */
export function block(title: string, lines: readonly string[]): Message[] {
  return lines.length === 0 ? [] : [heading(title), text(...lines)];
}

function choices(one: Case, viewer: CaseViewer): Choice[] {
  const isOpen = one.status === 'open';
  return [
    ...(viewer.acknowledge ? [caseButton('acknowledge', one, buttons.acknowledge)] : []),
    ...(isOpen ? viewer.steps : []).map(({ step: { step } }) =>
      caseButton('step', one, buttons.step(step.title), step.id),
    ),
    ...(isOpen && viewer.inChain ? [caseButton('facts', one, buttons.facts)] : []),
    ...(viewer.inChain ? [caseButton('note', one, buttons.note)] : []),
    ...(viewer.card && viewer.inChain
      ? [
          ...fatesLeft(one).map((fate) => caseButton(fate, one, buttons[fate])),
          ...one.card.map(({ fate }) => caseButton('card-back', one, buttons.takeBack(buttons[fate]), fate)),
        ]
      : []),
    ...(viewer.close && isOpen ? [caseButton('close', one, buttons.close)] : []),
    ...(viewer.close && !isOpen ? [caseButton('reopen', one, buttons.reopen)] : []),
  ];
}
