/** What the assistant says of its own about reports and the cases (事案) that come of them. */

/** Before everything about an exercise. */
export const DRILL_MARK = '【訓練】';

export const CASES = {
  gone: 'この事案は見つかりません。',
  filed: (number: string) => `報告を受け付け、記録しました。事案番号は ${number} です。`,
  filedAgain: (number: string) => `この報告はすでに受け付けています。事案番号は ${number} です。`,
  filedWith: (number: string, title: string) =>
    `あわせて、「${title}」としても報告しました。事案番号は ${number} です。`,
  lostWithIt: (number: string) =>
    `一緒になくしたものは、別の事案 ${number} として情報管理者に報告しました。何をなくしたかを書き足してください。`,
  lostWithItButton: 'なくしたものを書き足す',
  askSystem:
    'そのカードや端末で使える重要な情報システムが分かるときは、選んでください。そのシステムの管理者にも知らせます。',
  askSystemButton: '情報システムを選ぶ',
  drill: 'これは訓練です。訓練に加わる役職のほかには知らせません。',
  told: '知らせた相手',
  toldOne: (role: string, post: string) => `・${role}（${post}）に知らせました。`,
  toldNobody: (role: string) =>
    `・${role}に当たる人が見つかりません。職場の上司か CSIRT に、電話で直接知らせてください。`,
  notInDrill: (role: string) => `・${role}：訓練のため知らせません`,
  reached: (name: string, phone: string) => `　${name} 電話 ${phone}`,
  outOfHours: (role: string, phone: string) => `　${role}（時間外も可）電話 ${phone}`,
  ring: '急ぐときは、次の番号に電話してください。',
  nowDo: '今すること',
  follow:
    'この後は、「報告状況」と入力するか、事案番号を入力すると、誰が受領したか、どこまで進んだかを見られます。分かったことが増えたら、事案を開いて書き足してください。',
  evidence: '写真やファイルは受け取れません。証拠になるものは動かさず、置き場所かリンクを書いてください。',
  same: (moment: string) =>
    `同じ課から、${moment}に同じ種類の報告があります。同じ件ですか？ 違うときは、何もしなくてかまいません。`,
  sameButton: (number: string) => `同じ件です（${number}）`,

  notYours: 'この操作ができる立場ではないため、何も変わっていません。今の状態は次のとおりです。',
  notOpen: 'この操作は、今はできないか、すでに済んでいます。今の状態は次のとおりです。',
  notYet: (after: string) => `先に「${after}」を行ってください。今の状態は次のとおりです。`,
  factsWrong: '選ばれた値を読み取れません。もう一度選んでください。',
  textMissing: '何も書かれていません。書いてから、もう一度送ってください。',
  stepsOpen: (steps: readonly string[]) =>
    `まだ終わっていない手順があるため、終わりにできません。次を先に行ってください：${steps.join('、')}`,
  factsOpen: (facts: readonly string[]) =>
    `まだ分かっていないことがあり、ほかの手順が要るかもしれないため、終わりにできません。次を先に確かめてください：${facts.join('、')}`,
  causeMissing:
    '原因と再発防止の措置が書かれていないため、終わりにできません。両方を書くか、軽微とする理由を書いてください。',
  fieldsMissing: (fields: readonly string[]) =>
    `何も書かれていないため、記録していません。次のうち、分かっていることを書いてください：${fields.join('、')}。まだ分からないときは、「調査中」など、今の様子を書いてください。`,
  notMinor: (facts: readonly string[]) =>
    `分かっていることと合わないため、軽微として終わりにできません：${facts.join('、')}。違っているときは、先に「分かったことを書く」で直してください。合っているときは、原因と再発防止の措置を書いて終わりにしてください。`,
  reasonMissing:
    '軽微とする理由が書かれていないか、短すぎるため、終わりにできません。何が起きて、なぜ軽微といえるのかを書いてください。',
  already: 'この操作は、すでに記録されています。',
  notRecorded: '入力した内容は次のとおりです。記録していません。',

  acknowledged: '受領として記録し、報告した人に知らせます。',
  stepDone: (title: string) => `「${title}」を行ったことを記録しました。`,
  opened: (number: string) => `報告しました。事案番号は ${number} です。`,
  factsChanged: '分かったことを記録しました。',
  nothingChanged: '前と同じため、何も変わっていません。',
  noted: '書き足しました。',
  card: '記録しました。',
  cardTakenBack: '取り消しました。取り消したことも、経過に残ります。',
  readyToClose: 'この事案の手順はすべて済みました。あとは「終わりにする」だけです。',
  joined: (number: string) => `${number} と同じ件として記録しました。どちらの事案も残ります。`,
  closed: '事案を終わりにしました。関わった人に知らせます。',
  reopened: '事案を再び開きました。関わった人に知らせます。',

  buttons: {
    show: (number: string) => `事案 ${number} を見る`,
    acknowledge: '受領',
    step: (title: string) => title,
    facts: '分かったことを書く',
    note: '書き足す',
    found: 'カードが見つかった',
    reissued: 'カードを再交付した',
    destroyed: 'カードを廃棄した',
    takeBack: (fate: string) => `「${fate}」の記録を取り消す`,
    close: '終わりにする',
    reopen: '再び開く',
  },

  forms: {
    submit: '記録する',
    step: (title: string) => `手順：${title}`,
    facts: '分かったこと',
    unknown: 'まだ分からない',
    system: { label: '関係する情報システム', hint: '分かっているときに選んでください。' },
    noSystem: '分からない・特にない',
    why: { label: '補足', hint: '変わった理由など。なくてもかまいません。' },
    note: {
      title: '書き足す',
      label: '内容',
      hint: '分かったこと・したこと。ファイルは受け取れません。リンクは書けます。',
    },
    takeBack: (fate: string) => `「${fate}」の記録を取り消す`,
    close: '事案を終わりにする',
    cause: { label: '原因', hint: '' },
    prevention: { label: '再発防止の措置', hint: '' },
    minor: { label: '軽微なものとして終わりにする', hint: '軽微なときは、理由だけで終わりにできます。' },
    yes: 'はい（軽微）',
    no: 'いいえ',
    reason: { label: '軽微とする理由', hint: '軽微とするときだけ書いてください。' },
  },

  view: {
    title: (number: string, flow: string) => `事案 ${number}（${flow}）`,
    reporter: '報告者',
    unlisted: '名簿にない報告者',
    section: '所属',
    at: '報告日時',
    system: '情報システム',
    concerning: '関係する職員',
    with: 'もとの事案',
    same: '同じ件の事案',
    open: (left: number) => `対応中（残りの手順 ${left}）`,
    unanswered: (posts: string) => `${posts}の受領を待っています`,
    exhausted: '誰からも受領の返事がありません。電話で直接知らせてください。',
    closed: (moment: string, person: string) => `終了（${moment}、${person}）`,
    minor: '軽微',
    forYou: 'あなたにお願いすること',
    pleaseAcknowledge: 'まず「受領」を押してください。押されないと、代わる人や上の役職にも知らせます。',
    pleaseAcknowledgeInDrill:
      'まず「受領」を押してください。これは訓練です。押されないときも、訓練に加わる役職のほかには知らせません。',
    nothingForYou: '今、あなたにお願いすることはありません。',
    at_once: '直ちに',
    promptly: '速やかに',
    since: (moment: string) => `（${moment}から）`,
    deadline: (name: string, day: string, status: string) => `${name}：${day}まで（${status}）`,
    law: (name: string, status: string) => `根拠となる法律：${name}（${status}）`,
    told: '知らせた相手と受領',
    wasTold: (post: string, role: string, moment: string) => `・${post}（${role}）に${moment}に知らせました`,
    deputies: '代理',
    received: (person: string, moment: string) => `　${person}が${moment}に受領`,
    waiting: '　まだ受領の返事がありません',
    escalated: (post: string, moment: string) => `　返事がないため、${post}にも${moment}に知らせました`,
    undelivered: (person: string, moment: string) => `　${person}に${moment}に送ったものは届きませんでした`,
    nobodyLeft: '　この上に知らせる役職はありません。電話で直接知らせてください。',
    steps: '手順',
    stepDone: (title: string, person: string, moment: string) => `✓ ${title}：${person}が${moment}に実施`,
    deputy: '（代理）',
    overtaken: '（条件が変わる前に実施）',
    openedCase: (number: string) => `（事案 ${number}）`,
    stepOpen: (title: string, bearers: string) => `□ ${title}：${bearers}`,
    stepWaiting: (title: string, bearers: string, after: string) =>
      `・${title}：${bearers}（「${after}」の後）`,
    stepSkipped: (title: string) => `－ ${title}：訓練の対象外`,
    staff: '報告した人',
    known: '分かっていること',
    unknown: 'まだ分かっていないこと',
    unknownWhy: '答えによって、することが増えます。「分かったことを書く」から選んでください。',
    written: '書かれていること',
    reporterName: '報告者の名前',
    notes: '書き足されたこと',
    by: (person: string, moment: string) => `${person}（${moment}）`,
    fates: { found: 'カードが見つかった', reissued: 'カードを再交付した', destroyed: 'カードを廃棄した' },
    takenBack: (fate: string) => `「${fate}」の記録を取り消した`,
    cause: '原因',
    prevention: '再発防止の措置',
    minorReason: '軽微とする理由',
    limits: 'この窓口の記録です。知らせる時間の間隔・代理の範囲は市の確認前です。',
  },

  mineNone: 'あなたの報告はまだありません。',
  mineList: (count: number) => `あなたの報告は${count}件です。新しい順に示します。`,
  waitingNone: 'あなたの受領や手順を待っている事案はありません。',
  waitingList: (count: number) =>
    `あなたの受領や手順を待っている事案が${count}件あります。古い順に示します。`,
  allNone: 'あなたが見られる対応中の事案はありません。',
  allList: (count: number) => `あなたが見られる対応中の事案は${count}件です。古い順に示します。`,

  notices: {
    'case-alert': (number: string) => `事案 ${number} の報告が届いています。受領してください。`,
    'case-escalated': (number: string) =>
      `事案 ${number} に受領の返事がありません。受領して、対応を確かめてください。`,
    'case-news': (number: string) => `事案 ${number} に動きがありました。`,
    of: (what: string, section: string, moment: string) => `（${what}、${section}、${moment}報告）`,
  },
} as const;
