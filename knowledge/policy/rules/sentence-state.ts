/** What the end of one line and the beginning of the next say about the sentence between them. */

/** 「…をいう。」, 「…同じ。）」 */
export function endsSentence(text: string): boolean {
  return /。[）)」』]*$/u.test(text);
}

/** A sentence or a bracket is closed: 「…する。」, 「…市長決裁）」 */
export function isClosed(text: string): boolean {
  return /[。）)」』]$/u.test(text);
}

/** Something must follow: 「…重要性分類Ｓ，」, 「上記」, 「…セキュリティ及び」, 「…情報資産の」 */
export function isUnfinished(text: string): boolean {
  return /(?:[，、,（(「『のをにはがとで]|及び|又は|並びに|若しくは|から|上記|本章|前記)$/u.test(text);
}

/** Even a short line goes on after these: 「…重要性分類Ｓ，」, 「…という（」 */
export function breaksOff(text: string): boolean {
  return /[，、,（(「『]$/u.test(text);
}

/** 「また，マナーと倫理をもって…」, 「なお，…」, 「ただし，…」 */
export function opensWithConjunction(text: string): boolean {
  return /^(?:また|なお|ただし|さらに|しかし|おって|この場合において)[，、,]/u.test(text);
}
