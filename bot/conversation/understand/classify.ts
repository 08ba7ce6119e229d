import type { Intent, Outside } from '../../../knowledge/pack/schemas.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Cue } from '../../../knowledge/search/cue.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import { ABOUT_CLAUSE, ABOUT_NOTHING, type Evidence } from '../../../knowledge/search/policy-search.ts';

/** What a question is taken for, with the reasons in words. */
export type Verdict =
  | { readonly kind: 'answer'; readonly because: readonly string[] }
  | { readonly kind: 'flow' | 'report'; readonly intent: Intent; readonly because: readonly string[] }
  | { readonly kind: 'none'; readonly outside: Outside | null; readonly because: readonly string[] };

/**
 * What counts how much. Set by hand; moving any of them by a third changes the kind of no more than two questions in a
 * hundred, on the questions that are read and on the pack's own sayings with a fifth left out in turn.
 */
export const WEIGHTS = {
  /** How much what the question leans to counts beside the votes of single sayings. */
  leaning: 1,
  /** Sayings about clauses are the most, and what is most common is taken too often. */
  kinds: { flow: 1.4, report: 1.5, [ABOUT_NOTHING]: 1.4 } as Readonly<Record<string, number>>,
  /** Where so many of the likest sayings lie inside the policy, the first of them this like, what lies outside has no favour for being rare. */
  agreeing: 3,
  twin: 0.35,
  /** So many of the likest sayings vote, each with this power of its likeness: one near twin outweighs many far relatives. */
  voters: 12,
  power: 3,
  /** How the form of the sentence counts for and against what its words suggest. */
  reportIfHappened: 1.8,
  reportIfNot: 0.25,
  flowIfLeaveAsked: 1.15,
  flowIfNot: 0.6,
  flowIfOnlyTold: 0.3,
  answerIfRuleAsked: 1.4,
  /** Who only tells what happened does not ask for a rule. */
  answerIfOnlyTold: 0.3,
  /** A saying about a clause that a flow or report decides by speaks for both, where the sentence has their form. */
  shared: 0.8,
  /** Sayings outside the policy are short and of every kind, so that any of their words meets one. */
  noneFavour: 0.9,
  /** Numbers, days, counters and clicks: one saying about a clause in a hundred asks for them, one outside in four. */
  noneIfDetailAsked: 3,
  noneDetail: 0.005,
  /** Words that mean things of the policy make it likelier that the policy speaks to them. */
  noneIfRead: 0.65,
  /** What has happened is seldom about something else. */
  noneIfHappened: 0.7,
  /** What each thing or act of a matching cue set weighs: as much as one saying of likeness .25. */
  perCue: 0.015,
  /** A saying outside the policy that shares only the setting with the question. */
  withoutItsWords: 0.45,
  noneAgainstCues: 0.5,
  /** The best clause found belongs to an intent whose form the sentence has. */
  leadingClause: 1.6,
  /** A question whose words the policy mostly does not know, and that is like nothing known, is not answered. */
  known: 0.35,
  alike: 0.15,
  /** From this likeness on a topic outside the policy is called by its name. */
  named: 0.35,
  /** No sentence that asks something is shorter, in characters. */
  keywords: 20,
};

