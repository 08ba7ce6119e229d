import { isDeepStrictEqual } from 'node:util';
import { CASES } from '../../messages/case-wording.ts';
import type { Message } from '../../messages/model.ts';
import { heading, text } from '../../messages/wording.ts';
import { momentInJapan } from '../moment.ts';
import { writtenText } from '../written-text.ts';
import type { Case } from './case.ts';
import { type CaseWorld, personName, roleName } from './case-context.ts';
import type { CaseStanding } from './case-standing.ts';
import { type AlertChain, chainsOf } from './escalation.ts';

const { view } = CASES;

/** Who was told, who has acknowledged when, who was told because nobody did. */
export function alertLines(one: Case, world: CaseWorld): string[] {
  const told = chainsOf(one).map((chain) => ({ root: chain.root, after: linesAfter(chain, world) }));
  // Who answers for two roles was told once and reads it once.
  const isSame = (a: (typeof told)[number], b: (typeof told)[number]) =>
    a.root.persons.length > 0 &&
    a.root.post === b.root.post &&
    a.root.at.getTime() === b.root.at.getTime() &&
    isDeepStrictEqual([a.root.persons, a.after], [b.root.persons, b.after]);
  return told.flatMap((each, i) => {
    if (told.findIndex((other) => isSame(each, other)) < i && each.root.persons.length > 0) return [];
    const { root, after } = each;
    const also = told.slice(i + 1).filter((other) => isSame(each, other));
    const roles = rolesWords([root.role, ...also.map((other) => other.root.role)], world);
    const line =
      root.persons.length === 0
        ? CASES.toldNobody(roles)
        : view.wasTold(root.post, roles, momentInJapan(root.at)) + (root.deputies ? view.deputy : '');
    return [line, ...after];
  });
}

/** 「システム管理者・情報管理者」: the roles that a post answers for, each once. */
export function rolesWords(roles: readonly string[], world: CaseWorld): string {
  return [...new Set(roles)].map((role) => roleName(role, world)).join('・');
}

/** What became of an alert: who else was told because of it, and who has acknowledged. */
function linesAfter({ root, alerts, acknowledged }: AlertChain, world: CaseWorld): string[] {
  return [
    ...alerts.flatMap((alert) => [
      ...(alert.of === null ? [] : [view.escalated(alert.post, momentInJapan(alert.at))]),
      ...alert.undelivered.map(({ person, at }) =>
        view.undelivered(personName(person, world), momentInJapan(at)),
      ),
    ]),
    acknowledged === null
      ? view.waiting
      : view.received(personName(acknowledged.by, world), momentInJapan(acknowledged.at)),
    ...(root.exhausted && acknowledged === null ? [view.nobodyLeft] : []),
  ];
}

/** Every step: done by whom, or whose it is. */
export function stepLines({ steps }: CaseStanding, world: CaseWorld): string[] {
  const titleOf = (id: string | null) => steps.find(({ step }) => step.id === id)?.step.title ?? '';
  return steps.map(({ step, state, bearers, done, overtaken }) => {
    const whose = bearers.map((role) => roleName(role, world)).join('、');
    if (done !== null) {
      const by = `${personName(done.by, world)}${done.deputy ? view.deputy : ''}`;
      const opened = done.opened === null ? '' : view.openedCase(done.opened);
      return `${view.stepDone(step.title, by, momentInJapan(done.at))}${opened}${overtaken ? view.overtaken : ''}`;
    }
    if (state === 'skipped') return view.stepSkipped(step.title);
    return state === 'waiting'
      ? view.stepWaiting(step.title, whose, titleOf(step.due.after))
      : view.stepOpen(step.title, whose);
  });
}

/** What people wrote, under what was asked: at the report, with each step, on the way. */
export function writtenIn(one: Case, world: CaseWorld): Message[] {
  const labelOf = (field: string) =>
    field === 'reporter-name'
      ? view.reporterName
      : (world.pack.collected.find((known) => known.field === field)?.label ?? field);
  const fields = (written: Readonly<Record<string, string>>) =>
    Object.entries(written).flatMap(([field, words]) => [`${labelOf(field)}：`, ...writtenText(words)]);
  const steps = one.done.flatMap(({ written }) => fields(written));
  const written = [...fields(one.written), ...steps];
  const notes = one.notes.flatMap(({ by, at, note }) => [
    view.by(personName(by, world), momentInJapan(at)),
    ...writtenText(note),
  ]);
  const fates = one.card.flatMap(({ fate, by, at, written }) => [
    `・${view.fates[fate]}：${view.by(personName(by, world), momentInJapan(at))}`,
    ...fields(written),
  ]);
  const { cause, prevention, 'minor-reason': reason } = one.closed?.written ?? {};
  const end = [
    ...labelled(view.cause, cause),
    ...labelled(view.prevention, prevention),
    ...labelled(view.minorReason, reason),
  ];
  return [
    ...(written.length === 0 ? [] : [heading(view.written), text(...written)]),
    ...(notes.length === 0 ? [] : [heading(view.notes), text(...notes)]),
    ...(fates.length + end.length === 0 ? [] : [text(...fates, ...end)]),
  ];
}

function labelled(name: string, words: string | undefined): string[] {
  return words === undefined ? [] : [`${name}：`, ...writtenText(words)];
}
