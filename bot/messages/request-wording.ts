/** 「理由：契約課長が不在のため副情報管理者へ。」: why these are asked, as the roles' rules say it; empty where they say nothing. */
export function reasonWords(reasons: readonly string[]): string {
  const said = [...new Set(reasons)].filter((reason) => reason !== '');
  return said.length === 0 ? '' : `理由：${said.map((reason) => reason.replace(/。?$/u, '。')).join('')}`;
}

/** What the assistant says of its own about applications for permission. */
export const REQUESTS = {
  apply: '申請する',
  applyTitle: (title: string) => `許可の申請：${title}`,
  send: 'この内容で申請する',
  noDesk: 'この窓口では申請を受け付けていません。情報管理者（所属の課の長）に直接ご相談ください。',
  fields: {
    what: { label: '件名', hint: '何を、どうするのか。例：現地調査のためノートパソコンを持ち出す' },
    why: { label: '理由', hint: '業務で必要な理由を、承認する人に分かるように書いてください。' },
    toWhom: { label: '相手先', hint: '渡す・送る相手。いないときは空けておいてください。' },
    system: { label: '情報システム', hint: '関わる情報システムを選んでください。' },
    noSystem: '特に関わるシステムはない',
    from: { label: 'いつから', hint: '' },
    to: { label: 'いつまで', hint: '期間の定めのない許可は、この窓口では申請できません。' },
    returnBy: { label: '返却日', hint: '持ち出したものを戻す日' },
  },
  problems: {
    missing: (field: string) => `「${field}」を入力してください。`,
    tooLong: (field: string, most: number) =>
      `「${field}」が長すぎます。${most.toLocaleString('ja-JP')}文字までにしてください。`,
    notADate: (field: string) => `「${field}」の日付を読み取れません。2026-11-30 のように入力してください。`,
    past: '「いつまで」が過ぎた日になっています。',
    turnedRound: '「いつまで」が「いつから」より前になっています。',
    returnBeforeStart: '「返却日」が「いつから」より前になっています。',
    returnAfterEnd:
      '「返却日」が「いつまで」より後になっています。戻すまでの間も許可が要るので、「いつまで」を返却日まで延ばしてください。',
    tooLongPeriod: (days: number) =>
      `期間は${days}日までです。それより長い許可や、期間の定めのない許可は、情報管理者に相談してください。`,
    unknownSystem: '選ばれた情報システムが名簿にありません。選び直してください。',
  },
  notKept: '入力した内容は次のとおりです。記録していません。',
  filed: (number: string) => `申請を受け付けました。申請番号は ${number} です。`,
  routedTo: (posts: string, reasons: readonly string[]) =>
    `${posts}に承認を依頼しました。${reasonWords(reasons)}`,
  nobody: (reason: string) => `承認を求める相手がいないため、申請できません。${reasonWords([reason])}`,
  gone: 'この申請は見つかりません。',
  notYours: 'この操作ができる立場ではないため、何も変わっていません。今の状態は次のとおりです。',
  notOpen: 'この申請は、もうこの操作を受け付けていません。今の状態は次のとおりです。',
  stillAbsent: '後閲は、不在の期間が終わってから、本人が行います。今の状態は次のとおりです。',
  alreadyDone: 'この操作は、すでに記録されています。',
  decided: (decision: string) => `「${decision}」として記録し、申請者に知らせます。`,
  decidedStep: (decision: string) => `「${decision}」として記録しました。`,
  next: (posts: string, reasons: readonly string[]) =>
    `続けて、${posts}に承認を依頼しました。${reasonWords(reasons)}`,
  withdrawn: '申請を取り下げました。',
  revoked: '許可を取り消し、申請者に知らせます。',
  counterSigned: '後閲として記録しました。',
  decisions: {
    approved: '許可',
    'approved-with-conditions': '条件付き許可',
    returned: '差戻し',
    refused: '不許可',
  },
  status: {
    waiting: '承認待ち',
    approved: '許可',
    returned: '差戻し',
    refused: '不許可',
    withdrawn: '取下げ',
    revoked: '取消し',
  },
  buttons: {
    approve: '許可する',
    conditions: '条件を付けて許可する',
    return: '差し戻す',
    refuse: '許可しない',
    withdraw: '取り下げる',
    revoke: '許可を取り消す',
    counterSign: '後閲する',
    again: '直して申請し直す',
    renew: '続けて申請する（更新）',
    show: (number: string) => `申請 ${number} を見る`,
  },
  ask: {
    conditions: { title: '許可の条件', label: '条件', hint: '申請者が守ることを書いてください。' },
    returned: { title: '差戻しの理由', label: '理由', hint: '何を直せばよいかを書いてください。' },
    refused: { title: '許可しない理由', label: '理由', hint: '申請者に伝わります。' },
    revoke: { title: '許可を取り消す理由', label: '理由', hint: '申請者に伝わります。' },
    submit: '記録する',
  },
  card: {
    title: (number: string, flow: string) => `申請 ${number}（${flow}）`,
    asker: '申請者',
    period: '期間',
    returnBy: '返却日',
    system: '情報システム',
    verdict: '窓口の判定',
    because: '承認を頼んだ理由',
    renews: '続ける許可',
    request: (number: string) => `申請 ${number}`,
    verdicts: { approval: '許可が必要', prohibited: '不可（許可で解除できる）' },
    facts: '申請者の答え',
    waitingFor: (posts: string, since: string) => `${posts}の承認待ち（${since}から）`,
    decidedBy: (person: string, decision: string, at: string, deputy: boolean) =>
      `${person}${deputy ? '（代理）' : ''}が${at}に「${decision}」`,
    coveredBy: (person: string) => `${person}は、この役職も兼ねています`,
    unseen: '（代理・後閲待ち）',
    counterSignDue: '代理の決定のため、後閲を待っています',
    counterSigned: (person: string, at: string) => `${person}が${at}に後閲`,
    conditions: '条件',
    reason: '理由',
    writtenBelow: (number: string) =>
      `条件や理由の全文は、申請番号（${number}）を入力すると、カードの下に表示します。`,
    erased: '（保存期間が過ぎたため消去しました）',
    holds: (to: string) => `この許可は${to}まで有効です。`,
    ended: 'この許可の期間は終わりました。',
    notYet: (from: string) => `この許可は${from}から有効です。`,
  },
  mine: '申請状況',
  mineNone: '申請はまだありません。',
  mineList: (count: number) => `あなたの申請は${count}件です。新しい順に示します。`,
  waiting: '承認待ち',
  waitingNone: 'あなたの承認を待っている申請はありません。',
  waitingList: (count: number) => `あなたの承認を待っている申請が${count}件あります。古い順に示します。`,
  counterSignList: (count: number) => `代理の決定で、後閲を待っているものが${count}件あります。`,
  limits: '代理の方の決定（代決）ができるかどうかは、市の決裁規程によります（市の確認前）。',
  notices: {
    routed: (number: string) => `申請 ${number} があなたの承認を待っています。`,
    /** For whoever reads it when it waits for them no longer. */
    settled: (number: string, standing: string) =>
      `申請 ${number} の承認をお願いしていましたが、今はあなたの承認を待っていません。今の状態：${standing}`,
    reminded: (number: string) => `申請 ${number} が、まだあなたの承認を待っています。`,
    'deputies-told': (number: string) =>
      `申請 ${number} に1勤務日のあいだ返事がありません。情報管理者に連絡を取ってください。不在と記録されていない間は、代わって決めることはできません。`,
    decided: (number: string, decision: string) => `申請 ${number} は「${decision}」となりました。`,
    withdrawn: (number: string) => `申請 ${number} は取り下げられました。`,
    revoked: (number: string) => `申請 ${number} の許可が取り消されました。`,
    'counter-sign': (number: string) =>
      `申請 ${number} は、代理で決定されました。不在の期間が終わったら、後閲してください。`,
  },
} as const;
