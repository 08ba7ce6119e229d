/** What the assistant says of its own about absences, posts and what one was told. */
export const ABSENCES = {
  title: '不在の登録',
  fields: {
    from: { label: 'いつから', hint: '' },
    to: { label: 'いつまで', hint: '最終日を含みます。' },
  },
  submit: '登録する',
  notADate: '日付を読み取れません。2026-11-30 のように入力してください。',
  turnedRound: '「いつまで」が「いつから」より前になっています。',
  past: '過ぎた期間は登録できません。',
  recorded: (from: string, to: string) => `${from} から ${to} まで不在として登録しました。`,
  standIn: (posts: string) =>
    `その間の承認の依頼は、${posts}に届きます。代理で決めたことは、戻ったときに後閲してください。`,
  current: (from: string, to: string) => `${from} から ${to} まで不在として登録されています。`,
  end: '不在の登録を取り消す',
  ended: '不在の登録を取り消しました。',
  none: '不在の登録はありません。',
} as const;

/** 「市民税課長」, or where several or others answer for a post 「市民税課の副情報管理者（市民税課 係長１）」. */
function answering(post: string, persons: readonly string[]): string {
  return persons.length === 1 && persons[0] === post ? post : `${post}（${persons.join('、')}）`;
}

export const POSTS = {
  who: (role: string, post: string, persons: readonly string[]) =>
    `あなたの${role}は、${answering(post, persons)}です。`,
  actsToday: (role: string, post: string, persons: readonly string[]) =>
    `あなたの${role}の役は、今日は${answering(post, persons)}が務めます。`,
  nobody: (role: string) => `あなたの${role}に当たる人が、今はいません。`,
  tell: (role: string, post: string, persons: readonly string[]) =>
    `知らせる相手（今日）：${role}の役は${answering(post, persons)}`,
  tellNobody: (role: string) =>
    `知らせる相手（今日）：${role}に当たる人が見つかりません。職場の上司に伝えてください。`,
  reachedAt: (name: string, phone: string) => `${name} 電話 ${phone}`,
} as const;

export const NOTICES = {
  none: '新しいお知らせはありません。',
  list: (count: number) => `お知らせが${count}件あります。新しい順に示します。`,
} as const;

/** What is asked of somebody outside the page, in one line without content. */
export const ASKS = {
  routed: '許可の判断をお願いします',
  reminded: '許可の判断をお待ちしています',
  'deputies-told': '情報管理者への連絡をお願いします',
  decided: '申請の結果をお知らせします',
  withdrawn: '申請が取り下げられました',
  revoked: '許可が取り消されました',
  'counter-sign': '代理の決定の後閲をお願いします',
  'case-alert': '報告が届いています。受領をお願いします',
  'case-escalated': '受領の返事がない報告があります。受領をお願いします',
  'case-news': '報告の件に動きがありました',
} as const;