const ANSWER = ABOUT_CLAUSE;
const NONE = ABOUT_NOTHING;

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
    if (form.detailAsked) votes.add(NONE, WEIGHTS.noneDetail);
    const leading = this.#owners.get(evidence.ranking[0]?.id ?? '');
    if (leading !== undefined && fits(leading, form)) votes.scale(leading.id, WEIGHTS.leadingClause);
    const ranked = votes.ranked((label) => this.#favour(label, form), evidence.leanings);
    const best = this.#best(ranked, evidence);
    const because = reasons(evidence, ranked);
    const intent = this.#intents.get(best);
    if (intent !== undefined) return { kind: intent.kind, intent, because };
    const trusted =
      evidence.known >= WEIGHTS.known || (evidence.neighbours[0]?.likeness ?? 0) >= WEIGHTS.alike;
    return best === ANSWER && trusted
      ? { kind: 'answer', because }
      : { kind: 'none', outside: outsideOf(evidence), because };
  }

  /** The likeliest label of the likeliest kind: where two decisions share the votes, it is still a decision. */
  #best(ranked: readonly { readonly label: string; readonly weight: number }[], evidence: Evidence): string {
    // That the common is taken too often is no reason to refuse what all the likest sayings agree the policy answers.
    const agreed =
      (evidence.neighbours[0]?.likeness ?? 0) >= WEIGHTS.twin &&
      evidence.neighbours.slice(0, WEIGHTS.agreeing).every(({ subject }) => subject.kind !== 'outside');
    const kinds = new Map<string, number>();
    const kindOf = (label: string) => this.#intents.get(label)?.kind ?? label;
    for (const { label, weight } of ranked) {
      const kind = kindOf(label);
      const rarity = kind === NONE && agreed ? 1 : (WEIGHTS.kinds[kind] ?? 1);
      kinds.set(kind, (kinds.get(kind) ?? 0) + weight * rarity);
    }
    const [best] = [...kinds].sort(([, a], [, b]) => b - a)[0] ?? [NONE];
    return ranked.find(({ label }) => kindOf(label) === best)?.label ?? NONE;
  }

  #bySayings(evidence: Evidence, form: Form, votes: Votes): void {
    for (const { subject, likeness } of evidence.neighbours.slice(0, WEIGHTS.voters)) {
      const weight = likeness ** WEIGHTS.power;
      if (subject.kind === 'intent') votes.add(subject.intent, weight);
      else if (subject.kind === 'outside') {
        votes.add(NONE, weight * (namesTopic(subject.outside, evidence) ? 1 : WEIGHTS.withoutItsWords));
      } else {
        const owner = this.#owners.get(subject.clause);
        const shared = owner !== undefined && fits(owner, form) ? WEIGHTS.shared : 0;
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
    if (special.length > 0) votes.scale(NONE, WEIGHTS.noneAgainstCues);
    const most = new Map<string, number>();
    for (const { intent, set } of special)
      most.set(intent.id, Math.max(most.get(intent.id) ?? 0, set.length));
    for (const [id, size] of most) votes.add(id, WEIGHTS.perCue * size);
  }

  #favour(label: string, form: Form): number {
    if (label === ANSWER) {
      if (form.onlyTold) return WEIGHTS.answerIfOnlyTold;
      return form.ruleAsked ? WEIGHTS.answerIfRuleAsked : 1;
    }
    switch (this.#intents.get(label)?.kind) {
      case 'report':
        return form.happened ? WEIGHTS.reportIfHappened : WEIGHTS.reportIfNot;
      case 'flow':
        if (form.onlyTold) return WEIGHTS.flowIfOnlyTold;
        return form.leaveAsked ? WEIGHTS.flowIfLeaveAsked : WEIGHTS.flowIfNot;
      default:
        return (
          (form.onlyTold ? WEIGHTS.noneIfHappened : 1) *
          WEIGHTS.noneFavour *
          (form.detailAsked ? WEIGHTS.noneIfDetailAsked : form.read ? WEIGHTS.noneIfRead : 1)
        );
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

  /** Shares of the votes, each label's favour counted, and what the question leans to beside them. */
  ranked(
    favour: (label: string) => number,
    leanings: ReadonlyMap<string, number>,
  ): { readonly label: string; readonly weight: number }[] {
    const favoured = [...this.#weights].map(([label, weight]) => [label, weight * favour(label)] as const);
    const all = favoured.reduce((sum, [, weight]) => sum + weight, 0) || 1;
    const shares = new Map(favoured.map(([label, weight]) => [label, weight / all]));
    return [...new Set([...shares.keys(), ...leanings.keys()])]
      .map((label) => ({
        label,
        weight: (shares.get(label) ?? 0) + WEIGHTS.leaning * (leanings.get(label) ?? 0),
      }))
      .sort((a, b) => b.weight - a.weight);
  }
}

interface Form {
  readonly happened: boolean;
  readonly leaveAsked: boolean;
  readonly ruleAsked: boolean;
  /** Some of its words are things or acts of the policy. */
  readonly read: boolean;
  /** A number, a day, a counter or a click is asked for. */
  readonly detailAsked: boolean;
  /** Something happened, and nothing but help is asked for. */
  readonly onlyTold: boolean;
}

/** Cues of a question that wants to know something, not to do something. */
const ASKS_TO_KNOW = ['meaning', 'who', 'listing', 'rule', 'amount', 'how'] as const;

function formOf(evidence: Evidence): Form {
  const cues = new Set<Cue>(evidence.cues.map((found) => found.cue));
  const any = (...wanted: Cue[]) => wanted.some((cue) => cues.has(cue));
  const asked = any('permission', 'duty', 'which', ...ASKS_TO_KNOW);
  // A question mark without a cue asks something that no pattern knows: it does not only tell.
  const asksElse = /[?？]|[でま]すか/u.test(evidence.analysis.normalised.text) && !any('help');
  const putAsCase = any('hypothetical');
  const happened = (any('happened', 'suspected') || (any('told') && !asked && !asksElse)) && !putAsCase;
  // Keywords without a sentence (「CD-R 廃棄」) say what is to be done, and leave the asking to be understood.
  const keywords =
    !any('happened', 'suspected', 'hypothetical', ...ASKS_TO_KNOW) &&
    evidence.question.length <= WEIGHTS.keywords &&
    evidence.readings.some(({ kind }) => kind === 'act');
  return {
    happened,
    onlyTold: happened && !asked,
    leaveAsked: any('permission', 'duty', 'which') || (any('help') && !happened) || keywords,
    ruleAsked: any('meaning', 'who', 'listing', 'rule'),
    detailAsked: any('amount', 'how'),
    read: evidence.readings.length > 0,
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
  if (likest?.subject.kind !== 'outside' || likest.likeness < WEIGHTS.named) return null;
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
