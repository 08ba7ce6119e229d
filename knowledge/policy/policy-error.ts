/** What can be wrong with a policy text. */
export type PolicyErrorCode =
  /** Nothing but blanks. */
  | 'empty-text'
  /** Words before the first chapter: they would belong to no clause. */
  | 'text-before-heading'
  /** A section, article, item, bullet or note before the first chapter. */
  | 'marker-before-heading'
  /** A marker where its level cannot stand, e.g. ア directly under 第１章. */
  | 'out-of-place'
  /** A number left out, e.g. ③ after ①. */
  | 'numbering-jump'
  /** A number printed twice in one list. */
  | 'duplicate-id'
  /** A marker with nothing after it and nothing under it. */
  | 'empty-clause';

/** A fault in a policy text, with its place and what to do about it. */
export interface PolicyError {
  readonly code: PolicyErrorCode;
  /** 1-based line of the source text. */
  readonly line: number;
  /** Japanese, for the person who prepares the text: what is wrong and what to do. */
  readonly message: string;
}

const REMEDY: Readonly<Record<PolicyErrorCode, (marker: string) => string>> = {
  'empty-text': () => '本文がありません。規程の本文をテキストファイルに貼り付けてください。',
  'text-before-heading': () =>
    '最初の章見出しより前に文があります。「序」または「第１章」の見出しを前に置くか、この文を除いてください。',
  'marker-before-heading': (marker) =>
    `「${marker}」が最初の章見出しより前にあります。「序」または「第１章」の見出しを前に置いてください。`,
  'out-of-place': (marker) =>
    `「${marker}」はこの位置に置けません。上の段の見出し（章・（１）・①など）が抜けていないか確かめてください。`,
  'numbering-jump': (marker) =>
    `「${marker}」の前の番号がありません。番号を直すか、抜けている項目を加えてください。`,
  'duplicate-id': (marker) =>
    `「${marker}」が同じ並びに二度あります。番号を直すか、重なった項目を除いてください。`,
  'empty-clause': (marker) =>
    `「${marker}」に続く文がありません。文を補うか、削除された項目なら「削除」と書いてください。`,
};

/** Builds the error of one kind at one line; `marker` is the printed marker it is about. */
export function policyError(code: PolicyErrorCode, line: number, marker = ''): PolicyError {
  return { code, line, message: `${line}行目：${REMEDY[code](marker)}` };
}
