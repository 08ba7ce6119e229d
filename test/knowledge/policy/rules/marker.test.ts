import { expect, it } from 'vitest';
import { isBullet, LEVEL_OF, markerOf } from '../../../../knowledge/policy/rules/marker.ts';

it('drops the blanks inside a printed marker and around the words after it', () => {
  expect(markerOf('chapter', '第 １ 章', 1, '1', ' 総則 ')).toMatchObject({
    printed: '第１章',
    rest: '総則',
    branch: 0,
  });
});

it('counts ・ and ● as bullets, and both styles of sub-item as one level', () => {
  expect((['bullet', 'starred-bullet', 'note', 'kana'] as const).map(isBullet)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([LEVEL_OF.latin, LEVEL_OF.kana]).toEqual(['sub-item', 'sub-item']);
});
