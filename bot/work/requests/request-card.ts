import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Flow } from '../../../knowledge/rules/flow.ts';
import { LIMITS, label } from '../../messages/limits.ts';
import type { Action, CardMessage, Choice, Message, QuoteMessage } from '../../messages/model.ts';
import { REQUESTS } from '../../messages/request-wording.ts';
import { heading, note, text } from '../../messages/wording.ts';
import { writtenText } from '../written-text.ts';
import { holdsOn, type Request, type StepDecision } from './request.ts';

/** What a card needs to know of the world. */
export interface CardContext {
  /** 「市民税課長」, by the person's id. */
  readonly nameOf: (person: string) => string;
  readonly systemName: (system: string) => string;
  readonly flow: (id: string) => Flow | undefined;
  readonly quote: (clause: ClauseId) => QuoteMessage;
  readonly clause: (id: string) => ClauseId | null;
  /** A moment as people read it: 「11月24日 10:15」. */
  readonly moment: (at: Date) => string;
  readonly today: string;
}

/** What a viewer may do with an application. */
export interface Rights {
  readonly decide: boolean;
  readonly counterSign: number | null;
  readonly withdraw: boolean;
  readonly fileAgain: boolean;
  readonly revoke: boolean;
  readonly renew: boolean;
}

const { card } = REQUESTS;

/** An application as whoever may see it reads it, with what that person may do. */
export function requestInFull(request: Request, rights: Rights, context: CardContext): Message[] {
  const { whole, fits } = history(request, context);
  return [
    requestCard(request, rights, context),
    ...(fits ? [] : [text(...whole)]),
    ...written(request),
    ...answers(request, context.flow(request.flow)),
    ...quoted(new Set(request.citations), context),
    ...(concernsDeputies(request) ? [note(REQUESTS.limits)] : []),
  ];
}

/**
 * The card of an application: how it stands, who has decided what, what this person may do.
 * @param round of which the reader has before them what is written; where it was filed anew since, it has to be read anew
 *   before it is decided.
 */
export function requestCard(
  request: Request,
  rights: Rights,
  context: CardContext,
  round = request.round,
): CardMessage {
  const { id } = request;
  return {
    type: 'card',
    title: titleOf(request, context),
    subtitle: standing(request, context),
    body: history(request, context).body,
    facts: facts(request, context),
    choices: round === request.round ? choices(request, rights) : [show(request)],
    of: { number: id, view: 'card', round },
  };
}

/** Clauses word for word, by id. */
export function quoted(ids: ReadonlySet<string>, context: CardContext): Message[] {
  return [...ids].flatMap((id) => {
    const clause = context.clause(id);
    return clause === null ? [] : [context.quote(clause)];
  });
}

/** Whether somebody is asked, or has decided, in another's place. */
function concernsDeputies({ asked, decisions }: Request): boolean {
  return [...asked, ...decisions.map(({ deputy }) => ({ deputies: deputy }))].some(
    ({ deputies }) => deputies,
  );
}

/** One line of a list of applications, with the button that opens it. */
export function requestLine(request: Request, context: CardContext): CardMessage {
  return {
    type: 'card',
    title: titleOf(request, context),
    subtitle: standing(request, context),
    body: whoDecided(request, context).join('\n').slice(0, LIMITS.paragraph),
    facts: [
      ...subject(request),
      { name: card.asker, value: context.nameOf(request.asker) },
      { name: card.period, value: period(request) },
    ],
    choices: [show(request)],
    of: { number: request.id, view: 'line' },
  };
}

function titleOf({ id, flow }: Request, context: CardContext): string {
  return card.title(id, context.flow(flow)?.title ?? flow).slice(0, LIMITS.title);
}

function show(request: Request): Choice {
  return act('show', request, REQUESTS.buttons.show(request.id));
}

/** How an application stands, in a word or two. */
export function standing(request: Request, context: CardContext): string {
  const { status, asked, askedAt } = request;
  switch (status) {
    case 'waiting':
      return card.waitingFor(asked.map(({ post }) => post).join('、'), context.moment(askedAt));
    case 'approved':
      return `${approvedAs(request)}：${holds(request, context.today)}`;
    default:
      return REQUESTS.status[status];
  }
}

/** 「条件付き許可」 where one of the chain has set a condition; 「（後閲待ち）」 while a deputy's decision has not been seen. */
function approvedAs({ decisions }: Request): string {
  const conditions = decisions.some(({ decision }) => decision === 'approved-with-conditions');
  const due = decisions.some(({ deputy, counterSigned }) => deputy && counterSigned === null);
  const words = conditions ? REQUESTS.decisions['approved-with-conditions'] : REQUESTS.status.approved;
  return `${words}${due ? card.unseen : ''}`;
}

function holds(request: Request, today: string): string {
  if (holdsOn(request, today)) return card.holds(request.to);
  return today < request.from ? card.notYet(request.from) : card.ended;
}

