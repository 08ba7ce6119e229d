/** A longer address would not fit into the cookie that keeps it during a sign-in. */
const LONGEST = 1_500;
/** Nowhere to come back to: programs' addresses, and the pages of signing in and out themselves. */
const NOWHERE = /^\/(api|assets|sign-in|sign-out|signed-out)(\/|\?|$)/;

/**
 * Where a person comes back to after signing in: a path of our own, else the chat. Browsers read `/\` as `//`, and leave
 * out tabs and line breaks before they look.
 */
export function returnPath(asked: string | null | undefined): string {
  if (!asked || asked.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return '/';
  // A backslash is a slash to browsers, and what "." and ".." leave over may begin with two slashes.
  const url = new URL(asked, 'http://here.invalid');
  const path = `${url.pathname}${url.search}`;
  if (url.host !== 'here.invalid' || path.startsWith('//') || NOWHERE.test(path)) return '/';
  return path;
}
