import { describe, expect, it } from 'vitest';
import { commandIn } from '../../../../bot/conversation/understand/commands.ts';
import type { Command } from '../../../../bot/conversation/understand/understanding.ts';
import { normaliseText } from '../../../../knowledge/search/normalise.ts';

const command = (typed: string): Command | null => commandIn(normaliseText(typed).trim());

const MESSAGES: Readonly<Record<Command, readonly string[]>> = {
  help: [
    ...[
      'ヘルプ',
      'HELP',
      '使い方',
      '使い方。',
      '何ができるの',
      '何ができますか',
      'なにができるの',
      '？',
      '！？',
    ],
    ...['メニュー', 'メニュー！'],
  ],
  emergency: ['緊急', '緊急！', '緊急です。', '至急', 'SOS', '緊急：紛失・漏えいの報告', ' 緊急 '],
  greeting: [
    'こんにちは',
    'こんにちは〜',
    'おはようございます。',
    'お疲れ様です',
    'よろしくお願いします',
    'Hello',
  ],
  thanks: [
    ...['ありがとうございます', 'ありがとうございました！', 'ありがとー', '了解です', '助かりました', 'OK'],
    'サンキュー',
  ],
  'at-hand': [
    '手元にあります',
    'いま手元にあります。',
    '手元にあるので大丈夫です',
    '手元にある（なくなっていなかった）',
  ],
};

describe.each(Object.entries(MESSAGES))('%s is meant by a whole message', (wanted, messages) => {
  it.each(messages)('「%s」', (typed) => {
    expect(command(typed)).toBe(wanted);
  });
});

describe('a message that has more to it is no command', () => {
  it.each([
    '緊急時の対応は？',
    '緊急連絡網はどこ',
    '至急処分したい',
    '使い方の決まり',
    'ヘルプデスクの番号',
    'こんにちは、USBを使っていいですか',
    'ありがとうと言われたら',
    'OKをもらう相手は誰',
    'メニュー表',
    '',
    '。。。',
  ])('%s', (typed) => {
    expect(command(typed)).toBeNull();
  });
});
