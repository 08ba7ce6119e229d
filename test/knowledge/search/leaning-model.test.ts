import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeaningModel, type Lesson, learnLeanings } from '../../../knowledge/search/leaning-model.ts';

const lessons = (label: string, texts: readonly string[]): Lesson[] =>
  texts.map((text) => ({ label, features: text.split(' ') }));
const LESSONS = [
  ...lessons('lost', ['usb lost', 'card lost help', 'pc lost train', 'lost usb train']),
  ...lessons('send', ['usb send may', 'mail send may', 'pc send', 'send card may']),
];
const learn = (taught: readonly Lesson[]) => learnLeanings(taught, (label) => label);

describe('a model', () => {
  const model = new LeaningModel(learn(LESSONS));
  const leaning = (text: string) => {
    const [best] = [...model.leanings(text.split(' '))].sort(([, a], [, b]) => b - a);
    return best?.[0];
  };

  it('leans to what the words that tell the labels apart speak for', () => {
    expect(leaning('card lost')).toBe('lost');
    expect(leaning('card send')).toBe('send');
    expect(leaning('may train send')).toBe('send');
  });

  it('gives every label a share, all of them adding up to 1, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('usb', 'lost', 'send', 'may', 'unheard of')), (features) => {
        const shares = [...model.leanings(features).values()];
        expect(shares).toHaveLength(2);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('says the same after it was written down', () => {
    const again = new LeaningModel(JSON.parse(JSON.stringify(learn(LESSONS))));
    expect(again.leanings(['usb', 'lost'])).toEqual(model.leanings(['usb', 'lost']));
  });

  it('leans nowhere where nothing was taught', () => {
    expect(new LeaningModel(learn([])).leanings(['usb']).size).toBe(0);
  });
});

describe('learning', () => {
  it('gives the same from the same lessons', () => {
    expect(learn(LESSONS)).toEqual(learn(LESSONS));
  });

  it('keeps no feature that one lesson alone has', () => {
    expect(learn(LESSONS).features).not.toContain('mail');
    expect(learn(LESSONS).features).toContain('usb');
  });
});
