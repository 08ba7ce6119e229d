import { expect, test } from 'vitest';
import { RecentAnswers } from '../../../adapters/web/server/recent-answers.ts';

const final = () => true;

test('keeps the answers used last, up to its capacity', async () => {
  const answers = new RecentAnswers<string>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    answers.getOrMake(
      key,
      async () => {
        made.push(key);
        return `answer to ${key}`;
      },
      final,
    );
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(`answer to ${key}`);
  // b was the one not used for longest when c came.
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('makes one answer for two who ask while it is being made', async () => {
  const answers = new RecentAnswers<number>(2);
  let made = 0;
  const ask = () =>
    answers.getOrMake(
      'a',
      async () => {
        made += 1;
        return made;
      },
      final,
    );
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
});

test('keeps nothing of an answer that could not be made, nor of one that is not final', async () => {
  const answers = new RecentAnswers<string>(2);
  const failing = () => Promise.reject(new Error('no'));
  await expect(answers.getOrMake('a', failing, final)).rejects.toThrow('no');
  expect(
    await answers.getOrMake(
      'a',
      async () => 'later',
      () => false,
    ),
  ).toBe('later');
  expect(await answers.getOrMake('a', async () => 'yes', final)).toBe('yes');
});
