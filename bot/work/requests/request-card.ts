import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Flow } from '../../../knowledge/rules/flow.ts';
import { LIMITS, label } from '../../messages/limits.ts';
import type { Action, Choice, Message, QuoteMessage } from '../../messages/model.ts';
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
export function requestCard(request: Request, rights: Rights, context: CardContext): Message[] {
  const flow = context.flow(request.flow);
  const title = card.title(request.id, flow?.title ?? request.flow);
  return [
    {
      type: 'card',
      title: title.slice(0, LIMITS.title),
      subtitle: standing(request, context),
      body: '',
      facts: facts(request, context),
      choices: choices(request, rights),
    },
    ...history(request, context),
    ...written(request),
    ...answers(request, flow),
    ...[...new Set(request.citations)].flatMap((id) => {
      const clause = context.clause(id);
      return clause === null ? [] : [context.quote(clause)];
    }),
    note(REQUESTS.limits),
  ];
}

/** One line of a list of applications, with the button that opens it. */
export function requestLine(request: Request, context: CardContext): Message {
  const flow = context.flow(request.flow);
  return {
    type: 'card',
    title: card.title(request.id, flow?.title ?? request.flow).slice(0, LIMITS.title),
    subtitle: standing(request, context),
    body: '',
    facts: [
      ...subject(request),
      { name: card.asker, value: context.nameOf(request.asker) },
      { name: card.period, value: period(request) },
    ],
    choices: [act('show', request, REQUESTS.buttons.show(request.id))],
  };
}

function standing(request: Request, context: CardContext): string {
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
  const { system, returnBy } = request;
  return [
    ...subject(request),
    { name: card.asker, value: context.nameOf(request.asker) },
    { name: card.period, value: period(request) },
    ...(returnBy === null ? [] : [{ name: card.returnBy, value: returnBy }]),
    ...(system === null ? [] : [{ name: card.system, value: context.systemName(system) }]),
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

function history({ decisions, revoked }: Request, context: CardContext): Message[] {
  const lines = decisions.flatMap((decision) => decisionLines(decision, context));
  const end =
    revoked === null
      ? []
      : [
          card.decidedBy(
            context.nameOf(revoked.by),
            REQUESTS.status.revoked,
            context.moment(revoked.at),
            false,
          ),
          ...labelled(card.reason, revoked.reason),
        ];
  return lines.length + end.length === 0 ? [] : [text(...lines, ...end)];
}

function decisionLines(decision: StepDecision, context: CardContext): string[] {
  const { by, at, deputy, counterSigned } = decision;
  return [
    card.decidedBy(context.nameOf(by), REQUESTS.decisions[decision.decision], context.moment(at), deputy),
    ...labelled(card.conditions, decision.conditions),
    ...labelled(card.reason, decision.reason),
    ...(!deputy
      ? []
      : [
          counterSigned === null
            ? card.counterSignDue
            : card.counterSigned(context.nameOf(counterSigned.by), context.moment(counterSigned.at)),
        ]),
  ];
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
