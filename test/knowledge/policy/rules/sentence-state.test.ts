import { expect, it } from 'vitest';
import {
  breaksOff,
  endsSentence,
  isClosed,
  isUnfinished,
  opensWithConjunction,
} from '../../../../knowledge/policy/rules/sentence-state.ts';

const questions = { breaksOff, endsSentence, isClosed, isUnfinished, opensWithConjunction };

it.each([
  ['endsSentence', '…をいう。', true],
  ['endsSentence', '…以下同じ。）', true],
  ['endsSentence', '…市長決裁）', false],
  ['isClosed', '…市長決裁）', true],
  ['isClosed', '…情報資産', false],
  ['isUnfinished', '…セキュリティ及び', true],
  ['isUnfinished', '…情報資産を上記', true],
  ['isUnfinished', '…消去並び', false],
  ['breaksOff', '…分類Ｓ，', true],
  ['breaksOff', '…はじめに', false],
  ['opensWithConjunction', 'また，マナーと', true],
  ['opensWithConjunction', 'ただし、業務上', true],
  ['opensWithConjunction', 'またがる', false],
] as const)('%s 「%s」 %s', (question, text, answer) => {
  expect(questions[question](text)).toBe(answer);
});
