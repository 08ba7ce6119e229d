import { CASES, DRILL_MARK } from '../../messages/case-wording.ts';
import { LIMITS } from '../../messages/limits.ts';
import type { CardMessage, ChoicesMessage } from '../../messages/model.ts';
import { momentInJapan } from '../moment.ts';
import { writtenText } from '../written-text.ts';
import type { Case } from './case.ts';
import { type CaseWorld, caseButton, caseKind, caseTitle, personName } from './case-context.ts';
import type { CaseStanding } from './case-standing.ts';
import { chainsOf } from './escalation.ts';

const { view, buttons } = CASES;

/** One line of a list of cases, with the button that opens it. */
export function caseLine(one: Case, standing: CaseStanding, world: CaseWorld): CardMessage {
  return {
    type: 'card',
    title: caseTitle(one, world).slice(0, LIMITS.title),
    subtitle: caseStatus(one, standing, world),
    body: receipts(one, world),
    facts: caseFacts(one, world).slice(0, 3),
    choices: [caseButton('show', one, buttons.show(one.id))],
    ...(one.drill === null ? {} : { drill: true }),
    of: { number: one.id, view: 'line' },
  };
}

/** What somebody was told of a case, whatever and however often: what is asked of them, what it is, whose, since when. */
export function caseNotice(
  one: Case,
  kinds: readonly string[],
  asks: boolean,
  world: CaseWorld,
): ChoicesMessage {
  const { notices } = CASES;
  const kind = kinds.includes('case-alert') ? 'case-alert' : 'case-escalated';
  const said = notices[asks ? kind : 'case-news'](one.id);
  const section = world.directory.unit(one.subject.section)?.name ?? one.subject.section;
  const what = notices.of(caseKind(one, world), section, momentInJapan(one.at));
  return {
    type: 'choices',
    prompt: `${one.drill === null ? '' : DRILL_MARK}${said}${what}`,
    choices: [{ ...caseButton('show', one, buttons.show(one.id)), style: asks ? 'primary' : 'plain' }],
  };
}

/** Who has acknowledged, and when: one line each, as much as a card holds. */
export function receipts(one: Case, world: CaseWorld): string {
  return chainsOf(one)
    .flatMap(({ acknowledged }) =>
      acknowledged === null
        ? []
        : [view.received(personName(acknowledged.by, world), momentInJapan(acknowledged.at)).trim()],
    )
    .join('\n')
    .slice(0, LIMITS.paragraph);
}

/** How a case stands, in a few words. */
export function caseStatus(one: Case, { steps }: CaseStanding, world: CaseWorld): string {
  const mark = one.drill === null ? '' : DRILL_MARK;
  if (one.closed !== null) {
    const { at, by, minor } = one.closed;
    return `${mark}${view.closed(momentInJapan(at), personName(by, world))}${minor ? `：${view.minor}` : ''}`;
  }
  const left = steps.filter(({ state }) => state === 'open' || state === 'waiting').length;
  const silent = chainsOf(one).filter(({ acknowledged }) => acknowledged === null);
  const posts = [...new Set(silent.map(({ root }) => root.post))].join('、');
  return `${mark}${view.open(left)}${posts === '' ? '' : `：${view.unanswered(posts)}`}`;
}

/** Who reported what, when, for whom. */
export function caseFacts(one: Case, world: CaseWorld) {
  const { directory, pack } = world;
  const { subject } = one;
  const written = ['what', 'when-noticed', 'contact'].flatMap((field) => {
    const text = one.written[field];
    const name = pack.collected.find((known) => known.field === field)?.label ?? field;
    return text === undefined ? [] : [{ name, value: writtenText(text)[0] ?? '' }];
  });
  const whose = 'person' in subject && subject.person !== one.reporter ? subject.person : null;
  return [
    ...written.slice(0, 1),
    { name: view.reporter, value: personName(one.reporter, world) },
    { name: view.at, value: momentInJapan(one.at) },
    ...written.slice(1),
    { name: view.section, value: directory.unit(subject.section)?.name ?? subject.section },
    ...(whose === null ? [] : [{ name: view.concerning, value: personName(whose, world) }]),
    ...(one.system === null
      ? []
      : [{ name: view.system, value: directory.system(one.system)?.name ?? one.system }]),
    ...(one.with === null ? [] : [{ name: view.with, value: one.with }]),
    ...(one.joined.length === 0 ? [] : [{ name: view.same, value: one.joined.join('、') }]),
  ].slice(0, LIMITS.facts);
}
