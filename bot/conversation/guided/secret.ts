import { normaliseText } from '../../../knowledge/search/normalise.ts';

/** Shorter than any password that a person would have checked. */
const SHORTEST = 6;
/** Words of the trade that mix letters with figures and are no secrets: Windows11, Office365, AES-256, 2.7.1.vii#6. */
const ORDINARY =
  /^(?:windows|win|office|microsoft|excel|word|outlook|m365|aes|sha|rsa|zip|usb|wi-?fi|ipv[46]|tls|ssl|http|https:\/\/|www\.|iphone|ipad|android|dvd|cd-?r|tpm|bitlocker|iso|jis|nist|sp800|cve|covid|pci)[-a-z0-9./:_]*$|^\d+(?:\.\d+)*(?:\.[ivxア-ン]+)*(?:[#*]\d+)?$|^[a-z]+[-/'’][a-z]+$|^[a-z]+[.,!?:;]*$/u;
/** Marks of a citation written without the words between them: 「（ⅶ）（７）」. */
const CITATION = /^[ivx\d().#*-]+$/u;
/** Addresses and names of files. */
const NAME =
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$|^[\w-]+\.(?:zip|7z|xlsx?|docx?|pptx?|pdf|csv|txt|exe)$/u;
/** The talk is of passwords. */
const TALK =
  /パスワード|パスフレーズ|パスコード|(?<![\p{sc=Katakana}ー])パス(?![\p{sc=Katakana}ー])|暗証|(?<![a-z])(?:pass(?:word|wd|code)?|pwd?)(?![a-z])/iu;
/** So long a word with letters, figures and signs is nothing but a password, whatever the talk is of. */
const ALONE = /^(?=.*[A-Za-z])(?=.*\d)(?=.*[^\w.:/#*-])[\x21-\x7e]{8,}$/u;
/** Products and formats by name. */
const PRODUCT =
  /^(?:windows|win|office|microsoft|excel|word|outlook|powerpoint|m365|aes|sha|rsa|zip|usb|wi-?fi|ipv[46]|tls|ssl|https?|www\.|iphone|ipad|android|bitlocker|iso|jis|nist|onedrive|sharepoint|chatgpt)[-a-z0-9./:_]*$/u;
/** Who says that their password is this word says it: 「パスワードはsendaishiyakushoです」. */
const STATED =
  /(?:パスワード|パスフレーズ|パスコード|(?<![\p{sc=Katakana}ー])パス|暗証番号|password|passwd)\s*(?:は|が|を|[:=「『"'(])\s*([\x21-\x7e]{8,})(?=\s|$|[」』"')。、?!]|です|でした|だ|に(?:して|し(?:ます|た))|で(?:す|いい|よい|良い|足り|大丈夫|ok))/giu;
/** A word and nothing beside it but politeness, or whether it will do. */
const BARE =
  /^[「『"'(]?([\x21-\x7e]{8,}?)[」』"')]?(?:です|でした|だ|は|で)?(?:足り(?:る|ます)|(?:いい|よい|良い|大丈夫|ok)(?:です)?|どう(?:です)?)?(?:か(?:な|ね)?)?[。.!?]*$/iu;
/** Stands where a secret stood. */
const MASK = '****';

/**
 * Whether a text holds something that looks like a password: six or more letters, digits and signs in a row, letters
 * mixed with others. Asked only where the talk is of one; what looks like it is then neither judged nor kept.
 */
export function holdsSecret(typed: string): boolean {
  // Not lowered yet: half-width and full-width alike, the letters as they are.
  const text = typed.normalize('NFKC');
  return (text.match(/[\x21-\x7e]+/gu) ?? []).some(isSecret) || stated(text).length > 0;
}

/**
 * Whether a text is a bare word of eight or more letters, digits and signs. Where a password is talked of that may be the
 * password itself (「sendaishi」「20261124」), though nothing in the word says so; elsewhere it is a word.
 */
export function isBareWord(typed: string): boolean {
  const word = BARE.exec(typed.normalize('NFKC').trim())?.[1];
  return word !== undefined && !isNamed(normaliseText(word));
}

/** The words that are said to be a password, whatever they are made of. */
function stated(text: string): string[] {
  return [...text.matchAll(STATED)].flatMap(([, word = '']) => (isNamed(normaliseText(word)) ? [] : [word]));
}

function isNamed(word: string): boolean {
  return PRODUCT.test(word) || (CITATION.test(word) && /[ivx.#*()]/u.test(word)) || NAME.test(word);
}

/** A text without the passwords in it; null where it holds none, or where the talk is of something else. */
export function masked(typed: string): string | null {
  const text = typed.normalize('NFKC');
  const alone = text.trim();
  if (!TALK.test(text) && !(ALONE.test(alone) && isSecret(alone))) return null;
  if (!holdsSecret(text)) return null;
  const without = text.replace(/[\x21-\x7e]+/gu, (it) => (isSecret(it) ? MASK : it));
  return stated(without).reduce((sofar, word) => sofar.replaceAll(word, MASK), without);
}

function isSecret(token: string): boolean {
  const core = token.replace(/^["'「(:]+|["'」).,]+$/gu, '');
  if (core.length < SHORTEST || !/[A-Za-z]/u.test(core) || !/[^A-Za-z]/u.test(core)) return false;
  const plain = normaliseText(core);
  return !ORDINARY.test(plain) && !CITATION.test(plain) && !NAME.test(plain);
}
