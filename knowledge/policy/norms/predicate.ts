/**
 * Whether a text ends as a sentence does, in a verb, an adjective or こと: 「…しなければならない」, 「ウイルスチェックを行うこと」. Not
 * 「セキュリティ障害の内容」, 「…を行う場合」, 「…と認める行政情報」, 「行政情報の漏えい」: those are parts of somebody else's sentence.
 */
export function endsInPredicate(text: string): boolean {
  return /(?:[るうくすつぬむぶぐただ]|[なしよ]い|こと)。?$/u.test(text);
}
