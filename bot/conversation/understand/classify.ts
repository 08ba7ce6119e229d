import type { Intent, Outside } from '../../../knowledge/pack/schemas.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Cue } from '../../../knowledge/search/cue.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';

/** What a question is taken for, with the reasons in words. */
export type Verdict =
  | { readonly kind: 'answer'; readonly because: readonly string[] }
  | { readonly kind: 'flow' | 'report'; readonly intent: Intent; readonly because: readonly string[] }
  | { readonly kind: 'none'; readonly outside: Outside | null; readonly because: readonly string[] };

/** So many of the likest sayings vote, each with the cube of its likeness: one near twin outweighs many far relatives. */
const VOTERS = 12;
const POWER = 3;

/** How the form of the sentence counts for and against what its words suggest. */
const REPORT_IF_HAPPENED = 1.5;
const REPORT_IF_NOT = 0.25;
const FLOW_IF_LEAVE_ASKED = 1.3;
const FLOW_IF_NOT = 0.6;
const ANSWER_IF_RULE_ASKED = 1.4;
/** Who only tells what happened does not ask for a rule. */
const ANSWER_IF_ONLY_TOLD = 0.4;
/** A saying about a clause that a flow or report decides by speaks for both, where the sentence has their form. */
const SHARED = 0.8;

/** Sayings outside the policy are short and of every kind, so that any of their words meets one. */
const NONE_FAVOUR = 0.9;
/** What each thing or act of a matching cue set weighs: as much as one saying of likeness .25. */
const PER_CUE = 0.015;
/** A saying outside the policy that shares only the setting with the question. */
const WITHOUT_ITS_WORDS = 0.6;
const NONE_AGAINST_CUES = 0.5;
/** The best clause found belongs to an intent whose form the sentence has. */
const LEADING_CLAUSE = 1.6;

/** A question whose words the policy mostly does not know, and that is like nothing known, is not answered. */
const KNOWN = 0.35;
const ALIKE = 0.15;
/** From this likeness on a topic outside the policy is called by its name. */
const NAMED = 0.35;
/** No sentence that asks something is shorter, in characters. */
const KEYWORDS = 20;

const ANSWER = 'answer';
const NONE = 'none';

/** Decides between answer, flow, report and none from the likest sayings and the sentence's cues. */
export class Classifier {
  readonly #intents: ReadonlyMap<string, Intent>;
  readonly #owners: ReadonlyMap<string, Intent>;

  constructor(pack: Pack) {
    this.#intents = new Map(pack.intents.map((intent) => [intent.id, intent]));
    this.#owners = ownersOf(pack.intents);
  }

  classify(evidence: Evidence): Verdict {
    const form = formOf(evidence);
    const votes = new Votes();
    this.#bySayings(evidence, form, votes);
    this.#byCues(evidence, form, votes);
    const leading = this.#owners.get(evidence.ranking[0]?.id ?? '');
    if (leading !== undefined && fits(leading, form)) votes.scale(leading.id, LEADING_CLAUSE);
    const ranked = votes.ranked((label) => this.#favour(label, form));
    const best = ranked[0]?.label ?? NONE;
    const because = reasons(evidence, ranked);
    const intent = this.#intents.get(best);
    if (intent !== undefined) return { kind: intent.kind, intent, because };
    const trusted = evidence.known >= KNOWN || (evidence.neighbours[0]?.likeness ?? 0) >= ALIKE;
    return best === ANSWER && trusted
      ? { kind: 'answer', because }
      : { kind: 'none', outside: outsideOf(evidence), because };
  }

  #bySayings(evidence: Evidence, form: Form, votes: Votes): void {
    for (const { subject, likeness } of evidence.neighbours.slice(0, VOTERS)) {
      const weight = likeness ** POWER;
      if (subject.kind === 'intent') votes.add(subject.intent, weight);
      else if (subject.kind === 'outside') {
        votes.add(NONE, weight * (namesTopic(subject.outside, evidence) ? 1 : WITHOUT_ITS_WORDS));
      } else {
        const owner = this.#owners.get(subject.clause);
        const shared = owner !== undefined && fits(owner, form) ? SHARED : 0;
        if (owner !== undefined && shared > 0) votes.add(owner.id, weight * shared);
        votes.add(ANSWER, weight * (1 - shared));
      }
    }
  }

