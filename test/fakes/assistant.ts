import type { Assistant, ClauseSummary, ClauseView, Incoming } from '../../bot/channel.ts';
import type { Message, QuoteMessage } from '../../bot/messages/model.ts';
import type { DecisionViews } from '../../bot/views/view.ts';
import type { ClauseId } from '../../knowledge/policy/clause.ts';

/** Ids as the policy has them: with `#`, with a kana, with a star. Only a test may make one by hand. */
export const bulletClause = '2.7.1.vii#6' as ClauseId;
export const kanaClause = '2.6.2.ア' as ClauseId;
export const starredClause = '2.3.4#*1' as ClauseId;

/** Text that would be a script in a careless page. */
export const MARKUP =
  '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>';

export interface FakeAssistant extends Assistant {
  /** Everything it was told, in order. */
  readonly received: Incoming[];
}

/**
 * An assistant that answers with every kind of message. It repeats a question in its answer, so that a test can tell
 * conversations apart; `壊れて` makes it throw as no assistant should.
 */
export function createFakeAssistant(): FakeAssistant {
  const received: Incoming[] = [];
  return {
    received,
    policyName: '青葉市行政情報セキュリティポリシー',
    welcome: () => [
      { type: 'text', tone: 'heading', paragraphs: ['情報セキュリティの決まりを、条文でお答えします'] },
      {
        type: 'text',
        tone: 'plain',
        paragraphs: [
          '知りたいことを、ふだんの言葉で入力してください。関係する条文を、そのままの文で引用します。',
          '条文にないことは「書かれていない」とお伝えし、尋ねる先をご案内します。',
        ],
      },
      { type: 'choices', prompt: 'たとえば、このように尋ねられます。', choices: EXAMPLES.map(example) },
    ],
    async receive(incoming) {
      received.push(incoming);
      const { input } = incoming;
      const typed = input.type === 'text' ? input.text : '';
      return {
        messages: answer(incoming),
        hide: typed.includes('秘密の言葉'),
        recorded: !typed.includes('記録できない'),
      };
    },
    news: async () => 0,
    cards: async (person, wanted) =>
      wanted.map((of) => (of.number === SEEN ? { ...COPY, subtitle: `${person}の見る今の状態`, of } : null)),
    clause: (id) => CLAUSES.find((clause) => clause.id === id) ?? null,
    decisions: NO_DECISIONS,
  };
}

/** The number of the one thing on record that anybody may see. */
export const SEEN = 'K7QF-2M9D';
const COPY = { type: 'card', title: `申請 ${SEEN}`, subtitle: '', body: '', facts: [], choices: [] } as const;

/** A city whose policy has no guided decisions. */
const NO_DECISIONS: DecisionViews = {
  policy: {
    city: '青葉市',
    name: '青葉市行政情報セキュリティポリシー',
    source: '青葉市',
    fingerprint: 'f'.repeat(64),
  },
  checks: () => [],
  coverage: () => ({ clauses: 0, used: { flow: 0, report: 0, answer: 0 }, open: [], answeredOnly: [] }),
  flow: () => null,
  verdict: (flow) => ({ code: 'FLOW_UNKNOWN', asked: flow, allowed: [] }),
};

function answer({ input }: Incoming): readonly Message[] {
  if (input.type === 'form') return [text('受け付けました。', JSON.stringify(input.values))];
  if (input.type === 'text') return answerTo(input.text);
  switch (input.action.do) {
    case 'say':
      return answerTo(input.action.text);
    case 'emergency':
      return EMERGENCY;
    case 'show-clause':
      return [text('条文を表示します。'), quote({ clause: input.action.clause })];
    default:
      return [text('判定を始めます。')];
  }
}

const EXAMPLES = [
  '私物のUSBメモリを使ってもよいですか',
  '書類を家に持ち帰りたい',
  '不審なメールを開いてしまった',
  'パスワードの決まりを知りたい',
  '庁舎に業者を入れるとき',
  'データを外部に送りたい',
];

function example(label: string) {
  return { label, action: { do: 'say', text: label }, style: 'plain' } as const;
}

