import type { ClauseId } from '../policy/clause.ts';

/**
 * How a role is found in a directory, as the pack of a city lays it down. Which posts there are, who holds them, who
 * stands in and who is one up is the city's; how a directory is searched for them is ours.
 */
export interface RoleRule {
  readonly role: string;
  /** As the policy calls it: 局（区）情報管理者. */
  readonly name: string;
  /** Who it is in plain words; the name of a post that `posts.csv` gives to a person. */
  readonly plain: string;
  /** The clause that sets the role up. */
  readonly clause: ClauseId;
  readonly held: Holding;
  /** Who stands in for an absent holder. */
  readonly deputies: Deputies | null;
  /** Whom a matter goes to where nobody of this role can take it. Null at the top. */
  readonly above: { readonly role: string; readonly clause: ClauseId | null } | null;
  /** Roles that the holder of this one also holds, and the clause that says so. */
  readonly doubles: { readonly roles: readonly string[]; readonly clause: ClauseId } | null;
}

export type Holding =
  /** The rows of `posts.csv`. `several`: any number of persons may hold it, and any one of them acts. */
  | { readonly by: 'posts-file'; readonly several: boolean }
  /** The head of the asker's section. */
  | { readonly by: 'section-head' }
  /** The head of the asker's bureau; in the bureau of the holder of `unless.role`, that holder instead. */
  | {
      readonly by: 'bureau-head';
      readonly unless: { readonly role: string; readonly clause: ClauseId } | null;
    }
  /** The head of the main section of the asker's bureau. */
  | { readonly by: 'main-section-head' }
  /** The head of the section that owns an important system; `without`: whose matter any other system is. */
  | { readonly by: 'system-owner-head'; readonly without: Without }
  /** The officers of an important system. */
  | { readonly by: 'system-officers'; readonly without: Without }
  /** Those in the asker's section whom `people.csv` appoints, and by `branchHeads` the heads of its branch offices. */
  | { readonly by: 'appointment'; readonly branchHeads: ClauseId | null };

export interface Without {
  readonly role: string;
  readonly clause: ClauseId;
}

export interface Deputies {
  readonly role: string;
  readonly clause: ClauseId;
  readonly acts: readonly DeputyAct[];
}

/** Something that deputies may do. */
export interface DeputyAct {
  readonly act: string;
  readonly name: string;
  /** Whether the policy or the city has settled it; otherwise it is marked 市の確認前 wherever it is shown. */
  readonly settled: boolean;
  /** Why it is open to deputies, or who has yet to confirm it. */
  readonly because: string;
}

/** The rules of all roles that are posts. */
export type RoleRules = ReadonlyMap<string, RoleRule>;
