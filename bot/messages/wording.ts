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
  longReport:
    '紛失・漏えいなど、起きたこと（起きたかもしれないこと）を知らせるときは、待たずに所属の課の長（情報管理者）に電話してください。ここから届けるときは、次から選ぶか、短い一文を送れば足ります。',
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
  readAs: (said: string, name: string, citation: string, caveat: string) =>
    `「${said}」は「${name}」に当たるものとして探しました（${citation}）。${caveat}`,
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
  flows: '「していいか」を、質問に答えながら判定することもできます。',
  flowClauses: '関係する条項です。',
  flowDepends: (offer: string) => `できるかどうかは条件によります。${offer}`,
  flowAsk: (askWhom: string) =>
    `当てはまる条件が分からないときは、実行する前に情報管理者（所属の課の長）に確認してください（${askWhom}）。`,
  reportAfter: (askWhom: string) =>
    `情報管理者（所属の課の長）に連絡がつかないとき、誰に知らせるか分からないときも、一人で抱えず、すぐに職場の上司に伝えてください（${askWhom}）。`,
  reportFirst: (offer: string) => `起きたこと（起きたかもしれないこと）として読みました。${offer}`,
  putAsCase:
    '起きたことの報告ではなく、起きたときにどうするかのお尋ねとして読みました。定めは次のとおりです。',
  putReport: 'すでに起きているとき、起きたかもしれないときは、迷わずこちらから知らせてください。',
  undone: '今は手元にあるというお話として読みました。いま、確かに手元にありますか。',
  undoneAtHand: '手元にある（なくなっていなかった）',
  undoneForAWhile: '一時どこにあるか分からなかった：知らせる',
  undoneNot: 'まだ見つからない・起きたかもしれない：知らせる',
  undoneClauses: '起きたときの定めは、次のとおりです。',
  atHand:
    '分かりました。なくなっていなかったのなら、ここで知らせることはありません。一時でもどこにあるか分からなかったとき、人に使われたり見られたりしたかもしれないときは、知らせてください。',
  report: (what: string) => `知らせる：${what}`,
  emergency:
    '紛失・盗難・誤送信・漏えい・ウイルス感染などが起きた、または起きたかもしれないときは、分かっている範囲ですぐに知らせてください。',
  emergencySteps: '誰に知らせるかは、次の条項に定められています。',
  unknownForm: 'この入力欄はもう使えません。お手数ですが、知りたいことをもう一度入力してください。',
  unknownClause: 'この条項は見つかりませんでした。番号を確かめて、もう一度入力してください。',
  partOf: (citation: string) => `この条項は ${citation} にあります。`,
} as const;

/** The button for the list of all guided decisions. */
export const FLOWS_LABEL = '判定の一覧を見る';

/** The button that lists all guided decisions. */
export function flowsButton(): Choice {
  return { label: FLOWS_LABEL, action: { do: 'flows' }, style: 'plain' };
}

/** The laws beside the policy, under every verdict. */
export const VERDICT_LIMITS =
  '情報セキュリティポリシー上の判定です。個人情報保護法・番号法等（第２章（９））は別に確認してください。';

