/** Ends of sentences, and 「あと」「それと」 where a second question is hung on. */
const ENDS =
  /(?<=[?？。\n])\s*(?!$)|(?:、|\s)(?=(?:あと|それと(?!も)|それから|ついでに|もう一つ|もうひとつ)(?:、|\s|は|，)?)/u;

const LEADING = /^(?:あと|それと(?!も)|それから|ついでに|また|もう一つ|もうひとつ)(?:は|、|，|\s)*/u;

/** A part shorter than this asks nothing of its own. */
const SHORTEST = 6;

/**
 * The sentences of a message that each ask something. Sentences that only tell are joined to the question after them:
 * 「サーバ室に業者が来ます。記録はいりますか」 is one part. Fewer than two where the message asks but one thing.
 */
export function askingParts(message: string): string[] {
  const parts: string[] = [];
  let told = '';
  for (const sentence of message.split(ENDS)) {
    const text = sentence.replace(LEADING, '').trim();
    if (asks(text)) {
      parts.push(`${told}${text}`);
      told = '';
    } else if (text !== '') told += `${text}${/[。!！?？]$/u.test(text) ? '' : '。'}`;
  }
  // What is told after the last question belongs to it.
  const last = parts.pop();
  return last === undefined ? [] : [...parts, told === '' ? last : `${last}${told}`];
}

/** 「…ますか」「…教えてください」, with or without a question mark. A wish (「使いたいです」) tells; its question comes after. */
const ASKING_END =
  /(?:[?？]|か(?:ね|な)?|っけ|教えて(?:ください|下さい|ほしい)?|知りたい(?:です)?)[。!！…]*$/u;

function asks(text: string): boolean {
  return text.length >= SHORTEST && ASKING_END.test(text);
}
