import { label } from './limits.ts';
import type { Choice, TextMessage } from './model.ts';

/**
 * Every sentence that the assistant says of its own, so that its voice is one. Polite, short, without jargon; what the
 * policy says is never put into other words here.
 */

export function text(...paragraphs: readonly string[]): TextMessage {
  return { type: 'text', paragraphs, tone: 'plain' };
}

export function heading(...paragraphs: readonly string[]): TextMessage {
  return { type: 'text', paragraphs, tone: 'heading' };
}

export function note(...paragraphs: readonly string[]): TextMessage {
  return { type: 'text', paragraphs, tone: 'note' };
}

export function urgent(...paragraphs: readonly string[]): TextMessage {
  return { type: 'text', paragraphs, tone: 'urgent' };
}

/** A button that types a question for the person. */
export function ask(question: string): Choice {
  return { label: label(question), action: { do: 'say', text: question, fresh: true }, style: 'plain' };
}

export const EMERGENCY_LABEL = '緊急：紛失・漏えいの報告';

export const WORDING = {
  welcome: (policy: string) => [
    `${policy}について、知りたいことを普段の言葉で入力してください。`,
    '当てはまる条項を、番号を添えて原文のままお見せします。「第２章（７）①（ⅶ）6項目め」のような番号や、「外部記録媒体とは」のような用語でも探せます。',
  ],
  examples: 'たとえば、こんな質問ができます。',
  emptyInput: '質問が入力されていません。知りたいことを文字で入力してください。',
  tooLong: (limit: number) =>
    `文章が長すぎて読み取れません。聞きたいことを${limit.toLocaleString('ja-JP')}文字以内にまとめて、もう一度送ってください。`,
  noWords: '文字が読み取れませんでした。知りたいことを日本語の文で入力してください。',
  greeting: 'こんにちは。情報セキュリティポリシーについて、知りたいことを入力してください。',
  thanks: 'お役に立てて何よりです。ほかにも知りたいことがあれば入力してください。',
  found: (count: number) => `当てはまる条項が${count}件あります。よく当てはまる順です。`,
  foundOne: '当てはまる条項です。',
  byNumber: 'お尋ねの条項です。',
  wholeItem: (citation: string, title: string, count: number) =>
    `${citation}「${title}」の全${count}項目です。`,
  contents: (citation: string, title: string) =>
    `${citation}「${title}」は項目が多いため、見出しから選んでください。`,
  definition: '用語の定めです。',
  alsoFound: '関連して見つかった条項',
  related: '関連する条項',
  whyDefinition: (term: string) => `「${term}」の定め`,
  whyReference: '条文が参照している条項',
  readAs: (said: string, name: string, citation: string) =>
    `「${said}」は「${name}」に当たるものとして探しました（${citation}）。市が別に契約して用意したものは扱いが変わることがあります。`,
  part: (number: number, question: string) => `${number}．${question}`,
  whichOne:
    'どのことでしょうか。近いものを選んでください。選ばなくても、下に当てはまりそうな条項を示します。',
  continuation: (before: string) => `${before}の続きとして調べました。`,
  notContinued: '続きではなく、新しい質問として調べる',
  limits: (askWhom: string) =>
    `条文の原文です。判断に迷うとき、守ることが難しいときは、すぐに情報管理者（所属の課の長）に相談してください（${askWhom}）。`,
  notCovered: '情報セキュリティポリシーには、この質問に当たる定めが見つかりませんでした。',
  notCoveredBecause: (about: string) => `「${about}」は、このポリシーでは定められていない事柄です。`,
  tryAgain: '別の言い方（使う物・することなど）でもう一度入力するか、近い話題を選んでください。',
  otherTopics:
    '別の言い方（使う物・することなど）でもう一度入力してみてください。このポリシーでは、たとえば次のことを調べられます。',
  whomToAsk: (askWhom: string) =>
    `急ぐとき、分からないときは、情報管理者（所属の課の長）に相談してください（${askWhom}）。`,
  flowDepends: (offer: string) => `できるかどうかは条件によります。${offer}`,
  flowAsk: (askWhom: string) =>
    `当てはまる条件が分からないときは、実行する前に情報管理者（所属の課の長）に確認してください（${askWhom}）。`,
  reportFirst: (offer: string) => `起きたこと（起きたかもしれないこと）として読みました。${offer}`,
  emergency:
    '紛失・盗難・誤送信・漏えい・ウイルス感染などが起きた、または起きたかもしれないときは、分かっている範囲ですぐに知らせてください。',
  emergencySteps: '誰に知らせるかは、次の条項に定められています。',
  unknownForm: 'この入力欄はもう使えません。お手数ですが、知りたいことをもう一度入力してください。',
  unknownClause: 'この条項は見つかりませんでした。番号を確かめて、もう一度入力してください。',
  partOf: (citation: string) => `この条項は ${citation} にあります。`,
} as const;
