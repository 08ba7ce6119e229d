/**
 * Undoes one line break of the page. Japanese words run on; a space is put back only between two Latin words
 * (「Computer Security Incident Response」/「Team，以下…」).
 */
export function joinLines(before: string, after: string): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  const latin = /[A-Za-z0-9][,;:]?$/u.test(left) && /^[A-Za-z0-9]/u.test(right);
  // Two runs of digits are one number that the page broke, not two words.
  const oneNumber = /[0-9]$/u.test(left) && /^[0-9]/u.test(right);
  return latin && !oneNumber ? `${left} ${right}` : left + right;
}
