import { Classifier } from '../../bot/conversation/understand/classify.ts';
import type { Knowledge } from '../../bot/knowledge.ts';
import { LeaningModel } from '../../knowledge/search/leaning-model.ts';
import {
  indexData,
  leaningsOf,
  PolicyIndex,
  PolicySearch,
  type Subject,
  sayingsOf,
} from '../../knowledge/search/policy-search.ts';
import { Sayings } from '../../knowledge/search/sayings.ts';

/** How many of the pack's own sayings of each kind are taken for what they are when they are left out. */
export interface LeftOut {
  /** Where the sayings stand: a file of sayings, or `pack` for those beside a clause, an intent or a topic. */
  readonly from: string;
  readonly kind: string;
  readonly count: number;
  readonly right: number;
  /** What the others were taken for. */
  readonly takenFor: Readonly<Record<string, number>>;
}

/** What is left out together: a fifth of all sayings, or all that one file has, which one author wrote. */
export type Leaving = 'fifths' | 'files';

const PARTS = 5;

/**
 * Classifies every saying as if the pack did not have it. It tells a change of weights or features that generalises from
 * one that fits a file of questions. What the words of a clause's document learned from its questions stays in.
 */
export function measureLeftOut({ pack, analyser }: Knowledge, leaving: Leaving): LeftOut[] {
  const data = indexData(pack, analyser);
  const whole = new PolicyIndex(pack, data);
  const classifier = new Classifier(pack);
  const kinds = new Map<string, string>(pack.intents.map(({ id, kind }) => [id, kind]));
  const owners = new Map(pack.intents.flatMap(({ id, decides }) => decides.map((clause) => [clause, id])));
  const from = pack.sayings.flatMap(({ file, says }) => says.map(() => file));
  const all = sayingsOf(pack).map((saying, i, { length }) => ({
    saying,
    features: data.features[i] ?? [],
    from: from[i - (length - from.length)] ?? 'pack',
  }));
  const partOf = (i: number) => (leaving === 'fifths' ? i % PARTS : all[i]?.from);
  const found = new Map<string, { count: number; right: number; takenFor: Record<string, number> }>();
  for (const part of new Set(all.map((_, i) => partOf(i)))) {
    const kept = all.filter((_, i) => partOf(i) !== part);
    const sayings = kept.map(({ saying }) => saying);
    const features = kept.map((one) => one.features);
    const search = new PolicySearch(pack, analyser, {
      ...whole,
      sayings: new Sayings(sayings, features),
      leanings: new LeaningModel(leaningsOf(pack, sayings, features)),
    });
    for (const [i, { saying, from: file }] of all.entries()) {
      if (partOf(i) !== part) continue;
      const { subject } = saying;
      const wanted = wantedOf(subject);
      const verdict = classifier.classify(search.ask(saying.text));
      const got = 'intent' in verdict ? verdict.intent.id : verdict.kind;
      // A saying about a clause that an intent decides by may be taken for a case of that intent.
      const also = subject.kind === 'clause' ? owners.get(subject.clause) : undefined;
      const name = `${file}\n${kinds.get(wanted) ?? wanted}`;
      const figures = found.get(name) ?? { count: 0, right: 0, takenFor: {} };
      found.set(name, figures);
      figures.count += 1;
      if (got === wanted || got === also) figures.right += 1;
      else figures.takenFor[verdict.kind] = (figures.takenFor[verdict.kind] ?? 0) + 1;
    }
  }
  return [...found]
    .map(([name, figures]) => ({
      from: name.split('\n')[0] ?? '',
      kind: name.split('\n')[1] ?? '',
      ...figures,
    }))
    .sort((a, b) => a.from.localeCompare(b.from));
}

function wantedOf(subject: Subject): string {
  switch (subject.kind) {
    case 'clause':
      return 'answer';
    case 'outside':
      return 'none';
    case 'intent':
      return subject.intent;
  }
}
