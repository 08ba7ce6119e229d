import { describe } from 'vitest';
import { note } from '../../../../knowledge/policy/rules/note.ts';
import { itReads } from './marker-rules.ts';

describe('a note', () => {
  itReads(
    note,
    [
      ['（注）：国際標準化機構', '（注）', 'note', '：国際標準化機構'],
      ['（注２）甲', '（注２）', 'note2', '甲'],
    ],
    ['注：甲', '（注意）甲'],
  );
});
