/** Why nobody was signed in: each with its page for the person, and its code in the log. */
const REFUSALS = {
  SIGN_IN_CANCELLED: [
    400,
    'サインインを取りやめました',
    '認証の画面で取り消されたか、許可されませんでした。もう一度サインインしてください。',
  ],
  SIGN_IN_EXPIRED: [
    400,
    'サインインの途中で時間が切れました',
    '途中で時間がたったか、別のタブでもサインインを始めたか、一度使ったアドレスを開き直しました。もう一度サインインしてください。',
  ],
  SIGN_IN_NOT_VERIFIED: [
    400,
    'サインインを確かめられませんでした',
    '認証基盤から届いた内容を確かめられなかったため、サインインしていません。もう一度お試しください。くり返すときは、この窓口の管理者に下の符号を伝えてください。',
  ],
  PROVIDER_UNREACHABLE: [
    502,
    '認証基盤につながりません',
    '市の認証基盤から応答がありません。少し待ってから、もう一度サインインしてください。続くときは、この窓口の管理者に下の符号を伝えてください。',
  ],
  EMAIL_MISSING: [
    403,
    'メールアドレスを受け取れませんでした',
    '認証基盤からあなたのメールアドレスが届かないため、職員名簿と照らし合わせられません。この窓口の管理者に下の符号を伝えてください。',
  ],
  EMAIL_NOT_VERIFIED: [
    403,
    'メールアドレスが確認されていません',
    '認証基盤で、あなたのメールアドレスの確認が済んでいません。認証基盤の管理者に、メールアドレスの確認を依頼してください。',
  ],
  PERSON_UNKNOWN: [
    403,
    '職員名簿に見つかりません',
    'サインインしたアカウントのメールアドレスが、この窓口の職員名簿にありません。異動や採用の直後のときも、この窓口の管理者に、名簿への登録を依頼してください。',
  ],
  FORM_OUTDATED: [
    403,
    '画面が古くなっています',
    '画面を開いてから時間がたったか、別のところでサインインし直しました。前の画面に戻って読み込み直し、もう一度お試しください。',
  ],
  FORM_FOREIGN: [
    403,
    'ほかのサイトからの送信は受け付けません',
    'この窓口の画面から、もう一度お試しください。',
  ],
  DEMO_ONLY_HERE: [
    403,
    'デモのサインインは使えません',
    'デモのサインインは、この窓口が動いているパソコンの中でしか使えません。ほかのパソコンから使うには、管理者が認証基盤（OIDC）を設定します。',
  ],
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalWords {
  readonly code: RefusalCode;
  readonly status: 400 | 403 | 502;
  readonly heading: string;
  readonly advice: string;
}

export function wordsOf(code: RefusalCode): RefusalWords {
  const [status, heading, advice] = REFUSALS[code];
  return { code, status, heading, advice };
}
