import { normaliseText } from '../../../knowledge/search/normalise.ts';

/** Shorter than any password that a person would have checked. */
const SHORTEST = 6;
/** Words of the trade that mix letters with figures and are no secrets: Windows11, Office365, AES-256, 2.7.1.vii#6. */
const ORDINARY =
  /^(?:windows|win|office|microsoft|excel|word|outlook|m365|aes|sha|rsa|zip|usb|wi-?fi|ipv[46]|tls|ssl|http|https:\/\/|www\.|iphone|ipad|android|dvd|cd-?r|tpm|bitlocker)[-a-z0-9./:_]*$|^\d+(?:\.\d+)*(?:\.[ivxア-ン]+)*(?:[#*]\d+)?$|^[a-z]+[-'’][a-z]+$|^[a-z]+[.,!?:;]*$/u;

/**
 * Whether a text holds something that looks like a password: six or more letters, digits and signs in a row, letters
 * mixed with others. Asked only where the talk is of one; what looks like it is then neither judged nor kept.
 */
export function holdsSecret(typed: string): boolean {
  // Not lowered yet: half-width and full-width alike, the letters as they are.
  const tokens = typed.normalize('NFKC').match(/[\x21-\x7e]+/gu) ?? [];
  return tokens.some((token) => {
    const core = token.replace(/^["'「(]+|["'」).,]+$/gu, '');
    if (core.length < SHORTEST || !/[A-Za-z]/u.test(core) || !/[^A-Za-z]/u.test(core)) return false;
    return !ORDINARY.test(normaliseText(core));
  });
}
