import type { Intent, Outside } from '../../../knowledge/pack/schemas.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Cue } from '../../../knowledge/search/cues.ts';
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
const REPORT_IF_HAPPENED = +(process.env.RH??1.5);
const REPORT_IF_NOT = 0.25;
const FLOW_IF_LEAVE_ASKED = +(process.env.FY??1.3);
const FLOW_IF_NOT = 0.6;
const ANSWER_IF_RULE_ASKED = +(process.env.AR??1.4);
/** A saying about a clause that a flow or report decides by speaks for both, where the sentence has their form. */
const SHARED = +(process.env.SH??0.8);

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
    const votes = new Map<string, number>();
    const vote = (label: string, weight: number) => votes.set(label, (votes.get(label) ?? 0) + weight);
    for (const { subject, likeness } of evidence.neighbours.slice(0, VOTERS)) {
      const weight = likeness ** POWER;
      if (subject.kind === 'intent') vote(subject.intent, weight);
      else if (subject.kind === 'outside') vote(NONE, weight);
      else {
        const owner = this.#owners.get(subject.clause);
        const shared = owner !== undefined && fits(owner, form) ? SHARED : 0;
        if (owner !== undefined && shared > 0) vote(owner.id, weight * shared);
        vote(ANSWER, weight * (1 - shared));
      }
    }
    const present = new Set(evidence.readings.map((reading) => reading.id));
    for (const intent of this.#intents.values()) {
      const sizes = intent.cues.filter((set) => set.every((id) => present.has(id))).map((set) => set.length);
      if (sizes.length > 0 && fits(intent, form)) vote(intent.id, +(process.env.CU ?? 0.02) * Math.max(...sizes));
    }
    const leading = this.#owners.get(evidence.ranking[0]?.id ?? '');
    const led = leading !== undefined && fits(leading, form) ? leading.id : ANSWER;
    const B = +(process.env.B ?? 1.5);
    vote(led, 0);
    for (const [label, weight] of votes) {
      if (label === led && led !== ANSWER) votes.set(label, weight * B);
    }
    const ranked = [...votes]
      .map(([label, weight]) => ({ label, weight: weight * this.#favour(label, form) }))
      .sort((a, b) => b.weight - a.weight);
    const best = ranked[0]?.label ?? NONE;
    const because = reasons(evidence, ranked);
    const intent = this.#intents.get(best);
    if (intent !== undefined) return { kind: intent.kind, intent, because };
    return best === ANSWER
      ? { kind: 'answer', because }
      : { kind: 'none', outside: outsideOf(evidence), because };
  }

  #favour(label: string, form: Form): number {
    if (label === ANSWER) return form.ruleAsked ? ANSWER_IF_RULE_ASKED : 1;
    switch (this.#intents.get(label)?.kind) {
      case 'report':
        return form.happened ? REPORT_IF_HAPPENED : REPORT_IF_NOT;
      case 'flow':
        return form.leaveAsked ? FLOW_IF_LEAVE_ASKED : FLOW_IF_NOT;
      default:
        return +(process.env.NO??1);
    }
  }
}

interface Form {
  readonly happened: boolean;
  readonly leaveAsked: boolean;
  readonly ruleAsked: boolean;
}

function formOf(evidence: Evidence): Form {
  const cues = new Set<Cue>(evidence.cues.map((found) => found.cue));
  const any = (...wanted: Cue[]) => wanted.some((cue) => cues.has(cue));
  return {
    happened: any('happened', 'suspected') && !any('hypothetical'),
    leaveAsked: any('permission', 'duty', 'which'),
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

function outsideOf(evidence: Evidence): Outside | null {
  for (const { subject } of evidence.neighbours) if (subject.kind === 'outside') return subject.outside;
  return null;
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