function facts(request: Request, context: CardContext) {
  const { system, returnBy, asked, renews } = request;
  return [
    ...subject(request),
    { name: card.asker, value: context.nameOf(request.asker) },
    { name: card.period, value: period(request) },
    ...(returnBy === null ? [] : [{ name: card.returnBy, value: returnBy }]),
    ...(renews === null ? [] : [{ name: card.renews, value: card.request(renews) }]),
    ...(system === null ? [] : [{ name: card.system, value: context.systemName(system) }]),
    ...asked.flatMap(({ reason }) => (reason === '' ? [] : [{ name: card.because, value: reason }])),
    { name: card.verdict, value: card.verdicts[request.verdict] },
  ];
}

/** What it is about, in the asker's words: short enough for one line among others. */
function subject({
  written: { what },
}: Request): readonly { readonly name: string; readonly value: string }[] {
  return what === undefined ? [] : [{ name: REQUESTS.fields.what.label, value: writtenText(what).join('') }];
}

function period({ from, to }: Request): string {
  return `${from} 〜 ${to}`;
}

function written({ written }: Request): Message[] {
  return (['why', 'toWhom'] as const).flatMap((field): Message[] => {
    const words = written[field];
    if (words === undefined) return [];
    return [heading(REQUESTS.fields[field].label), text(...writtenText(words))];
  });
}

/** The facts that the asker answered with, in the words of the pack. */
function answers({ facts }: Request, flow: Flow | undefined): Message[] {
  const lines = (flow?.facts ?? []).flatMap((fact) => {
    const value = facts[fact.id];
    if (value === undefined) return [];
    const values = [value]
      .flat()
      .map((one) => fact.options.find((option) => option.value === String(one))?.label ?? String(one));
    return [`・${fact.name}：${values.join('、')}`];
  });
  return lines.length === 0 ? [] : [heading(card.facts), text(lines.join('\n'))];
}

/** What was decided, with what was written about it; the card's own part of it where all of it is too long for a card. */
function history(request: Request, context: CardContext) {
  const { decisions, revoked } = request;
  const whole = [
    ...decisions.flatMap((one) => [
      decidedBy(one, context),
      ...labelled(card.conditions, one.conditions),
      ...labelled(card.reason, one.reason),
      ...counterSigned(one, context),
    ]),
    ...(revoked === null ? [] : [...revokedBy(request, context), ...labelled(card.reason, revoked.reason)]),
  ];
  const all = whole.join('\n');
  const fits = all.length <= LIMITS.paragraph;
  const short = [...whoDecided(request, context), card.writtenBelow(request.id)].join('\n');
  return { whole, fits, body: fits ? all : short.slice(0, LIMITS.paragraph) };
}

/** Who decided what and when, without what they wrote. */
function whoDecided(request: Request, context: CardContext): string[] {
  return [
    ...request.decisions.flatMap((one) => [decidedBy(one, context), ...counterSigned(one, context)]),
    ...revokedBy(request, context),
  ];
}

function decidedBy({ by, at, decision, deputy }: StepDecision, context: CardContext): string {
  return card.decidedBy(context.nameOf(by), REQUESTS.decisions[decision], context.moment(at), deputy);
}

function counterSigned({ deputy, counterSigned: seen }: StepDecision, context: CardContext): string[] {
  if (!deputy) return [];
  return [
    seen === null
      ? card.counterSignDue
      : card.counterSigned(context.nameOf(seen.by), context.moment(seen.at)),
  ];
}

function revokedBy({ revoked }: Request, context: CardContext): string[] {
  if (revoked === null) return [];
  const { by, at } = revoked;
  return [card.decidedBy(context.nameOf(by), REQUESTS.status.revoked, context.moment(at), false)];
}

function labelled(name: string, words: string): string[] {
  return words === '' ? [] : [`${name}：`, ...writtenText(words)];
}

function choices(request: Request, rights: Rights): Choice[] {
  const { buttons } = REQUESTS;
  return [
    ...(rights.decide
      ? [
          act('approve', request, buttons.approve),
          act('conditions', request, buttons.conditions),
          act('return', request, buttons.return),
          act('refuse', request, buttons.refuse, 'danger'),
        ]
      : []),
    ...(rights.counterSign === null
      ? []
      : [{ ...act('counter-sign', { ...request, step: rights.counterSign }, buttons.counterSign) }]),
    ...(rights.fileAgain ? [act('again', request, buttons.again)] : []),
    ...(rights.renew ? [act('renew', request, buttons.renew)] : []),
    ...(rights.withdraw ? [act('withdraw', request, buttons.withdraw, 'danger')] : []),
    ...(rights.revoke ? [act('revoke', request, buttons.revoke, 'danger')] : []),
  ];
}

function act(
  what: Extract<Action, { do: 'request' }>['act'],
  { id, step, round }: Pick<Request, 'id' | 'step' | 'round'>,
  words: string,
  style: Choice['style'] = 'plain',
): Choice {
  return { label: label(words), action: { do: 'request', act: what, number: id, step, round }, style };
}