function answerTo(question: string): readonly Message[] {
  if (question.includes('壊れて')) throw new Error(`secret: ${question}`);
  if (question.includes('判定')) return GUIDED;
  if (question.includes('様式')) return [text('次の欄に記入してください。'), FORM];
  return [
    text(`「${question.slice(0, 80)}」に関係する条文です。`),
    quote({}),
    quote({
      clause: kanaClause,
      citation: '第２章（６）②ア',
      role: 'related',
      why: '用語の定義',
      marks: [],
      similar: [],
    }),
    {
      type: 'text',
      tone: 'note',
      paragraphs: ['答えは条文の引用です。判断に迷うときは情報管理者に相談してください。'],
    },
    {
      type: 'choices',
      prompt: '次にできること',
      choices: [
        { label: '条文を見る', action: { do: 'show-clause', clause: starredClause }, style: 'plain' },
        { label: '様式に記入する', action: { do: 'say', text: '様式' }, style: 'plain' },
      ],
    },
  ];
}

function text(...paragraphs: string[]): Message {
  return { type: 'text', tone: 'plain', paragraphs };
}

function quote(changes: Partial<QuoteMessage>): QuoteMessage {
  return {
    type: 'quote',
    clause: bulletClause,
    citation: '第２章（７）①（ⅶ）6項目め',
    path: ['情報セキュリティ対策基準', '技術的セキュリティ', 'コンピュータ及びネットワークの管理'],
    title: '外部記録媒体の取扱い',
    text: `職員は、私物の外部記録媒体を業務に使用してはならない。ただし、情報管理者の許可を得た場合はこの限りでない。\n${MARKUP}`,
    marks: [
      [4, 14],
      [30, 39],
    ],
    role: 'answer',
    why: '',
    similar: [
      {
        clause: kanaClause,
        citation: '第２章（６）②ア',
        text: '職員は、私物の端末を庁内に持ち込んではならない。',
      },
    ],
    ...changes,
  };
}

const FORM: Message = {
  type: 'form',
  form: 'take-out',
  title: '持出しの申請',
  submit: 'この内容で送る',
  fields: [
    {
      kind: 'text',
      id: 'what',
      label: '持ち出すもの',
      hint: '例：名簿1部',
      required: true,
      multiline: false,
      maxLength: 100,
    },
    {
      kind: 'select',
      id: 'class',
      label: '重要性分類',
      hint: '',
      required: true,
      options: [
        { value: 'S', label: 'S（特に重要）' },
        { value: 'A', label: 'A（重要）' },
      ],
    },
    { kind: 'date', id: 'back', label: '返す日', hint: '', required: false },
    { kind: 'text', id: 'why', label: '理由', hint: '', required: false, multiline: true, maxLength: 1000 },
  ],
};

const run = 'run-1';
const step = (label: string, what: 'back' | 'why' | 'cancel' | 'change' | 'find', fact = 'kind') =>
  ({
    label,
    action: { do: 'guide', step: what, run, flow: 'test-flow', fact },
    style: 'plain',
  }) as const;
const answers = [
  {
    fact: 'first',
    name: `前の質問${MARKUP}`,
    value: 'はい',
    change: step('「前の質問」を変更', 'change', 'first'),
  },
];
const QUESTION = {
  type: 'question',
  run,
  flow: 'test-flow',
  fact: 'kind',
  title: '持ち出していい？',
  within: '「メールで送っていい？」の途中で確かめています',
  progress: 'あと2問くらい',
  prompt: '何を持ち出しますか？',
  help: MARKUP,
  others: [
    { ...step('分からない（一緒に確かめる）', 'find'), help: '別の質問で分かります。', chosen: false },
  ],
  controls: [step('戻る', 'back'), step('なぜ聞くの？', 'why'), step('やめる', 'cancel')],
  answers,
} as const;
const clause = { clause: bulletClause, citation: '第２章（７）①（ⅶ）6項目め' };
const cited = [clause];

