import type { Intent } from '../../../knowledge/pack/schemas.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import type { Evidence, PolicySearch } from '../../../knowledge/search/policy-search.ts';
import { asTitle } from '../title.ts';
import { Classifier } from './classify.ts';
import { commandIn } from './commands.ts';
import { mishapStanding } from './mishap-standing.ts';
import { NamedClauses } from './named-clauses.ts';
import { type Choosable, openChoices } from './open-choices.ts';
import { askingParts } from './parts.ts';
import { answerOrder, intentOrder, MOST_QUOTES } from './quote-order.ts';
import type { Answer, Understanding } from './understanding.ts';

/** Longer than any question; the dictionary's work grows with the length. */
export const LONGEST_QUESTION = 2000;

/** Finds out what a person wants. */
export class Understander {
  readonly #policy: Pack['policy'];
  readonly #search: PolicySearch;
  readonly #classifier: Classifier;
  readonly #named: NamedClauses;
  readonly #choosable: ReadonlyMap<string, Choosable>;
  readonly #titles: ReadonlyMap<string, Intent>;

  constructor(pack: Pack, search: PolicySearch) {
    this.#policy = pack.policy;
    this.#search = search;
    this.#classifier = new Classifier(pack);
    this.#named = new NamedClauses(pack.policy);
    this.#titles = new Map(
      pack.intents.flatMap((intent) =>
        [intent.title, ...intent.alsoCalled].map((title) => [asTitle(title), intent] as const),
      ),
    );
    this.#choosable = new Map([
      // Who asks for leave has nothing to report.
      ...pack.intents.flatMap(({ id, kind, title, cues }): [string, Choosable][] =>
        kind === 'flow' ? [[id, { name: title, things: thingsOf(cues.flat(), pack) }]] : [],
      ),
      ...pack.wordings.map(({ clause, about }): [string, Choosable] => [clause, { name: about, things: [] }]),
    ]);
  }

  understand(text: string): Understanding {
    if (text.length > LONGEST_QUESTION) return { kind: 'unreadable', why: 'too-long' };
    const normalised = normaliseText(text).trim();
    // One letter may stand for a whole phrase (U+FDFA becomes 18): what counts is what has to be read.
    if (normalised.length > LONGEST_QUESTION) return { kind: 'unreadable', why: 'too-long' };
    if (normalised === '') return { kind: 'unreadable', why: 'empty' };
    const command = commandIn(normalised);
    if (command !== null) return { kind: 'command', command };
    const byNumber = this.#named.byNumber(text);
    if (byNumber.length === 0 && (!/[\p{L}]/u.test(normalised) || isOneLetter(normalised)))
      return { kind: 'unreadable', why: 'no-words' };

    const evidence = this.#search.ask(text);
    if (byNumber.length > 0) return answer('citation', byNumber, evidence, ['names a clause by its number']);
    const titled = this.titled(text);
    if (titled !== null) {
      const citations = intentOrder(titled, evidence, this.#policy);
      return {
        kind: titled.kind,
        intent: titled,
        citations,
        evidence,
        choices: [],
        because: [`the title of ${titled.id}`],
      };
    }
    const cues = new Set(evidence.cues.map((found) => found.cue));
    const verdict = this.#classifier.classify(evidence);
    if (verdict.kind === 'none') {
      const named = verdict.outside?.near.flatMap((id) => this.#policy.get(id)?.id ?? []);
      const found = answerOrder(evidence).filter((id) => !named?.includes(id));
      // One topic alone is no choice: what was found beside it makes two.
      const near = named?.length === 1 ? [...named, ...found.slice(0, 1)] : (named ?? found);
      return {
        kind: 'none',
        outside: verdict.outside,
        near: near.slice(0, 3),
        evidence,
        because: verdict.because,
      };
    }
    if (verdict.kind !== 'answer') {
      const citations = intentOrder(verdict.intent, evidence, this.#policy);
      const standing = verdict.kind === 'report' ? mishapStanding(normalised) : 'stands';
      if (standing !== 'stands') {
        const because = [...verdict.because, `the mishap is ${standing}`];
        return { kind: 'no-mishap', standing, intent: verdict.intent, citations, evidence, because };
      }
      const choices = openChoices(evidence, this.#choosable);
      return {
        kind: verdict.kind,
        intent: verdict.intent,
        citations,
        evidence,
        choices,
        because: verdict.because,
      };
    }
    if (cues.has('listing')) {
      const heading = this.#named.heading(evidence);
      if (heading !== null) {
        const inside = new Set(this.#policy.descendants(heading.id).map((clause) => clause.id));
        const found = evidence.ranking.map(({ id }) => id).filter((id) => inside.has(id));
        const citations = [heading.id, ...found].slice(0, MOST_QUOTES);
        return { ...answer('heading', citations, evidence, verdict.because), heading: heading.id };
      }
    }
    if (cues.has('meaning')) {
      const defined = this.#named.definitions(evidence.analysis.normalised.text).map(({ clause }) => clause);
      if (defined.length > 0) {
        const first = [...new Set(defined)];
        const rest = answerOrder(evidence).filter((id) => !first.includes(id));
        return answer('term', [...first, ...rest].slice(0, MOST_QUOTES), evidence, verdict.because);
      }
    }
    return {
      ...answer('search', answerOrder(evidence), evidence, verdict.because),
      choices: openChoices(evidence, this.#choosable),
    };
  }

  /** What is called as a whole text: a decision or a report by its title. Null where nothing is. */
  titled(text: string): Intent | null {
    return this.#titles.get(asTitle(text)) ?? null;
  }

  /**
   * What each part of a message wants, where it clearly asks several things of which each would be answered from other
   * clauses, or one is not covered; else what the whole wants, alone.
   */
  understandParts(text: string): readonly Understanding[] {
    const whole = this.understand(text);
    const parts = whole.kind === 'unreadable' ? [] : askingParts(text);
    if (parts.length < 2 || parts.length > MOST_PARTS) return [whole];
    const understood = parts.map((part) => this.understand(part));
    const apart = understood.every((one, i) => isSure(one) && isApart(one, understood.toSpliced(i, 1)));
    // Several questions of which none is covered are one answer.
    return apart && understood.some((one) => 'citations' in one) ? understood : [whole];
  }

  /** The definitions of the terms that stand in a text. */
  definitionsIn(text: string): readonly { readonly term: string; readonly clause: ClauseId }[] {
    return this.#named.definitions(text);
  }
}

/** 「ぱぱぱぱ…」: a key held down, of which the dictionary would make thousands of words. */
function isOneLetter(text: string): boolean {
  return text.length >= HELD_DOWN && new Set(text.match(/\p{L}/gu)).size === 1;
}

/** No word repeats one letter so often. */
const HELD_DOWN = 20;

/** The concepts among an intent's cues, and those that its acts are done with: 持ち出す with a USB stick, a tablet. */
function thingsOf(cues: readonly string[], { acts }: Pack): string[] {
  return cues.flatMap((cue) => acts.find(({ act }) => act === cue)?.objects ?? [cue]);
}

function answer(
  how: Answer['how'],
  citations: readonly ClauseId[],
  evidence: Evidence,
  because: readonly string[],
): Answer {
  return { kind: 'answer', how, citations, heading: null, evidence, choices: [], because };
}

/** More parts than this are a list to be told apart by its writer. */
const MOST_PARTS = 4;
/** A part that is like nothing known is a remark on another part, not a question of its own. */
const SURE = 0.3;

function isSure(understood: Understanding): boolean {
  return 'evidence' in understood && (understood.evidence.neighbours[0]?.likeness ?? 0) >= SURE;
}

/** Whether no other part would have answered this one too. */
function isApart(one: Understanding, others: readonly Understanding[]): boolean {
  const first = 'citations' in one ? one.citations[0] : undefined;
  if (first === undefined) return others.some((other) => 'citations' in other);
  return others.every((other) => !('citations' in other && other.citations.includes(first)));
}
