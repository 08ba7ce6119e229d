/**
 * What the form of a Japanese sentence says about the speaker's purpose, whatever the subject: tense, evidentials,
 * conditions, requests for leave. Language, not policy: no word here belongs to a city.
 */
export type Cue =
  /** Something has happened: なくした, てしまった, 見当たらない, 届いた. */
  | 'happened'
  /** A sentence says how something was or is; alone it may be a report or a sigh. */
  | 'told'
  /** Something may have happened: かも, っぽい, みたい, 気がする. */
  | 'suspected'
  /** A case put: もし…たら, …した場合, …ときは. */
  | 'hypothetical'
  /** Leave is asked: していい？ 大丈夫？ 許可がいる？ したいのですが. */
  | 'permission'
  /** A class is asked for one thing: 分類はどれ？ 該当する？ 何系になる？ */
  | 'which'
  /** A duty is asked: しないとだめ？ 義務？ 必要？ */
  | 'duty'
  /** A meaning is asked: とは, って何, 違い. */
  | 'meaning'
  /** A person or place is asked: 誰, どこの課. */
  | 'who'
  /** All of something is asked: 一覧, 全部, まとめて. */
  | 'listing'
  /** Help is asked now: どうすれば, どうしよう, 助けて. */
  | 'help'
  /** A number, a day, a price or a place is asked: 何日, いくら, いつまで, どこにありますか. */
  | 'amount'
  /** How a thing is worked or made: やり方, 操作, どの画面. */
  | 'how'
  /** Words for what the rule says in general: 決まり, 規定, と書いてある. */
  | 'rule';
