/** What is said around a report, from the first word to the alert and after. What has to be done stands in the pack. */
export const REPORTS = {
  menu: '起きたこと（起きたかもしれないこと）を選ぶと、知らせるべき人にすぐに届けます。確かでなくても構いません。',
  menuTitle: '起きたことを知らせる（質問は３つまで）',
  begun:
    '質問に答えると、知らせるべき人にすぐに届けます。答えは、ボタンでも普段の言葉でも構いません。急ぐときは、上の人に先に電話してください。',
  taken: (facts: readonly string[]) =>
    `次のこととして読みました。違うときは、下の「変更」で直せます。\n${facts.join('\n')}`,
  signInFirst:
    '報告を届けるには、サインインが必要です。先に画面の上の「サインイン」からサインインしてください。答えは残ります。',
  cityNumber: (name: string, phone: string) => `${name}：${phone}`,
  cityNumbers: 'すぐに電話するときは、所属の課の長（情報管理者）か、次の番号です。',
  whatField: '起きたこと',
  progress: (questions: number) =>
    questions <= 1 ? 'この答えで知らせます' : `あと${questions}問で知らせます`,
  progressSignIn: (progress: string) => `${progress}（知らせるにはサインインが要ります）`,
  whatElse:
    '一緒になくしたものは、カードとは別にセキュリティ障害としても報告するため、別の番号になります。知らせた相手は上のとおりです。何をなくしたか（USBメモリ、書類、中身など）を書き足してください。',
  whatElseButton: 'なくしたものを書く',
  contactLater:
    '連絡先は「後で伝える」になっています。決まったら、ここから書いてください。知らせた人にも伝わります。',
  contactLaterButton: '連絡先を書く',
  progressAfter: (questions: number) =>
    questions <= 1 ? '任意の質問（これで最後）' : `任意の質問（あと${questions}問）`,
  drillTitle: (title: string) => `【訓練】${title}`,
  ownPhone: (phone: string) => `${phone}（名簿の自分の番号）`,
  ownPhoneWord: '名簿の番号',
  notKnown: 'まだ分からない',
  othersMatter: 'ほかの人のこと',
  superiorsMatter: '上司のこと',
  concerning: {
    name: '誰のことか',
    question: '誰のことですか？',
    help: 'その人の課の長などに知らせます。ここにない人は、下の入力欄に名簿のとおりの名前を書いてください。',
  },
  about: {
    name: '知らせない人',
    question: '誰についての報告ですか？',
    help: 'その人を通さず、一つ上の役職に知らせます。ここにない人は、下の入力欄に名簿のとおりの名前を書いてください。',
  },
  noSuperior: '上司についての報告ではない',
  noSuperiorWords: ['違う', 'ちがう', '上司のことではない', '上司ではない', 'いいえ'],
  someSuperior: '上司（まだ選んでいません）',
  superiorFirst: (called: string) =>
    `起きたこと（起きたかもしれないこと）として読みました。「${called}」についての報告でしたら、その人には知らせずに、一つ上の役職に届けます。その人に先に電話する必要はありません。`,
  ringPast: 'すぐに電話するときは、次の番号です。',
  ringAfterAll:
    '分かりました。直ちに情報管理者（所属の課の長）に報告してください。ここで答えると、すぐに届けます。',
  drill: {
    name: '訓練で知らせる役職',
    question: '訓練で知らせる役職を選んでください。',
    help: '選んだ役職の人にだけ、【訓練】と付けて届きます。ほかの役職には届きません。統計にも入りません。',
  },
  notFound: (name: string) =>
    `「${name}」は名簿に見つかりませんでした。名簿のとおりの名前を書くか、次の中から選んでください。`,
  severalFound: '同じ名前の人が何人かいます。次の中から選んでください。',
  filed: 'ここからは、分かることだけで結構です。答えるたびに、知らせた人にも伝わります。',
  afterAll: '伺うことは以上です。新しく分かったことは、報告の画面からいつでも足せます。',
  alreadyFiled: 'この報告はもう届いています。もう一度押しても、二重にはなりません。',
  changed: (facts: readonly string[]) => `次のように伝えました。\n${facts.join('\n')}`,
  advice: 'ポリシーが求めているのは、次のことです。報告は求められていません。',
  adviceStep: (title: string, does: string) => `・${title}：${does}`,
  adviceReminder: (says: string) => `・${says}`,
  adviceMore: '気になるときは、記録に残して情報管理者（所属の課の長）に見てもらうこともできます。',
  record: '念のため記録に残す',
  changedMind: '答えを変えるときは、選んでください。',
  stopped: (title: string) =>
    `「${title}」の報告をやめました。まだ誰にも知らせていません。書いていただいた文は消しました。起きたこと（起きたかもしれないこと）は、電話などで必ず情報管理者（所属の課の長）に知らせてください。`,
  stoppedAfter:
    '質問を終えます。報告はもう届いています。新しく分かったことは、報告の画面からいつでも足せます。',
  stoppedAdvice: '質問を終えます。報告はしていません。',
  leftOpen: '途中で置いたものがあります。',
  goOnReport: '報告を続ける',
  afterAside: (title: string) => `「${title}」の報告の途中です。まだ誰にも知らせていません。続きの質問です。`,
  stillToTell: (title: string) => `「${title}」の報告はまだ途中で、誰にも知らせていません。`,
  evidence:
    '写真やファイルは、ここでは受け取れません。画面・機器・メールなどの証拠は、消さず、動かさず、そのままにして、情報管理者の指示を待ってください。どこにあるかを文で書くか、保管場所のリンク（https://…）を書いてください。',
  notFiled:
    '記録できなかったため、この報告はまだ誰にも届いていません。待たずに、次の人に電話してください。 [NOT_RECORDED]',
  givenBack: (lines: readonly string[]) =>
    `入力していただいた内容です。電話で伝えるときに使ってください。\n${lines.join('\n')}`,
  tryAgain: '電話の後、もう一度答えると届けられます。',
  line: (name: string, said: string) => `・${name}：${said}`,
  drillBegins:
    '訓練を始めます。本当の報告と同じ流れで、選んだ役職の人にだけ【訓練】と付けて届きます。事案・通知・印刷のすべてに【訓練】と付き、統計には入りません。どの報告を訓練しますか。',
  drillNotYours:
    '訓練を始められるのは、CSIRT の担当の方（CSIRT 責任者・CSIRT 管理者・CSIRT 担当者）です。訓練をしたいときは、CSIRT の担当に相談してください。',
  drillRefused: '今は訓練を始められる役職ではないため、届けませんでした。 [DRILL_REFUSED]',
  added: (number: string) => `届けた報告（${number}）に書き足しました。`,
  addedElse: '別の件のときは、選んでください。',
  whichReport: '先ほど届けた報告のことですか、別の件ですか。選ぶまで、この文はまだ誰にも届いていません。',
  ofThatReport: '先ほどの報告に書き足す',
  asAnother: '別の件として報告する',
  repeated: 'この報告はすでに届いています（二重にはなりません）。',
} as const;
