import { expect, test } from 'vitest';
import { RecentAnswers } from '../../../adapters/web/server/recent-answers.ts';

test('keeps the answers used last, up to its capacity', () => {
  const answers = new RecentAnswers<string>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    answers.getOrMake(key, () => {
      made.push(key);
      return `answer to ${key}`;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(key)).toBe(`answer to ${key}`);
  // b was the one not used for longest when c came.
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('keeps nothing of an answer that could not be made', () => {
  const answers = new RecentAnswers<string>(2);
  expect(() =>
    answers.getOrMake('a', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(answers.getOrMake('a', () => 'yes')).toBe('yes');
});
