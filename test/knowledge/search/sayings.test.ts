import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../knowledge/pack.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { cuesOf } from '../../../knowledge/search/cues.ts';
import { Lexicon, lexiconData } from '../../../knowledge/search/lexicon.ts';
import { featuresOf, Sayings } from '../../../knowledge/search/sayings.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { SENDAI } from '../pack/small-pack.ts';

/** How the kinds count, by their letter: terms, meanings, pairs of letters, auxiliaries, cues. */
const KIND: Readonly<Record<string, number>> = { t: 1, m: 1, p: 0.6, a: 0.8, c: 1, j: 0, f: 0 };

/** Cosine between two lists of features as vectors over all features, weighted by kind and rarity. */
function slowLikeness(
  all: readonly (readonly string[])[],
  a: readonly string[],
  b: readonly string[],
): number {
  const weight = (feature: string) => {
    const having = all.filter((own) => own.includes(feature)).length;
    return (KIND[feature[0] ?? ''] ?? Number.NaN) * Math.log(1 + all.length / (having + 0.5));
  };
  const every = [...new Set([...a, ...b])];
  const vector = (own: readonly string[]) =>
    every.map((feature) => (own.includes(feature) ? weight(feature) : 0));
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  const [x, y] = [vector(a), vector(b)];
  return dot(x, y) / (Math.sqrt(dot(x, x)) * Math.sqrt(dot(y, y)) || 1);
}

const feature = fc.constantFrom(
  't:端末',
  't:紛失',
  't:許可',
  'm:lose',
  'm:send',
  'p:紛失',
  'p:許可',
  'a:た',
  'a:ない',
);
const features = fc.uniqueArray(feature, { maxLength: 6 });
const sayingsWith = (all: readonly (readonly string[])[]) =>
  new Sayings(
    all.map((_, i) => ({ text: `saying ${i}`, subject: i })),
    all,
  );

describe('nearest sayings', () => {
  it('have the likeness of a slow cosine, likest first, and are all that share a feature', () => {
    fc.assert(
      fc.property(fc.array(features, { maxLength: 12 }), features, (all, question) => {
        const found = sayingsWith(all).nearest(question, 100);
        for (const { subject, likeness } of found)
          expect(likeness).toBeCloseTo(slowLikeness(all, all[subject] ?? [], question), 9);
        const order = found.map(({ likeness }) => likeness);
        expect(order).toEqual([...order].sort((a, b) => b - a));
        const sharing = all.flatMap((own, i) => (own.some((one) => question.includes(one)) ? [i] : []));
        expect(found.map(({ subject }) => subject).sort((a, b) => a - b)).toEqual(sharing);
      }),
    );
  });

  it('are no more than asked for, and none for nothing', () => {
    const sayings = sayingsWith([['t:端末'], ['t:端末', 't:紛失'], ['t:許可']]);
    expect(sayings.nearest(['t:端末'], 1).map(({ subject }) => subject)).toEqual([0]);
    expect(sayings.nearest([], 10)).toEqual([]);
    expect(sayingsWith([]).nearest(['t:端末'], 10)).toEqual([]);
  });

  it('are less alike for every word of the question that no saying has', () => {
    const sayings = sayingsWith([['t:端末', 't:紛失']]);
    const [near] = sayings.nearest(['t:端末', 't:紛失'], 1);
    const [far] = sayings.nearest(['t:端末', 't:紛失', 't:天気'], 1);
    expect(near?.likeness).toBeCloseTo(1, 9);
    expect(far?.likeness).toBeLessThan(0.9);
  });
});

describe('features', () => {
  it('are the words, meanings, pairs of letters, auxiliaries, particles, cues and the form, each once', async () => {
    const analyser = new Analyser(await loadTokenizer());
    const analysis = analyser.analyse('端末と端末がない');
    const meaning = { id: 'terminal', kind: 'thing', name: '端末', clause: '1.2.3', said: '端末' } as const;
    const own = featuresOf(
      analysis,
      [{ ...meaning, product: false, adds: [], start: 0, end: 2 }],
      [{ cue: 'happened', said: 'ない' }],
    );
    expect(own).toEqual(expect.arrayContaining(['t:端末', 'm:terminal', 'p:端末', 'p:末と', 'c:happened']));
    expect(own.filter((one) => one === 't:端末')).toHaveLength(1);
    expect(own.every((one) => /^[tmpacjf]:./u.test(one))).toBe(true);
    expect(featuresOf(analyser.analyse('動きません'), [], [])).toEqual(
      expect.arrayContaining(['a:ます', 'a:ん']),
    );
    expect(featuresOf(analyser.analyse(''), [], [])).toEqual(['f:0']);
  });
});

describe('every saying of the pack of Sendai', () => {
  it('is nearest to itself, with likeness 1', async () => {
    const [pack, tokenizer] = await Promise.all([loadPack(SENDAI), loadTokenizer()]);
    const analyser = new Analyser(tokenizer);
    const texts = [
      ...pack.wordings.flatMap(({ asks }) => asks),
      ...pack.intents.flatMap(({ examples, not }) => [...examples, ...not.map(({ text }) => text)]),
      ...pack.outside.flatMap(({ about, examples }) => [about, ...examples]),
    ];
    const lexicon = new Lexicon(pack.concepts, pack.acts, lexiconData(pack.concepts, pack.acts, analyser));
    const all = texts.map((text) => {
      const analysis = analyser.analyse(text);
      return featuresOf(analysis, lexicon.read(analysis), cuesOf(analysis.normalised.text));
    });
    const sayings = new Sayings(
      texts.map((text) => ({ text, subject: text })),
      all,
    );
    for (const [i, text] of texts.entries()) {
      // A part of them: each is compared with all.
      if (i % 10 !== 0) continue;
      const alike = sayings.nearest(all[i] ?? [], 10).filter(({ likeness }) => likeness > 1 - 1e-9);
      expect(alike.map((one) => one.text)).toContain(text);
      expect(alike[0]?.likeness).toBeCloseTo(1, 9);
    }
  });
});
