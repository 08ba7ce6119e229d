import { tidy } from './phrases.ts';
import { bare, isHedged, isOnlyHedge, isUnknown, yesOrNo } from './sentence-form.ts';

/** What a person may do to a guided decision by typing it. */
export type StepCommand = 'back' | 'why' | 'cancel' | 'resume' | 'change' | 'restart';

/** Whole messages only: 「戻る方法は？」 is a question. */
const COMMANDS: readonly (readonly [StepCommand, RegExp])[] = [
  [
    'back',
    /^(?:戻る|もどる|戻って|戻りたい|戻ります|前に戻る|一つ(?:前に)?戻る|1つ(?:前に)?戻る|前の質問(?:に戻る)?|back)$/u,
  ],
  [
    'why',
    /^(?:なぜ|なぜですか|なぜ聞くの(?:ですか)?|なんで|なんで聞くの|どうして|どうして聞くの(?:ですか)?|理由は|なぜ必要(?:なの|ですか)?)$/u,
  ],
  [
    'cancel',
    /^(?:やめる|やめます|やめたい|中止|中止する|中断|中断する|終わる|終了|終了する|キャンセル|止める|もういい|もういいです|cancel|quit)$/u,
  ],
  [
    'resume',
    /^(?:(?:続|つづ)ける|(?:続|つづ)けます|(?:続|つづ)き|(?:続|つづ)きから|(?:続|つづ)きを(?:する|やる|お願いします)?|再開|再開する|再開します|取り消し|取消|このまま進む|変えずに進む|取り消して続ける|戻して)$/u,
  ],
  [
    'restart',
    /^(?:(?:最初|はじめ|初め)から(?:もう一度)?(?:やり直す|やり直します|やり直し|始める|始めます|する|お願いします)?|やり直す|やり直します|やり直し|リセット|リセットする)$/u,
  ],
  [
    'change',
    /^(?:変更|変更する|変更したい|変える|答えを(?:変える|変更する|直す|変えたい)|訂正|訂正する|訂正したい|直す|直したい|間違えた|まちがえた|間違えました|やり直したい)$/u,
  ],
];

/** The command that a whole message is, or null. */
export function stepCommandIn(typed: string): StepCommand | null {
  const text = tidy(typed).replace(/[。.!?、…~]+$/u, '');
  return COMMANDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** A command that means nothing where no decision is open. 「なぜ？」 may still ask about the answer before. */
export function isIdleCommand(typed: string): boolean {
  const command = stepCommandIn(typed);
  return command !== null && command !== 'why';
}

/** 「はい」「いいえ」「たぶん」: an answer to whatever was asked, which says nothing where nothing was. */
export function isBareAnswer(typed: string): boolean {
  const text = tidy(typed);
  return yesOrNo(bare(text)) !== null || (isHedged(text) && !isUnknown(text) && isOnlyHedge(text));
}

/** 「訓練」: somebody wants to start an exercise. */
export function isDrillCommand(typed: string): boolean {
  return /^(?:(?:報告|事案|障害|インシデント)の?)?訓練(?:を?(?:始める|始めます|始めたい|開始|開始する|する|します|したい))?(?:です)?[。.!、]*$/u.test(
    tidy(typed),
  );
}

/** 「判定一覧」: all guided decisions are asked for. */
export function isFlowsCommand(typed: string): boolean {
  return /^(?:判定|判定(?:の)?(?:一覧|リスト|メニュー)(?:を見(?:る|せて))?|判定一覧表)[。.!、]*$/u.test(
    tidy(typed),
  );
}
