import { citationOf, longCitationOf } from './citation.ts';
import type { Clause, ClauseId } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';
import { linksIn, type Reference, referencesIn } from './references.ts';

/**
 * A policy that can be looked things up in. Built once from what {@link parsePolicy} gave; nothing changes after.
 * Every method takes any string for an id: one that names no clause gets undefined, '' or an empty list.
 */
export class PolicyText implements ClauseTree {
  /** Every clause in printed order. */
  readonly all: readonly Clause[];
  readonly #byId: ReadonlyMap<string, Clause>;
  readonly #children: ReadonlyMap<string, readonly Clause[]>;
  readonly #links: ReadonlyMap<string, readonly ClauseId[]>;
  readonly #linkedFrom: ReadonlyMap<string, readonly ClauseId[]>;

  constructor(clauses: readonly Clause[]) {
    this.all = [...clauses];
    this.#byId = new Map(clauses.map((clause) => [clause.id, clause]));
    this.#children = groupBy(
      clauses.flatMap((child) => (child.parent === null ? [] : [[child.parent, child]])),
    );
    this.#links = new Map(clauses.map((clause) => [clause.id, linksIn(clause, this)]));
    const backwards = clauses.flatMap(({ id }) => this.links(id).map((to): [string, ClauseId] => [to, id]));
    this.#linkedFrom = groupBy(backwards);
  }

  /** The clause of an id; undefined where there is none. */
  get(id: string): Clause | undefined {
    return this.#byId.get(id);
  }

  /** The clauses directly under one, in printed order. */
  children(id: string): readonly Clause[] {
    return this.#children.get(id) ?? [];
  }

  /** The clauses above one, the chapter first. */
  ancestors(id: string): readonly Clause[] {
    const parent = this.get(this.get(id)?.parent ?? '');
    return parent === undefined ? [] : [...this.ancestors(parent.id), parent];
  }

  /** Everything under a clause, in printed order. */
  descendants(id: string): readonly Clause[] {
    return this.children(id).flatMap((child) => [child, ...this.descendants(child.id)]);
  }

  /** 「第２章（７）①（ⅶ）6項目め」 */
  citation(id: string): string {
    const clause = this.get(id);
    return clause === undefined ? '' : citationOf(clause, (other) => this.get(other));
  }

  /** 「第２章 情報セキュリティ対策基準（７）技術的セキュリティ ① 情報システムの管理（ⅶ）電子メールの送受信等 6項目め」 */
  longCitation(id: string): string {
    const clause = this.get(id);
    return clause === undefined ? '' : longCitationOf(clause, (other) => this.get(other));
  }

  /** The clauses that a clause refers to, each once, in order of appearance. */
  links(id: string): readonly ClauseId[] {
    return this.#links.get(id) ?? [];
  }

  /** The clauses that refer to this one, in printed order. */
  linkedFrom(id: string): readonly ClauseId[] {
    return this.#linkedFrom.get(id) ?? [];
  }

  /** Every reference in a clause's body with its place, those to outside laws included. */
  references(id: string): readonly Reference[] {
    const clause = this.get(id);
    return clause === undefined ? [] : referencesIn(clause, this);
  }

  /** Title and body as one text, a line break between them: what the clause says by itself. */
  fullText(clause: Clause): string {
    return [clause.title, clause.body].filter((part) => part !== '').join('\n');
  }

  /** The body's printed paragraphs (and table cells), for showing; joined, they are the body. */
  paragraphs(clause: Clause): readonly string[] {
    const starts = [0, ...(clause.breaks ?? [])];
    return starts.map((start, index) => clause.body.slice(start, starts[index + 1]));
  }
}

function groupBy<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
