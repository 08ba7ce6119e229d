/** An utterance for the model to learn from: its features, and the label that is right for it. */
export interface Lesson {
  readonly features: readonly string[];
  readonly label: string;
}

/** What was learned, as it is kept. Weights are thousandths, feature by feature, one a label. */
export interface LeaningData {
  readonly labels: readonly string[];
  readonly features: readonly string[];
  readonly weights: readonly number[];
}

const SCALE = 1000;
/** What one utterance alone has tells nothing of others. */
const FEWEST = 2;
const ROUNDS = 8;
const STEP = 0.3;
/** Pulls weights towards nothing, so that no rare word decides alone. */
const DECAY = 2e-4;
/** A group of twice as many lessons counts so much less than twice: 0 not at all, 1 all groups alike. */
const BALANCE = 0.75;

/**
 * Which label an utterance leans to, by all its features at once: softmax regression. Where nearest neighbours go by
 * the few sayings most alike, it knows of each word and form how far it speaks for and against every label, so that
 * words which every saying has count for nothing.
 */
export class LeaningModel {
  readonly #labels: readonly string[];
  readonly #rows: ReadonlyMap<string, Float32Array>;

  constructor({ labels, features, weights }: LeaningData) {
    this.#labels = labels;
    const width = labels.length;
    const all = Float32Array.from(weights);
    for (let i = 0; i < all.length; i += 1) all[i] = (all[i] as number) / SCALE;
    this.#rows = new Map(features.map((feature, i) => [feature, all.subarray(i * width, (i + 1) * width)]));
  }

  /** The likelihood of each label, adding up to 1; none where the model has learned nothing. */
  leanings(features: readonly string[]): ReadonlyMap<string, number> {
    const sums = new Float64Array(this.#labels.length);
    let known = 0;
    for (const feature of features) if (this.#rows.has(feature)) known += 1;
    for (const feature of [ALWAYS, ...features]) {
      const row = this.#rows.get(feature);
      if (row === undefined) continue;
      const share = feature === ALWAYS ? 1 : 1 / Math.sqrt(known);
      for (let label = 0; label < sums.length; label += 1)
        sums[label] = (sums[label] as number) + share * (row[label] as number);
    }
    toShares(sums);
    return new Map(this.#labels.map((label, i) => [label, sums[i] as number]));
  }
}

/** Stands for every utterance: how common a label is. */
const ALWAYS = '';

/**
 * Learns from lessons, always in the same order, so that the same pack gives the same answers.
 * @param groupOf labels of one group share its weight: the few of a small group must not drown.
 */
export function learnLeanings(lessons: readonly Lesson[], groupOf: (label: string) => string): LeaningData {
  const labels = [...new Set(lessons.map(({ label }) => label))];
  const width = labels.length;
  const number = new Map(labels.map((label, i) => [label, i]));
  const features = frequentFeatures(lessons);
  const place = new Map(features.map((feature, i) => [feature, i]));
  const examples = lessons.map((lesson) => {
    const places = lesson.features.flatMap((feature) => place.get(feature) ?? []);
    return { places, share: 1 / Math.sqrt(places.length || 1), right: number.get(lesson.label) ?? 0 };
  });
  const counts = new Map<string, number>();
  for (const { label } of lessons) counts.set(groupOf(label), (counts.get(groupOf(label)) ?? 0) + 1);
  const importance = labels.map(
    (label) => (lessons.length / counts.size / (counts.get(groupOf(label)) ?? 1)) ** BALANCE,
  );

  const weights = new Float32Array(features.length * width);
  const seen = new Float32Array(features.length * width).fill(1e-4);
  const shares = new Float64Array(width);
  const change = (at: number, gradient: number) => {
    const sum = (seen[at] as number) + gradient * gradient;
    seen[at] = sum;
    weights[at] = (weights[at] as number) - (STEP * gradient) / Math.sqrt(sum);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of shuffled(examples.length, round)) {
      const { places, share, right } = examples[which] as (typeof examples)[number];
      for (let label = 0; label < width; label += 1) {
        let sum = weights[label] as number;
        for (const at of places) sum += share * (weights[at * width + label] as number);
        shares[label] = sum;
      }
      toShares(shares);
      const important = importance[right] as number;
      for (let label = 0; label < width; label += 1) {
        const error = important * ((shares[label] as number) - (label === right ? 1 : 0));
        if (Math.abs(error) < 1e-4) continue;
        change(label, error);
        for (const at of places) {
          const one = at * width + label;
          change(one, error * share + DECAY * (weights[one] as number));
        }
      }
    }
  }
  return { labels, features, weights: Array.from(weights, (weight) => Math.round(weight * SCALE)) };
}

/** The features to learn of, the one for every utterance first. */
function frequentFeatures(lessons: readonly Lesson[]): string[] {
  const counts = new Map<string, number>();
  for (const { features } of lessons)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [ALWAYS, ...[...counts].filter(([, count]) => count >= FEWEST).map(([feature]) => feature)];
}

/** Numbers below a count in an order that looks like none, and is the same each time. */
function shuffled(count: number, round: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  let state = 1 + round;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (i + 1);
    const kept = order[i] as number;
    order[i] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** Turns sums into likelihoods, in place. */
function toShares(sums: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) most = Math.max(most, sum);
  let all = 0;
  for (let i = 0; i < sums.length; i += 1) {
    const share = Math.exp((sums[i] as number) - most);
    sums[i] = share;
    all += share;
  }
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) / all;
}
