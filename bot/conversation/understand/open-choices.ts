import { isContent } from '../../../knowledge/search/analyse.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';

const MOST_CHOICES = 4;
const FEWEST_CHOICES = 2;
/** A saying so like the question is what the person means: nothing is left open. */
const PLAIN = 0.75;

/**
 * The fuller questions that a message may mean when it names a thing and not what is to be done with it (「USB いい？」):
 * the pack's own sayings about that thing, each about something else. Empty where the words are plain.
 *
 * @param reports ids of the pack's reports.
 */
export function openChoices(evidence: Evidence, reports: ReadonlySet<string>): string[] {
  const things = evidence.readings.filter((reading) => reading.kind === 'thing');
  const named = (token: { readonly start: number; readonly end: number }) =>
    things.some((thing) => thing.start <= token.start && token.end <= thing.end);
  const beside = evidence.analysis.tokens.filter(
    (token) => isContent(token) && !named(token) && !isLeave(token.base),
  );
  const asksLeave = evidence.cues.some(({ cue }) => cue === 'permission');
  if (things.length === 0 || beside.length > 0 || !asksLeave) return [];
  if ((evidence.neighbours[0]?.likeness ?? 0) >= PLAIN) return [];
  const said = new Set(things.map((thing) => thing.said));
  const choices = new Map<string, string>();
  for (const { text, subject } of evidence.neighbours) {
    if (subject.kind === 'outside' || ![...said].some((word) => text.toLowerCase().includes(word))) continue;
    const about = subject.kind === 'intent' ? subject.intent : subject.clause;
    // Who asks for leave has nothing to report.
    if (!reports.has(about) && !choices.has(about)) choices.set(about, text);
  }
  const texts = [...choices.values()].slice(0, MOST_CHOICES);
  return texts.length >= FEWEST_CHOICES ? texts : [];
}

/** Words that only ask for leave: いい, OK, 大丈夫. */
function isLeave(base: string): boolean {
  return /^(?:いい|よい|良い|ok|可|大丈夫|だめ|ダメ|駄目|あり|アリ|可能|可否|問題|平気)$/u.test(base);
}
