import type { Pack } from '../../knowledge/pack.ts';
import type { ClauseId } from '../../knowledge/policy/clause.ts';
import type { ClauseName, ClauseQuote, Post } from './view.ts';

/** Clauses and posts of a pack, as pages show them. */
export class ClausesAndPosts {
  readonly #pack: Pack;

  constructor(pack: Pack) {
    this.#pack = pack;
  }

  name(id: ClauseId): ClauseName {
    return { id, citation: this.#pack.policy.citation(id) };
  }

  names(ids: readonly ClauseId[]): ClauseName[] {
    return ids.map((id) => this.name(id));
  }

  quote(id: ClauseId): ClauseQuote {
    const clause = this.#pack.policy.get(id);
    if (clause === undefined) throw new Error(`clause ${id} was checked when the pack was loaded`);
    // A heading has only its title to quote.
    const { title, body, breaks = [] } = clause;
    const starts = [0, ...breaks];
    return {
      ...this.name(id),
      title: body === '' ? '' : title,
      paragraphs: body === '' ? [title] : starts.map((start, place) => body.slice(start, starts[place + 1])),
    };
  }

  quotes(ids: Iterable<ClauseId>): ClauseQuote[] {
    return [...new Set(ids)].map((id) => this.quote(id));
  }

  post(role: string): Post {
    const found = this.#pack.roles.find((one) => one.role === role);
    return { name: found?.names[0] ?? role, plain: found?.plain ?? '' };
  }

  posts(roles: readonly string[]): Post[] {
    return roles.map((role) => this.post(role));
  }
}
