import { isContent } from '../../../knowledge/search/analyse.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';

const MOST_CHOICES = 4;
const FEWEST_CHOICES = 2;
/** A saying so like the question is what the person means: nothing is left open. */
const PLAIN = 0.75;

/** What a message may mean. */
export interface Choosable {
  readonly name: string;
  /** Concepts of the vocabulary that it decides on. */
  readonly things: readonly string[];
}

/**
 * The fuller questions that a message may mean when it names a thing and not what is to be done with it (「USB いい？」): what
 * the pack's likest sayings about that thing are about, in the pack's own words for it (「USB：記録媒体を捨てていい？」).
 * Empty where the words are plain.
 *
 * @param choosable what can be meant, by the id of an intent or clause; what is not in it is no choice.
 */
export function openChoices(evidence: Evidence, choosable: ReadonlyMap<string, Choosable>): string[] {
  const things = evidence.readings.filter((reading) => reading.kind === 'thing');
  const named = (token: { readonly start: number; readonly end: number }) =>
    things.some((thing) => thing.start <= token.start && token.end <= thing.end);
  const beside = evidence.analysis.tokens.filter(
    (token) => isContent(token) && !named(token) && !isLeave(token.base),
  );
  const asksLeave = evidence.cues.some(({ cue }) => cue === 'permission');
  if (things.length === 0 || beside.length > 0 || !asksLeave) return [];
  if ((evidence.neighbours[0]?.likeness ?? 0) >= PLAIN) return [];
  const ids = new Set(things.map((thing) => thing.id));
  // First the decisions that have to do with such a thing, then what the likest sayings about it are about.
  const deciding = [...choosable].flatMap(([about, { things }]) =>
    things.some((id) => ids.has(id)) ? [about] : [],
  );
  const said = things.map((thing) => thing.said);
  const alike = evidence.neighbours.flatMap(({ text, subject }) => {
    if (subject.kind === 'outside' || !said.some((word) => text.toLowerCase().includes(word))) return [];
    return [subject.kind === 'intent' ? subject.intent : subject.clause];
  });
  const names = [...new Set([...deciding, ...alike])].flatMap((about) => choosable.get(about)?.name ?? []);
  const thing = asTyped(things[0], evidence);
  const choices = names.slice(0, MOST_CHOICES).map((name) => `${thing}：${name}`);
  return choices.length >= FEWEST_CHOICES ? choices : [];
}

/** A thing as the person wrote it. */
function asTyped(thing: Evidence['readings'][number] | undefined, { analysis, question }: Evidence): string {
  if (thing === undefined) return '';
  const { origin } = analysis.normalised;
  const written = question.slice(origin[thing.start], origin[thing.end]);
  return written === '' ? thing.said : written;
}

/** Words that only ask for leave: いい, OK, 大丈夫. */
function isLeave(base: string): boolean {
  return /^(?:いい|よい|良い|ok|可|大丈夫|だめ|ダメ|駄目|あり|アリ|可能|可否|問題|平気)$/u.test(base);
}
