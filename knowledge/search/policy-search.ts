import type { Outside } from '../pack/schemas.ts';
import type { Pack } from '../pack.ts';
import type { ClauseId } from '../policy/clause.ts';
import { type Analyser, type Analysis, isContent, termsOf } from './analyse.ts';
import { type CueFound, cuesOf } from './cues.ts';
import { type Readings, readingsOf, restoreKana } from './kana.ts';
import { type LeaningData, LeaningModel, learnLeanings } from './leaning-model.ts';
import { Lexicon, type LexiconData, lexiconData, type Reading } from './lexicon.ts';
import { POLICY_FIELDS, policyDocuments } from './policy-documents.ts';
import { featuresOf, type Neighbour, type Saying, Sayings } from './sayings.ts';
import { type AnalysedDocument, SearchIndex } from './search-index.ts';
import { withoutTelegraphicKatakana, withoutWordSpacing, writtenForm } from './spoken.ts';

/** What a saying of the pack is about. */
export type Subject =
  | { readonly kind: 'clause'; readonly clause: ClauseId }
  | { readonly kind: 'intent'; readonly intent: string }
  | { readonly kind: 'outside'; readonly outside: Outside };

/** What a question may be about as a whole: an intent by its id, any clause, or nothing of the policy. */
export type Leaning = string;
export const ABOUT_CLAUSE: Leaning = 'clause';
export const ABOUT_NOTHING: Leaning = 'outside';

/** A clause found for a question. */
export interface RankedClause {
  readonly id: ClauseId;
  /** Share of the best lexical score plus likeness of the likest saying; comparable within one question only. */
  readonly score: number;
}

/** All that the knowledge has to say on a question, before anyone decides what to do with it. */
export interface Evidence {
  readonly typed: string;
  /** As the person typed it, kana written back as the words they stand for. */
  readonly question: string;
  readonly analysis: Analysis;
  readonly cues: readonly CueFound[];
  readonly readings: readonly Reading[];
  /** Clauses, best first. */
  readonly ranking: readonly RankedClause[];
  /** The pack's sayings most like the question, likest first. */
  readonly neighbours: readonly Neighbour<Subject>[];
  /** How likely the question is about each intent, by its id, about what a clause settles, or about what none does. */
  readonly leanings: ReadonlyMap<Leaning, number>;
  /** Share of the question's content words, weighted by rarity, that policy, vocabulary or wordings know: 0 to 1. */
  readonly known: number;
}

/** What of the index costs time to make, and can be kept for a pack of the same fingerprint. */
export interface PolicyIndexData {
  readonly documents: readonly AnalysedDocument[];
  readonly features: readonly (readonly string[])[];
  readonly lexicon: LexiconData;
  /** What the sayings taught. */
  readonly leanings: LeaningData;
  /** How the pack's words are read. */
  readonly readings: readonly (readonly [reading: string, word: string])[];
}

/** A word that the policy's concepts add counts this much of a word that the person typed. */
const ADDED_WEIGHT = 0.4;
/** How much the likest saying counts against the best lexical score. */
const LIKENESS_WEIGHT = 1;
const NEIGHBOURS = 30;
/** The weight of a word that the pack has never seen: as rare as a word can be. */
const UNKNOWN_RARITY = 6;

/** What is searched, ready to be asked. Built without the dictionary, so that it can be built while that loads. */
export class PolicyIndex {
  readonly lexicon: Lexicon;
  readonly clauses: SearchIndex;
  readonly sayings: Sayings<Subject>;
  readonly leanings: LeaningModel;
  readonly readings: Readings;

  /** @param data what {@link indexData} gave for the same pack. */
  constructor(pack: Pack, data: PolicyIndexData) {
    this.lexicon = new Lexicon(pack.concepts, pack.acts, data.lexicon);
    this.clauses = new SearchIndex(data.documents, POLICY_FIELDS);
    this.sayings = new Sayings(sayingsOf(pack), data.features);
    this.leanings = new LeaningModel(data.leanings);
    this.readings = new Map(data.readings);
  }
}