/** What a guided decision says of its own. What the rules say stands in the pack. */
export const GUIDED = {
  offered: 'その場で判定できます。当てはまるものを選ぶか、入力してください。',
  taken: (facts: readonly string[]) =>
    `次のこととして進めます。違うときは、下の「変更」で直せます。\n${facts.join('\n')}`,
  fact: (name: string, value: string) => `・${name}：${value}`,
  aside: '（今の判定には関わりません）',
  allFlows: '条件に合わせて判定できることの一覧です。知りたいものを選んでください。',
  noFlows: '今は、使える判定がありません。知りたいことを普段の言葉で入力してください。',
  begin: (title: string) => `「${title}」を始める`,
  beginPrompt: '質問に答えながら判定することもできます。',
  beginAgain: (title: string) => `「${title}」を最初から始める`,
  switchTo: (title: string) => `今の判定を置いて「${title}」を始める`,
  switchPrompt: '別の判定を始めることもできます。今の判定には後で戻れます。',
  backTo: (title: string) => `途中の「${title}」に戻る`,
  progress: (questions: number) => (questions <= 1 ? 'これで最後の質問です' : `あと${questions}問くらい`),
  within: (title: string) => `「${title}」の途中で確かめています`,
  chooseSeveral: '当てはまるものをすべて選び、「決定」を押してください。',
  none: 'どれにも当たらない',
  submit: '決定',
  numberRange: (least: number, greatest: number) => `${least}から${greatest}までの整数で答えてください。`,
  find: '分からない（一緒に確かめる）',
  findHelp: (title: string) => `「${title}」の質問に答えると分かります。`,
  back: '戻る',
  why: 'なぜ聞くの？',
  cancel: 'やめる',
  resume: '続ける',
  goOn: '変えずに進む',
  reopen: '取り消して続ける',
  change: '変更',
  changeOf: (name: string) => `「${name}」を変更`,
  because: '次の条項に関わるので伺っています。',
  soFar: '答え｜',
  unknown:
    '情報管理者（所属の課の長）に確かめてから、次の中から選んでください。この画面を閉じても、後で続きから始められます。',
  unsure: 'どちらとも読み取れませんでした。次の中から選んでください。',
  onlyNumber:
    '数字だけでは、何番目のことか名前のことか分かりません。名前で入力するか、次の中から選んでください。',
  alreadyDecided: '判定は上のとおりです。答えを変えて判定し直すこともできます。',
  unsureNumber: (range: string) => `数を一つに決められませんでした。${range}`,
  unsureHelp: '分からないときは、情報管理者（所属の課の長）に確かめてから選んでください。',
  impossible: (allowed: string) => `その答えは使えません。${allowed}`,
  allowedOf: (options: readonly string[]) =>
    `答えられるのは、${options.map((one) => `「${one}」`).join('')}です。`,
  changed: (facts: readonly string[]) => `次のように変えました。\n${facts.join('\n')}`,
  found: (name: string, value: string) => `「${name}」は「${value}」と分かりました。このこととして続けます。`,
  notFound: (name: string) =>
    `「${name}」は、質問だけでは決まりませんでした。情報管理者（所属の課の長）に確かめてから選んでください。`,
  nothingBack: 'これが最初の質問です。前の質問はありません。',
  nothingToChange: 'まだ変更できる答えがありません。',
  whichToChange: 'どの答えを変えますか。',
  cancelled: (title: string) =>
    `「${title}」の判定をやめました。答えはまだ残っているので、続きからやり直せます。`,
  nothingAsked:
    '今は質問していません。知りたいことを、使う物やすることを入れて入力するか、一覧から選んでください。',
  nothingOpen: '途中の判定はありません。知りたいことを入力するか、一覧から選んでください。',
  continued: (title: string) => `「${title}」の続きです。`,
  afterAside: (title: string) => `「${title}」の途中です。続きの質問です。`,
  passedOver: (title: string) => `「${title}」の判定は、続きからできます。`,
  afterReport: (title: string) =>
    `先に上のことを行ってください。「${title}」の判定は、済んでから続けられます。`,
  runGone: (title: string) =>
    title === ''
      ? 'このボタンの判定はもう終わっています。一覧から、もう一度始められます。'
      : `このボタンの「${title}」の判定はもう終わっています。もう一度始められます。`,
  rulesChanged: (title: string) =>
    title === ''
      ? '判定の決まりが新しくなったため、途中の答えは使えなくなりました。お手数ですが、一覧からもう一度始めてください。'
      : `「${title}」の決まりが新しくなったため、途中の答えは使えなくなりました。お手数ですが、もう一度始めてください。`,
  stateLost: '前のやりとりの記録を読み取れませんでした。お手数ですが、判定は一覧からもう一度始めてください。',
  staleChoice: 'この選択肢は今の質問では使えません。次の中から選んでください。',
  notRecorded:
    '記録できなかったため、今の操作は行われていません。少し待って、もう一度送ってください。 [NOT_RECORDED]',
  hidden: '（伏せました）',
  // Verdicts
  verdicts: { allowed: '可', approval: '許可が必要', prohibited: '不可', consult: '要相談' },
  verdictSentences: {
    allowed: '行えます。',
    approval: '次の許可を得れば行えます。許可を得る前には行わないでください。',
    prohibited: 'このままでは行えません。',
    consult: 'ポリシーの条文だけでは決まりません。行う前に情報管理者（所属の課の長）に相談してください。',
    result: 'このように分類されます。',
  },
  withDuties: '下の「行うこと」も確かめてください。',
  /** For flows that never refuse: what they say is what has to be done. */
  dutyLabels: {
    must: '行うことがあります',
    should: '望ましいことがあります',
    none: '特に決まりはありません',
  },
  dutySentences: {
    must: '「しなければならない」と定められていることがあります。下の「行うこと」を確かめてください。',
    should: '「望ましい」「努める」と定められていることがあります。下の「行うこと」を確かめてください。',
    none: 'このポリシーに、しなければならないという定めはありません。',
  },
  approversOne: (post: string) => `${post}の許可を得てください。`,
  approversAll: (posts: readonly string[]) => `次の順に、全員の許可を得てください：${posts.join(' → ')}`,
  approversAny: (posts: readonly string[]) => `${posts.join('、又は')}の、どちらか一方の許可を得てください。`,
  post: (name: string, plain: string) => `${name}（${plain}）`,
  exception: (who: string) => `ただし、${who}の許可があれば行えます。`,
  exceptionAll: (posts: readonly string[]) => `${posts.join('と')}の全員`,
  exceptionAny: (posts: readonly string[]) => `${posts.join('又は')}`,
  alsoNeeds: (posts: readonly string[]) => `そのうえで、${posts.join('と')}の許可も必要です。`,
  duties: { must: 'しなければならない', should: '望ましい・努める' },
  wayOut: (changes: readonly string[], label: string) =>
    `${changes.join('、')}に変えられるなら、「${label}」になります。`,
  wayOutOpen: (changes: readonly string[]) =>
    `${changes.join('、')}に変えられるなら、行える場合があります。変えて質問を続けると判定できます。`,
  wayOutOpenButton: (changes: readonly string[]) => `${changes.join('、')}にして続ける`,
  wayOutButton: (changes: readonly string[], label: string) => `${changes.join('、')}にする（→ ${label}）`,
  to: (name: string, value: string) => `「${name}」を「${value}」`,
  askManager: (askWhom: string) =>
    `ほかの方法があるか、まず情報管理者（所属の課の長）に相談してください（${askWhom}）。`,
  askException: (askWhom: string) =>
    `どうしても行う必要があるときは、情報管理者（所属の課の長）に相談し（${askWhom}）、例外の手続きを確かめてください。`,
  again: '最初からやり直す',
  settled: '残りの条件がどうであっても、次の条項でこの判定になります。',
  alsoSettled: '残りの条件がどうであっても、次の条項も関わります。',
  quotes: '判定の根拠の条項です。',
} as const;
