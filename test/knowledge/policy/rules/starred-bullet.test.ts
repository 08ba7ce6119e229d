import { describe } from 'vitest';
import { starredBullet } from '../../../../knowledge/policy/rules/starred-bullet.ts';
import { itReads } from './marker-rules.ts';

describe('a starred bullet', () => {
  itReads(starredBullet, [['●テレワークに供する場合', '●', '', 'テレワークに供する場合']], ['・甲', '○甲']);
});