/** One question of each kind, and a verdict with every part. */
const GUIDED: readonly Message[] = [
  {
    ...QUESTION,
    input: {
      kind: 'choices',
      choices: [
        {
          label: '紙の書類',
          help: '印刷したものや手書きのもの',
          action: { do: 'answer', run, flow: 'test-flow', facts: { kind: 'paper' } },
          style: 'plain',
          chosen: true,
        },
      ],
    },
  },
  {
    ...QUESTION,
    fact: 'items',
    prompt: '当てはまる号はどれですか？',
    within: '',
    others: [],
    input: {
      kind: 'checks',
      checks: [
        { value: '1', label: '第1号', help: '', chosen: false },
        { value: '2', label: '第2号', help: '個人情報', chosen: false },
      ],
      none: 'どれにも当たらない',
      submit: '決定',
    },
  },
  {
    ...QUESTION,
    fact: 'length',
    prompt: '何文字ですか？',
    others: [],
    input: { kind: 'number', least: 1, greatest: 100, value: null, submit: '文字数を送る' },
  },
  {
    type: 'verdict',
    run,
    flow: 'test-flow',
    title: '持ち出していい？',
    verdict: 'prohibited',
    dutiesOnly: false,
    label: '不可',
    sentence: 'このままでは行えません。',
    limits: 'ポリシー上の判定です。',
    limitsFirst: true,
    reasons: [{ facts: [{ name: '種類', value: MARKUP }], says: '持ち出せません。', citations: cited }],
    approvers: null,
    exception: {
      sentence: 'ただし、課長の許可があれば行えます。',
      posts: [],
      mode: 'all',
      citations: cited,
      alsoNeeds: '',
    },
    duties: [
      { strength: 'must', label: 'しなければならない', text: '記録を付ける', citation: clause },
      { strength: 'should', label: '望ましい', text: '袋に入れる', citation: clause },
    ],
    notes: ['分類を見直してください。'],
    wayOn: [
      {
        sentence: '紙でなければ可になります。',
        choices: [
          {
            label: '紙でないとする',
            action: { do: 'answer', run, flow: 'test-flow', facts: { kind: 'data' } },
            style: 'plain',
          },
        ],
      },
    ],
    answers,
    print: { flow: 'test-flow', facts: { kind: 'paper', items: ['1', '2'] } },
    next: [{ label: '最初からやり直す', action: { do: 'start', flow: 'test-flow' }, style: 'plain' }],
  },
];

const EMERGENCY: readonly Message[] = [
  {
    type: 'text',
    tone: 'urgent',
    paragraphs: ['まず、情報管理者に電話で知らせてください。探すのはその後です。'],
  },
  {
    type: 'card',
    title: '情報管理者',
    subtitle: '所属の課長',
    body: '不在のときは、課長代理に知らせてください。',
    facts: [
      { name: '電話', value: '内線 1234' },
      { name: '夜間・休日', value: '022-000-0000' },
    ],
    choices: [{ label: '連絡した', action: { do: 'say', text: '連絡しました' }, style: 'danger' }],
  },
];

const summary = (id: ClauseId, citation: string, label: string): ClauseSummary => ({ id, citation, label });

const chapter = summary('2' as ClauseId, '第２章', '情報セキュリティ対策基準');
const section = summary('2.7' as ClauseId, '第２章（７）', '技術的セキュリティ');
const kana = summary(kanaClause, '第２章（６）②ア', '私物の端末');
const starred = summary(starredClause, '第２章（３）④1項目め', '重要性分類S 特に重要な行政情報');

const CLAUSES: readonly ClauseView[] = [bulletClause, kanaClause, starredClause].map((id, place) => ({
  id,
  citation: ['第２章（７）①（ⅶ）6項目め', kana.citation, starred.citation][place] ?? '',
  marker: ['・', 'ア', '●'][place] ?? '',
  title: ['外部記録媒体の取扱い', '', MARKUP][place] ?? '',
  body: '職員は、私物の外部記録媒体を業務に使用してはならない。',
  ancestors: [chapter, section],
  children: place === 0 ? [starred] : [],
  previous: place === 0 ? null : kana,
  next: place === 2 ? null : starred,
  links: [kana],
  linkedFrom: [starred],
}));
