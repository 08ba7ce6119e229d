import { type Analysis, gramsOf, termsOf } from './analyse.ts';
import type { CueFound } from './cues.ts';
import type { Reading } from './lexicon.ts';
import { topOf } from './top-of.ts';

/** One way of putting something, and what it is about. */
export interface Saying<Subject> {
  readonly text: string;
  readonly subject: Subject;
}

export interface Neighbour<Subject> extends Saying<Subject> {
  /** Cosine of the two utterances' features, 0 to 1: 1 is the same words in another order. */
  readonly likeness: number;
}

/** What more than this share of the sayings has tells them too little apart for the time it takes. */
const TOO_COMMON = 0.1;
const ENOUGH = 50;

interface Posting {
  readonly sayings: Int32Array;
  /** The feature's share of each saying's direction. */
  readonly shares: Float64Array;
}

/**
 * How kinds of features count against each other. Pairs of letters overlap each other and the words, so count less;
 * particles and the form say nothing of what two utterances are about.
 */
const WEIGHT = { term: 1, meaning: 1, pair: 0.6, auxiliary: 0.8, cue: 1, other: 0 } as const;

/**
 * The utterances that the pack knows, to be compared with what a person says: nearest neighbours by cosine over
 * words, meanings, pairs of letters, auxiliaries and cues, each weighted by rarity. Unlike BM25 the measure is symmetric and
 * bounded, so 「nothing alike」 can be told from 「something alike」.
 */
export class Sayings<Subject> {
  readonly #sayings: readonly Saying<Subject>[];
  /** Of every feature that some saying has. */
  readonly #weights = new Map<string, number>();
  readonly #postings: ReadonlyMap<string, Posting>;

  constructor(sayings: readonly Saying<Subject>[], features: readonly (readonly string[])[]) {
    this.#sayings = sayings;
    const frequency = new Map<string, number>();
    for (const own of features)
      for (const feature of own) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
    for (const [feature, count] of frequency) {
      const common = sayings.length >= ENOUGH && count > sayings.length * TOO_COMMON;
      const rarity = common ? 0 : Math.log(1 + sayings.length / (count + 0.5));
      this.#weights.set(feature, kindWeight(feature) * rarity);
    }
    const drafts = new Map<string, { readonly sayings: number[]; readonly shares: number[] }>();
    features.forEach((own, number) => {
      const weights = own.map((feature) => this.#weight(feature));
      const length = Math.hypot(...weights) || 1;
      for (const [place, feature] of own.entries()) {
        const weight = weights[place] as number;
        if (weight === 0) continue;
        let draft = drafts.get(feature);
        if (draft === undefined) {
          draft = { sayings: [], shares: [] };
          drafts.set(feature, draft);
        }
        draft.sayings.push(number);
        draft.shares.push(weight / length);
      }
    });
    this.#postings = new Map(
      [...drafts].map(([feature, { sayings, shares }]) => [
        feature,
        { sayings: Int32Array.from(sayings), shares: Float64Array.from(shares) },
      ]),
    );
  }

  /** The utterances most like one with these features, likest first. */
  nearest(features: readonly string[], limit: number): Neighbour<Subject>[] {
    const likeness = new Float64Array(this.#sayings.length);
    const length = this.#length(features);
    for (const feature of features) {
      const posting = this.#postings.get(feature);
      if (posting === undefined) continue;
      const share = this.#weight(feature) / length;
      const { sayings, shares } = posting;
      for (let i = 0; i < sayings.length; i += 1) {
        const number = sayings[i] as number;
        likeness[number] = (likeness[number] as number) + share * (shares[i] as number);
      }
    }
    return topOf(likeness, limit).flatMap((number) => {
      const saying = this.#sayings[number];
      return saying === undefined ? [] : [{ ...saying, likeness: likeness[number] ?? 0 }];
    });
  }

  #weight(feature: string): number {
    return this.#weights.get(feature) ?? kindWeight(feature) * Math.log(1 + this.#sayings.length / 0.5);
  }

  #length(features: readonly string[]): number {
    return Math.hypot(...features.map((feature) => this.#weight(feature))) || 1;
  }
}

/** The features of an utterance, each once, with a letter before them that says which kind they are. */
export function featuresOf(
  analysis: Analysis,
  readings: readonly Reading[],
  cues: readonly CueFound[],
): string[] {
  const features = new Set<string>();
  for (const term of termsOf(analysis.tokens)) features.add(`t:${term}`);
  for (const meaning of readings) features.add(`m:${meaning.id}`);
  for (const gram of gramsOf(analysis.normalised.text)) if (gram.length > 1) features.add(`p:${gram}`);
  for (const token of analysis.tokens) if (token.pos === '助動詞') features.add(`a:${token.base}`);
  for (const { cue } of cues) features.add(`c:${cue}`);
  for (const token of analysis.tokens) if (token.pos === '助詞') features.add(`j:${token.base}`);
  for (const form of formOf(analysis.normalised.text)) features.add(`f:${form}`);
  return [...features];
}

/** How a text ends (「…ていいですか」 tells asking leave from telling), whether it asks, and about how long it is. */
function formOf(normalisedText: string): string[] {
  const bare = normalisedText.replace(/[^\p{L}\p{N}]+$/u, '');
  const ends = END_LENGTHS.filter((length) => length <= bare.length).map((length) => bare.slice(-length));
  const long = `${Math.min(LONGEST, Math.floor(normalisedText.length / LENGTH_STEP))}`;
  return [...ends, long, ...(/[?？]/u.test(normalisedText) ? ['?'] : [])];
}

const END_LENGTHS = [2, 3, 4, 5, 6];
const LENGTH_STEP = 12;
const LONGEST = 5;

function kindWeight(feature: string): number {
  switch (feature[0]) {
    case 't':
      return WEIGHT.term;
    case 'm':
      return WEIGHT.meaning;
    case 'p':
      return WEIGHT.pair;
    case 'c':
      return WEIGHT.cue;
    case 'a':
      return WEIGHT.auxiliary;
    default:
      return WEIGHT.other;
  }
}