/** Search over one pack's policy. */
export class PolicySearch {
  readonly #policy: Pack['policy'];
  readonly #analyser: Analyser;
  readonly #lexicon: Lexicon;
  readonly #clauses: SearchIndex;
  readonly #sayings: Sayings<Subject>;
  readonly #leanings: LeaningModel;
  readonly #readings: Readings;

  constructor(pack: Pack, analyser: Analyser, index: PolicyIndex) {
    this.#policy = pack.policy;
    this.#analyser = analyser;
    this.#lexicon = index.lexicon;
    this.#clauses = index.clauses;
    this.#sayings = index.sayings;
    this.#leanings = index.leanings;
    this.#readings = index.readings;
  }

  /** Everything known about a question. */
  ask(typed: string): Evidence {
    const { question, analysis } = inWriting(typed, this.#analyser, this.#readings);
    const readings = this.#lexicon.read(analysis);
    const cues = cuesOf(analysis.normalised.text);
    const features = featuresOf(analysis, readings, cues);
    const neighbours = this.#sayings.nearest(features, NEIGHBOURS);
    return {
      typed,
      question,
      analysis,
      cues,
      readings,
      neighbours,
      leanings: this.#leanings.leanings(features),
      ranking: this.#rank(analysis, readings, neighbours),
      known: this.#known(analysis, readings),
    };
  }

  #rank(
    analysis: Analysis,
    readings: readonly Reading[],
    neighbours: readonly Neighbour<Subject>[],
  ): RankedClause[] {
    const terms = new Map<string, number>();
    for (const reading of readings) {
      for (const term of reading.adds) terms.set(term, ADDED_WEIGHT);
    }
    for (const term of termsOf(analysis.tokens)) terms.set(term, 1);
    const hits = this.#clauses.search({ terms, text: analysis.normalised.text }, 50);
    const best = hits[0]?.score ?? 1;
    const scores = new Map<string, number>(hits.map((hit) => [hit.id, hit.score / best]));
    const likest = new Map<string, number>();
    for (const { subject, likeness } of neighbours) {
      if (subject.kind !== 'clause') continue;
      likest.set(subject.clause, Math.max(likest.get(subject.clause) ?? 0, likeness));
    }
    for (const [clause, likeness] of likest) {
      scores.set(clause, (scores.get(clause) ?? 0) + LIKENESS_WEIGHT * likeness);
    }
    return [...scores]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([id, score]) => {
        const clause = this.#policy.get(id);
        return clause === undefined ? [] : [{ id: clause.id, score }];
      });
  }

  #known(analysis: Analysis, readings: readonly Reading[]): number {
    let known = 0;
    let all = 0;
    for (const token of analysis.tokens) {
      if (!isContent(token)) continue;
      const rarity = this.#clauses.rarity(token.base);
      const read = readings.some((reading) => reading.start <= token.start && token.end <= reading.end);
      const weight = rarity === 0 && !read ? UNKNOWN_RARITY : rarity || 1;
      all += weight;
      if (rarity > 0 || read) known += weight;
    }
    return all === 0 ? 0 : known / all;
  }
}

/** A text as it would be written: spoken forms, telegraphic katakana and words in kana taken back. */
function inWriting(
  typed: string,
  analyser: Analyser,
  readings: Readings,
): { readonly question: string; readonly analysis: Analysis } {
  const asTyped = analyser.analyse(typed);
  const { text } = asTyped.normalised;
  const written = withoutTelegraphicKatakana(writtenForm(text));
  const plain = written === text ? asTyped : analyser.analyse(written);
  const restored = withoutWordSpacing(restoreKana(plain, readings));
  return restored === text
    ? { question: typed, analysis: asTyped }
    : { question: restored, analysis: analyser.analyse(restored) };
}

