import { Classifier } from '../../bot/conversation/understand/classify.ts';
import type { Knowledge } from '../../bot/knowledge.ts';
import type { Intent } from '../../knowledge/pack/schemas.ts';
import type { Evidence } from '../../knowledge/search/policy-search.ts';
import { type Subject, sayingsOf } from '../../knowledge/search/policy-search.ts';

/** How many of the pack's own sayings of each kind are taken for what they are when each is left out in turn. */
export interface LeftOut {
  readonly kind: string;
  readonly count: number;
  readonly right: number;
  /** What the others were taken for. */
  readonly takenFor: Readonly<Record<string, number>>;
}

/**
 * Classifies every saying as if the pack did not have it. Since it is written by the same hand as its neighbours, the
 * figure is no forecast of strangers' questions; but it tells a change of weights or features that generalises from one
 * that fits a file of questions. What the words of a clause's document learned from the saying stays in.
 */
export function measureLeftOut({ pack, search }: Knowledge): LeftOut[] {
  const classifier = new Classifier(pack);
  const intents = new Map(pack.intents.map((intent) => [intent.id, intent]));
  const owners = new Map(pack.intents.flatMap((intent) => intent.decides.map((clause) => [clause, intent])));
  const kinds = new Map<string, { count: number; right: number; takenFor: Record<string, number> }>();
  for (const { text, subject } of sayingsOf(pack)) {
    const wanted = wantedOf(subject, intents);
    const verdict = classifier.classify(without(text, subject, search.ask(text)));
    const got = 'intent' in verdict ? verdict.intent.id : verdict.kind;
    // A saying about a clause that an intent decides by may be taken for a case of that intent.
    const also = subject.kind === 'clause' ? owners.get(subject.clause)?.id : undefined;
    const kind = kinds.get(wanted.kind) ?? { count: 0, right: 0, takenFor: {} };
    kinds.set(wanted.kind, kind);
    kind.count += 1;
    if (got === wanted.label || got === also) kind.right += 1;
    else kind.takenFor[verdict.kind] = (kind.takenFor[verdict.kind] ?? 0) + 1;
  }
  return [...kinds].map(([kind, figures]) => ({ kind, ...figures }));
}

function wantedOf(subject: Subject, intents: ReadonlyMap<string, Intent>): { kind: string; label: string } {
  switch (subject.kind) {
    case 'clause':
      return { kind: 'answer', label: 'answer' };
    case 'outside':
      return { kind: 'none', label: 'none' };
    case 'intent':
      return { kind: intents.get(subject.intent)?.kind ?? 'answer', label: subject.intent };
  }
}

/** The evidence as it would be without the saying: the likest neighbour of its clause is the next one. */
function without(text: string, subject: Subject, evidence: Evidence): Evidence {
  const neighbours = evidence.neighbours.filter((neighbour) => neighbour.text !== text);
  if (subject.kind !== 'clause') return { ...evidence, neighbours };
  const next = neighbours.find(
    (other) => other.subject.kind === 'clause' && other.subject.clause === subject.clause,
  );
  const lost = 1 - (next?.likeness ?? 0);
  const ranking = evidence.ranking
    .map((ranked) => (ranked.id === subject.clause ? { ...ranked, score: ranked.score - lost } : ranked))
    .sort((a, b) => b.score - a.score);
  return { ...evidence, neighbours, ranking };
}
