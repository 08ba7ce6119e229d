import { describe } from 'vitest';
import { bullet } from '../../../../knowledge/policy/rules/bullet.ts';
import { itReads } from './marker-rules.ts';

describe('a bullet', () => {
  itReads(
    bullet,
    [['・CISO は，必要な指示を行う。', '・', '', 'CISO は，必要な指示を行う。']],
    ['検知・連絡', '● 甲'],
  );
});
