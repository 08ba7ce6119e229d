import type { Fact, FactValue } from '../../../knowledge/rules/flow.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import type { Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { GUIDED, text } from '../../messages/wording.ts';
import { maskMyNumber } from '../../work/cases/mask-my-number.ts';
import { commandIn } from '../understand/commands.ts';
import type { ReportFlow } from './guided-flow.ts';
import type { Step } from './moves.ts';
import { namesOf, optionCalled, tidy } from './phrases.ts';
import type { GuidedSurroundings } from './present.ts';
import { questionOf } from './question.ts';
import { readAnswer, readFacts } from './read-answer.ts';
import { withReportAnswers } from './report-moves.ts';
import { IN_WORDS, NOT_KNOWN, SIDE, SOME_SUPERIOR } from './report-questions.ts';
import { asks, bare, isHedged, isOnlyHedge, isUnknown } from './sentence-form.ts';
import { type GuidedState, innermost, type Walk } from './state.ts';
import { superiorNamed } from './superior-named.ts';

/** Somebody wants to hand over a picture or a file: 「写真を送りたい」「スクショ添付できますか」. */
const EVIDENCE =
  /(?:写真|画像|動画|スクショ|スクリーンショット|ファイル|証拠|現物).{0,10}?(?:送[りっれ]|添付|アップ|貼[りっれ]|付け|見せ|渡[しせ]|提出).{0,4}?(?:たい|ます|ましょうか|もいい|られ|れる|できる|できます|べき|方法)/u;
/** Something is wanted that is no answer. A wish to be rung up is one. */
const WISHES = /(?:し|き|り|ち|み|び|い|え)たい(?:です|の|ん|けど|が|[。…]|$)|教えて|おしえて/u;
const SKIPS = /^(?:スキップ|パス|飛ばす|飛ばして|次|次へ|後で|あとで|未定)$/u;

/**
 * What typed words do to the question of a report; null where they are not for it. Before the alert every statement is an
 * answer, however doubtful: only a question, a wish or a command is not.
 */
export function reportTyped(
  state: GuidedState,
  walk: Walk,
  typed: string,
  asked: Fact,
  isUrgent: () => boolean,
  guided: ReportFlow,
  around: GuidedSurroundings,
): Step | null {
  const words = tidy(typed);
  const again = (...said: readonly string[]): Step => ({
    state,
    messages: [text(...said), questionOf(walk, asked, around.flows)],
  });
  if (EVIDENCE.test(words)) return again(REPORTS.evidence);
  const { report } = guided;
  if (report.isQuestion(asked.id))
    return isNoAnswer(typed, words) ? null : intakeTyped(state, walk, typed, asked, guided, around);
  if (asked.id === SIDE.concerning || asked.id === SIDE.about) {
    if (isNoAnswer(typed, words)) return null;
    const named = personCalled(typed, asked, guided);
    if (typeof named !== 'string')
      return { state, messages: [...named, questionOf(walk, asked, around.flows)] };
    return withReportAnswers(state, walk, { [asked.id]: named }, TYPED, guided, around);
  }
  const read = readAnswer({ facts: [asked] }, asked, typed);
  const isWhole = read.kind !== 'nothing' && read.whole;
  if (!isWhole && isUrgent()) return null;
  const skips = asked.id !== SIDE.drill && (SKIPS.test(words) || isUnknown(bare(words)));
  const isDoubt = asked.id !== SIDE.drill && read.kind === 'unsure' && isHedged(words);
  // A guess is no fact: what has to be done must not follow from it.
  if (skips || read.kind === 'unknown' || isDoubt)
    return withReportAnswers(state, walk, { [asked.id]: NOT_KNOWN }, TYPED, guided, around);
  if (read.kind === 'nothing') return null;
  if (read.kind !== 'facts' || !report.takes(asked.id, read.facts[asked.id] ?? ''))
    return again(GUIDED.unsure);
  return withReportAnswers(state, walk, read.facts, TYPED, guided, around);
}

const TYPED = { how: 'typed', texts: {}, name: false } as const;

function isNoAnswer(typed: string, words: string): boolean {
  if (commandIn(normaliseText(typed).trim()) !== null) return true;
  if (/かな[?]?$/u.test(words) || isOnlyHedge(words)) return false;
  return asks(words) || WISHES.test(words);
}

/** An answer before the alert: one of the choices, or the words as they are, with whatever else they say. */
function intakeTyped(
  state: GuidedState,
  walk: Walk,
  typed: string,
  asked: Fact,
  guided: ReportFlow,
  around: GuidedSurroundings,
): Step {
  const { report } = guided;
  const frame = innermost(walk);
  const whole = bare(tidy(typed).replace(/[?]+$/u, ''));
  const called = calledWhole(asked, whole, report.isContact(asked.id));
  const unsure = isUnknown(whole) ? report.unsureValue(asked.id) : null;
  const named = called ?? unsure;
  if (named !== null) return withReportAnswers(state, walk, { [asked.id]: named }, TYPED, guided, around);
  const open = report.isContact(asked.id)
    ? []
    : report.heard.facts.filter(({ id }) => id === asked.id || frame.answers[id] === undefined);
  const read = readFacts({ facts: open }, typed).facts;
  const facts = isHedged(tidy(typed)) ? report.doubted(read) : read;
  const isAboutSuperior =
    !report.isContact(asked.id) && frame.answers[SIDE.about] === undefined && superiorNamed(typed) !== null;
  const superior = isAboutSuperior ? { [SIDE.about]: SOME_SUPERIOR } : {};
  const answers: Readonly<Record<string, FactValue>> = { [asked.id]: IN_WORDS, ...superior, ...facts };
  const said = maskMyNumber(typed.trim());
  const before = frame.answers[asked.id]?.how === 'typed' ? undefined : frame.texts[asked.id];
  const texts = { [asked.id]: before === undefined ? said : `${before}\n${said}` };
  const isMore = Object.keys(facts).some((id) => id !== asked.id);
  return withReportAnswers(state, walk, answers, { how: 'typed', texts, name: isMore }, guided, around);
}

/** A bare figure is a telephone where one is asked for, and the place in the list elsewhere. */
function calledWhole(asked: Fact, whole: string, isContact: boolean): string | null {
  if (isContact) return asked.options.find((option) => namesOf(option).includes(whole))?.value ?? null;
  const called = optionCalled(asked, whole);
  return called === undefined || called === 'several' ? null : called.value;
}

/** The id of the one person that is meant, or why it is not known. */
function personCalled(typed: string, asked: Fact, { report }: ReportFlow): string | readonly Message[] {
  const whole = bare(tidy(typed));
  const option = optionCalled(asked, whole);
  if (option !== undefined && option !== 'several') return option.value;
  const found = report.called(typed.trim());
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.id;
  return [text(found.length === 0 ? REPORTS.notFound(typed.trim().slice(0, 40)) : REPORTS.severalFound)];
}
