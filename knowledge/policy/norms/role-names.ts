/** A role as a pack names it. */
export interface NamedRole {
  readonly role: string;
  /** As printed, misprints included: `CSIRT 責任者`, `職員`, `職職員`. */
  readonly names: readonly string[];
}

/** Private-use characters stand for roles: a name with brackets in it, 「局（区）情報管理者」, is one word to every rule. */
const FIRST = 0xe000;

/** Any one role in a text that {@link RoleNames.mark} has marked; for building patterns. */
export const ROLE = '[\\uE000-\\uF8FF]';

/** The printed names of a pack's roles, ready to be found in its text. */
export class RoleNames {
  readonly #roles: readonly string[];
  readonly #markOf = new Map<string, string>();
  readonly #names: RegExp;

  constructor(roles: readonly NamedRole[]) {
    this.#roles = roles.map(({ role }) => role);
    for (const [i, { names }] of roles.entries())
      for (const name of names) this.#markOf.set(withoutBlanks(name), String.fromCharCode(FIRST + i));
    // The longest first: 副情報管理者 is no 情報管理者. A blank may stand inside a name or be missing: CSIRT 管理者.
    const longestFirst = [...this.#markOf.keys()].sort((a, b) => b.length - a.length);
    const patterns = longestFirst.map((name) => [...name].map(escaped).join('\\s*'));
    this.#names = new RegExp(patterns.join('|') || '(?!)', 'gu');
  }

  /** The text with every role's name as one character, so that 局（区）情報管理者 and 職員 look alike to a pattern. */
  mark(text: string): string {
    return text.replace(this.#names, (name) => this.#markOf.get(withoutBlanks(name)) ?? name);
  }

  /** The roles in a marked text, each once, in order of appearance. */
  idsIn(marked: string): readonly string[] {
    const found = [...marked].flatMap((one) => this.#roles[one.charCodeAt(0) - FIRST] ?? []);
    return [...new Set(found)];
  }
}

function withoutBlanks(name: string): string {
  return name.replace(/\s/gu, '');
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/u, '\\$&');
}
