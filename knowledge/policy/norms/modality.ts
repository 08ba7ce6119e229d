import type { Sentence } from './sentence.ts';

export const MODALITIES = [
  'prohibition',
  'permission-required',
  'obligation',
  'recommendation',
  'definition',
  'statement',
] as const;

/** What a clause does: forbids, asks for somebody's leave, obliges, advises, says what a word or a post is, or none of these. */
export type Modality = (typeof MODALITIES)[number];

interface Rule {
  readonly modality: Modality;
  readonly when: RegExp;
}

/** By a sentence's ending, the first that fits. Verbs end a Japanese sentence: what stands last is what it does. */
const RULES: readonly Rule[] = [
  // A power: 「…例外措置を実施することができる」, 「…送信等を行うことが出来る」
  { modality: 'statement', when: /(?:できる|出来る)$/u },
  // A release: 「報告を要しないものとする」
  { modality: 'statement', when: /要しない(?:ものとする)?$/u },
  // 「…消去することでも可とする」
  { modality: 'statement', when: /可とする$/u },
  // 「CISO の許可を得た場合はこの限りでない」
  { modality: 'statement', when: /この限りで(?:は)?ない$/u },

  // 「情報管理者の許可なく部外者へ提供してはならない」
  {
    modality: 'permission-required',
    when: /(?:許可|承認)(?:なく|なしに|を[得受]\S{0,4}ずに).*(?:てはならない|ないこと)$/u,
  },
  // 「情報管理者の許可を得なくてはならない」, 「情報管理者の承認を受けなければならない」, 「許可を得ること」
  {
    modality: 'permission-required',
    when: /(?:許可|承認)を(?:得|受け)(?:なければならない|なくてはならない|ること|るものとする)$/u,
  },
  // The leave comes before the act that the sentence ends in; said of a 場合 it is only a condition (2.7.1.vii#8).
  // 「許可を得た上で…送信を行わなければならない」, 「許可を得るとともに，著作権…」, 「許可を得ることとし，…記録しなければならない」
  {
    modality: 'permission-required',
    when: /(?:許可|承認)を(?:得|受け)(?:た上で|るとともに|ることとし|て，)(?!.*(?:場合|とき)).*(?:なければならない|なくてはならない|ものとする|すること)$/u,
  },
  // 「CISO の許可に基づき接続しなければならない」
  {
    modality: 'permission-required',
    when: /(?:許可|承認)に基づ(?:き|いて).*(?:なければならない|なくてはならない|ものとする|すること)$/u,
  },

  // 「放置してはならない」
  { modality: 'prohibition', when: /[てで]はならない$/u },
  // 「ネットワークに接続することを原則禁止しなければならない」
  { modality: 'prohibition', when: /禁止(?:する|とする|しなければならない|すること|するものとする)$/u },
  // 「ウイルスチェックの実行を途中で止めないこと」; not 「誤りがないこと」, which asks for a state
  { modality: 'prohibition', when: /(?<![がの])ない(?:こと|ものとする)$/u },

  // 「あらかじめ…パスワードを取り決めることが望ましい」
  { modality: 'recommendation', when: /望ましい$/u },
  // 「強化に努めるものとする」, 「対策に努めなければならない」
  { modality: 'recommendation', when: /努め(?:る|ること|るものとする|なければならない|なくてはならない)$/u },
  // 「複数要素認証の導入を検討しなければならない」
  { modality: 'recommendation', when: /検討(?:する|すること|するものとする|しなければならない)$/u },
  // 「定期的及び必要に応じ監査を実施するものとする」: what also falls due at fixed times is not left to discretion, nor is
  // 「定期的及び必要に応じて自主点検を行い，…必要に応じ改善措置を講じるものとする」, whose first act is owed
  { modality: 'obligation', when: /定期的(?:及び|かつ|又は)必要に応じ.*ものとする$/u },
  // 「必要に応じネットワーク管理者と協議するものとする」
  { modality: 'recommendation', when: /必要に応じ.*ものとする$/u },

  // 「遵守しなければならない」, 「必ず当該文書等にも反映しなくてはならない」, 「…を有する者でなければならない」
  { modality: 'obligation', when: /(?:なければ|なくては|ねば)ならない$/u },
  // 「対策を講ずるものとする」
  { modality: 'obligation', when: /ものとする$/u },

  // 「機密性：情報にアクセス…を確実にすること」: a term, a colon, what it means
  { modality: 'definition', when: /^[^，をには]*：/u },
  // 「ウイルスチェックを行うこと」
  { modality: 'obligation', when: /[るうくすつむぶぐ]こと$/u },
  // 「本市の情報資産をいう」, 「…をモバイル端末という」
  { modality: 'definition', when: /(?:をいう|という)$/u },
  // 「局等の長をもってこれに充てる」
  { modality: 'definition', when: /充てる$/u },
  // 「副情報管理者を置き，…当該課の係長職の職員の中から情報管理者が指名する」
  { modality: 'definition', when: /を置き，.*指名する$/u },
  // 「システム管理者の役割を兼ねる」
  { modality: 'definition', when: /を兼ねる$/u },

  // 「最高位に位置するものである」, 「欠かせないものとなっている」
  { modality: 'statement', when: /(?:である|ている)$/u },
  // 「権限及び責任を有する」: what a post may do and answers for
  { modality: 'statement', when: /を有する$/u },
  // 「管理体制は下記のとおりとする」, 「…すべての職員とする」
  { modality: 'statement', when: /とする$/u },
];

/** 「必要な指示及び助言を行う」, 「分類する」: lays a duty where it is said of a role, and says nothing of who must where it is not. */
const PLAIN_PRESENT = /[るうくすつむぶぐ]$/u;
/** 「ただし，…この限りでない」, 「なお，…非公開とする」: takes something away or adds a remark. */
const ASIDE = /^(?:ただし|なお)，/u;

/**
 * What a clause does, by its deciding sentence: the first, unless that only tells in the plain present what is done, by
 * nobody in particular, and one after it lays it down (1.9.4: 「…措置を講ずる。また，…措置を講ずるものとする。」).
 * @param bearers of the whole clause, inherited ones too.
 */
export function modalityOf(sentences: readonly Sentence[], bearers: readonly string[]): Modality {
  for (const [i, { text }] of sentences.entries()) {
    if (i > 0 && ASIDE.test(text)) continue;
    const rule = RULES.find(({ when }) => when.test(text));
    if (rule !== undefined) return rule.modality;
    if (!PLAIN_PRESENT.test(text)) return 'statement';
    if (bearers.length > 0) return 'obligation';
  }
  return 'statement';
}