/** Works out what of a pack's index costs time. */
export function indexData(pack: Pack, analyser: Analyser): PolicyIndexData {
  const kept = lexiconData(pack.concepts, pack.acts, analyser);
  const lexicon = new Lexicon(pack.concepts, pack.acts, kept);
  const sayings = sayingsOf(pack);
  // Sayings may themselves be in kana: only what is written as the pack's authors would shows how words are read.
  const written = sayingsOf({ ...pack, sayings: [] }).map(({ text }) => text);
  const readings = readingsOf([...wordsOf(pack), ...written], analyser);
  const words = new Map(readings);
  // Questions are read in writing, so the sayings are too.
  const features = sayings.map(({ text }) => {
    const { analysis } = inWriting(text, analyser, words);
    return featuresOf(analysis, lexicon.read(analysis), cuesOf(analysis.normalised.text));
  });
  return {
    documents: policyDocuments(pack.policy, pack.wordings, analyser),
    features,
    lexicon: kept,
    leanings: leaningsOf(pack, sayings, features),
    readings,
  };
}

/** What sayings with these features teach. */
export function leaningsOf(
  pack: Pack,
  sayings: readonly Saying<Subject>[],
  features: readonly (readonly string[])[],
): LeaningData {
  const kinds = new Map<string, string>(pack.intents.map(({ id, kind }) => [id, kind]));
  const lessons = sayings.map(({ subject }, i) => ({
    features: features[i] ?? [],
    label: leaningTo(subject),
  }));
  return learnLeanings(lessons, (label) => kinds.get(label) ?? label);
}

function leaningTo(subject: Subject): Leaning {
  switch (subject.kind) {
    case 'intent':
      return subject.intent;
    case 'clause':
      return ABOUT_CLAUSE;
    case 'outside':
      return ABOUT_NOTHING;
  }
}

/** All that the pack says apart from its sayings, the policy's own words first. */
function wordsOf(pack: Pack): string[] {
  return [
    ...pack.policy.all.flatMap(({ title, body }) => [title, body]),
    ...pack.concepts.flatMap(({ words = [], products = [], adds }) => [...adds, ...words, ...products]),
    ...pack.acts.flatMap(({ verbs, adds }) => [...adds, ...verbs]),
    ...pack.wordings.flatMap(({ about, words }) => [about, ...words]),
  ];
}

/** The utterances that a pack knows, each with what it is about. */
export function sayingsOf(pack: Pack): Saying<Subject>[] {
  const clause = (id: string): Subject => {
    const found = pack.policy.get(id);
    if (found === undefined) throw new Error(`the pack was loaded with an unknown clause ${id}`);
    return { kind: 'clause', clause: found.id };
  };
  const intents = new Set(pack.intents.map((intent) => intent.id));
  const lookAlike = (instead: string, text: string): Subject => {
    if (intents.has(instead)) return { kind: 'intent', intent: instead };
    if (instead !== 'none') return clause(instead);
    return { kind: 'outside', outside: { about: text, reason: text, near: [], words: [], examples: [] } };
  };
  const topics = new Map(pack.outside.map((outside) => [outside.about, outside]));
  const meant = (target: string): Subject => {
    const outside = topics.get(target);
    if (outside !== undefined) return { kind: 'outside', outside };
    return intents.has(target) ? { kind: 'intent', intent: target } : clause(target);
  };
  return [
    ...pack.wordings.flatMap((wording) =>
      wording.asks.map((text) => ({ text, subject: clause(wording.clause) })),
    ),
    ...pack.intents.flatMap((intent): Saying<Subject>[] => [
      ...intent.examples.map((text) => ({ text, subject: { kind: 'intent', intent: intent.id } as const })),
      ...intent.not.map(({ text, instead }) => ({ text, subject: lookAlike(instead, text) })),
    ]),
    ...pack.outside.flatMap((outside) =>
      [outside.about, ...outside.examples].map((text) => ({
        text,
        subject: { kind: 'outside', outside } as const,
      })),
    ),
    ...pack.sayings.flatMap(({ target, says }) => {
      const subject = meant(target);
      return says.map((text) => ({ text, subject }));
    }),
  ];
}
