/** Somebody of the directory, as a choice. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** Somebody to whom reports go. */
export interface Superior extends NamedPerson {
  /** The post that they hold, by its title. */
  readonly post: string;
  readonly phone: string | null;
}

/** What a report has to know of who makes it. Looked up anew at every input. */
export interface Asker {
  /** Whether the directory knows them: only then something can be reported. */
  readonly known: boolean;
  /** Their own telephone of the directory. */
  readonly phone: string | null;
  /** Who else works in their section, in the directory's order. */
  readonly colleagues: readonly NamedPerson[];
  /** Those who are reported to, the nearest first: a report may be about one of them. */
  readonly superiors: readonly Superior[];
  /** Whoever of the directory bears this name. */
  readonly called: (name: string) => readonly NamedPerson[];
  readonly nameOf: (id: string) => string;
  /** The posts that can take part in an exercise (訓練), where they may start one; else empty. */
  readonly drillPosts: readonly NamedPerson[];
}

/** Nobody is signed in. */
export const NOBODY: Asker = {
  known: false,
  phone: null,
  colleagues: [],
  superiors: [],
  called: () => [],
  nameOf: (id) => id,
  drillPosts: [],
};
