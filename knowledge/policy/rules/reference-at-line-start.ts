// 「（ⅰ）の定めのほか」, 「（ⅰ）から（ⅲ）」, 「(a)及び(b)」: no title begins like this.
const ALWAYS = /^(?:の|から|まで|及び|又は|並びに|若しくは|において|により|による|については|に係る|[，、])/u;

// 「（８）に掲げる」, 「（注）を維持」. A hiragana after the particle makes it a word: 「（１）はじめに」.
const INSIDE_A_SENTENCE = /^[にをはがとでも](?![ぁ-ん])/u;

/**
 * Whether the words after a marker make it a reference that the page happened to put at a line start.
 * `sentenceOpen`: the line before is full and has not ended its sentence.
 */
export function isReference(rest: string, sentenceOpen: boolean): boolean {
  return ALWAYS.test(rest) || (sentenceOpen && INSIDE_A_SENTENCE.test(rest));
}