  /** Things and acts that the pack names as an intent's cues; the special case takes the votes of the general one. */
  #byCues(evidence: Evidence, form: Form, votes: Votes): void {
    const present = new Set(evidence.readings.map((reading) => reading.id));
    const acts = new Set(evidence.readings.flatMap(({ kind, id }) => (kind === 'act' ? [id] : [])));
    const matched: { readonly intent: Intent; readonly set: readonly string[] }[] = [];
    for (const intent of this.#intents.values()) {
      if (!fits(intent, form)) continue;
      for (const set of intent.cues) {
        // A thing alone speaks for a report only where the person does nothing but tell.
        const told = intent.kind === 'flow' || form.onlyTold || set.some((id) => acts.has(id));
        if (told && set.every((id) => present.has(id))) matched.push({ intent, set });
      }
    }
    const within = (small: readonly string[], large: readonly string[]) =>
      small.length < large.length && small.every((id) => large.includes(id));
    const special = matched.filter(
      ({ intent, set }) =>
        !matched.some((other) => other.intent.kind === intent.kind && within(set, other.set)),
    );
    for (const { intent, set } of matched) {
      const takenBy = special.find((other) => other.intent.kind === intent.kind && within(set, other.set));
      if (takenBy !== undefined && takenBy.intent !== intent) votes.move(intent.id, takenBy.intent.id);
    }
    // Who asks leave for something that an intent is about does not ask for what lies outside.
    if (special.length > 0) votes.scale(NONE, NONE_AGAINST_CUES);
    const most = new Map<string, number>();
    for (const { intent, set } of special)
      most.set(intent.id, Math.max(most.get(intent.id) ?? 0, set.length));
    for (const [id, size] of most) votes.add(id, PER_CUE * size);
  }

  #favour(label: string, form: Form): number {
    if (label === ANSWER) {
      if (form.onlyTold) return ANSWER_IF_ONLY_TOLD;
      return form.ruleAsked ? ANSWER_IF_RULE_ASKED : 1;
    }
    switch (this.#intents.get(label)?.kind) {
      case 'report':
        return form.happened ? REPORT_IF_HAPPENED : REPORT_IF_NOT;
      case 'flow':
        return form.leaveAsked ? FLOW_IF_LEAVE_ASKED : FLOW_IF_NOT;
      default:
        return NONE_FAVOUR;
    }
  }
}

/** Weights by label. */
class Votes {
  readonly #weights = new Map<string, number>();

  add(label: string, weight: number): void {
    this.#weights.set(label, (this.#weights.get(label) ?? 0) + weight);
  }

  scale(label: string, by: number): void {
    this.#weights.set(label, (this.#weights.get(label) ?? 0) * by);
  }

  move(from: string, to: string): void {
    this.add(to, this.#weights.get(from) ?? 0);
    this.#weights.delete(from);
  }

  ranked(favour: (label: string) => number): { readonly label: string; readonly weight: number }[] {
    return [...this.#weights]
      .map(([label, weight]) => ({ label, weight: weight * favour(label) }))
      .sort((a, b) => b.weight - a.weight);
  }
}

interface Form {
  readonly happened: boolean;
  readonly leaveAsked: boolean;
  readonly ruleAsked: boolean;
  /** Something happened, and nothing but help is asked for. */
  readonly onlyTold: boolean;
}

function formOf(evidence: Evidence): Form {
  const cues = new Set<Cue>(evidence.cues.map((found) => found.cue));
  const any = (...wanted: Cue[]) => wanted.some((cue) => cues.has(cue));
  const happened = any('happened', 'suspected') && !any('hypothetical');
  return {
    happened,
    onlyTold: happened && !any('permission', 'duty', 'which', 'meaning', 'who', 'listing', 'rule'),
    // Keywords without a sentence (「CD-R 廃棄」) say what is to be done, and leave the asking to be understood.
    leaveAsked:
      any('permission', 'duty', 'which', 'help') || (cues.size === 0 && evidence.question.length <= KEYWORDS),
    ruleAsked: any('meaning', 'who', 'listing', 'rule'),
  };
}

function fits(intent: Intent, form: Form): boolean {
  return intent.kind === 'report' ? form.happened : form.leaveAsked;
}

/** Which intent a clause's question is a case of. */
function ownersOf(intents: readonly Intent[]): ReadonlyMap<string, Intent> {
  const owners = new Map<string, Intent>();
  for (const intent of intents) {
    for (const clause of intent.decides) owners.set(clause, intent);
  }
  return owners;
}

/** Whether a question has one of the words that make it this topic: 「製品名」 for which virus scanner the city uses. */
function namesTopic(outside: Outside, evidence: Evidence): boolean {
  const { text } = evidence.analysis.normalised;
  return outside.words.some((word) => text.includes(normaliseText(word)));
}

function outsideOf(evidence: Evidence): Outside | null {
  const likest = evidence.neighbours.find(({ subject }) => subject.kind === 'outside');
  // Named only where it is plainly that topic: a wrong name would puzzle more than none.
  if (likest?.subject.kind !== 'outside' || likest.likeness < NAMED) return null;
  return likest.subject.outside;
}

function reasons(
  evidence: Evidence,
  ranked: readonly { readonly label: string; readonly weight: number }[],
): string[] {
  return [
    ...evidence.cues.map(({ cue, said }) => `cue ${cue}: ${said}`),
    ...evidence.readings.map(({ id, said }) => `reads ${said} as ${id}`),
    ...evidence.neighbours.slice(0, 3).map(({ text, likeness }) => `like ${likeness.toFixed(2)}: ${text}`),
    `votes ${ranked
      .slice(0, 3)
      .map(({ label, weight }) => `${label} ${weight.toFixed(4)}`)
      .join(', ')}`,
    `known ${evidence.known.toFixed(2)}`,
  ];
}
