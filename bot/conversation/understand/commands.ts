import type { Command } from './understanding.ts';

/** Whole messages that are no question, with the marks and politeness around them taken off. */
const COMMANDS: readonly (readonly [Command, RegExp])[] = [
  [
    'help',
    /^(?:ヘルプ|help|使い方|つかいかた|使いかた|何が?でき(?:る(?:の)?|ますか)|なにができるの?|メニュー|\?)$/u,
  ],
  ['emergency', /^(?:緊急|緊急連絡|緊急事態|緊急[:：]紛失・漏えいの報告|至急|sos|緊急です)$/u],
  [
    'at-hand',
    /^(?:(?:いま|今|ちゃんと|ずっと|全部|すべて)、?)*手元に(?:あります|ある|ありました|あった)(?:\(なくなっていなかった\))?(?:ので?大丈夫(?:です)?|よ|ね)?$/u,
  ],
  [
    'greeting',
    /^(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|お疲れ様(?:です)?|おつかれさま(?:です)?|お疲れさま(?:です)?|はじめまして|よろしく(?:お願いします)?|hello|hi|やあ|どうも)$/u,
  ],
  [
    'thanks',
    /^(?:(?:どうも)?ありがと(?:う|ー)?(?:ございます|ございました)?|助かりました|サンキュー|了解(?:です|しました)?|わかりました|分かりました|ok)$/u,
  ],
];

/** The command that a whole normalised message is, or null. 「緊急時の対応は？」 is a question, 「緊急！」 a command. */
export function commandIn(normalised: string): Command | null {
  const bare = normalised.replace(/[\s。.!、,~…]+$/u, '').replace(/^[\s。.!、,]+/u, '');
  for (const [command, pattern] of COMMANDS) if (pattern.test(bare)) return command;
  return null;
}
