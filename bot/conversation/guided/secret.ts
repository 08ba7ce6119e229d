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
/** Stands where a secret stood. */
const MASK = '****';

/**
 * Whether a text holds something that looks like a password: six or more letters, digits and signs in a row, letters
 * mixed with others. Asked only where the talk is of one; what looks like it is then neither judged nor kept.
 */
export function holdsSecret(typed: string): boolean {
  // Not lowered yet: half-width and full-width alike, the letters as they are.
  return (typed.normalize('NFKC').match(/[\x21-\x7e]+/gu) ?? []).some(isSecret);
}

/** A text without the passwords in it; null where it holds none, or where the talk is of something else. */
export function masked(typed: string): string | null {
  const text = typed.normalize('NFKC');
  const alone = text.trim();
  if (!TALK.test(text) && !(ALONE.test(alone) && isSecret(alone))) return null;
  return holdsSecret(text) ? text.replace(/[\x21-\x7e]+/gu, (it) => (isSecret(it) ? MASK : it)) : null;
}

function isSecret(token: string): boolean {
  const core = token.replace(/^["'「(:]+|["'」).,]+$/gu, '');
  if (core.length < SHORTEST || !/[A-Za-z]/u.test(core) || !/[^A-Za-z]/u.test(core)) return false;
  const plain = normaliseText(core);
  return !ORDINARY.test(plain) && !CITATION.test(plain) && !NAME.test(plain);
}
