import type { Pack } from '../../../knowledge/pack.ts';
import type { FactValue } from '../../../knowledge/rules/flow.ts';
import type { CardFate, CaseEvent, ReportKind } from './case-events.ts';
import type { CasePosts } from './case-posts.ts';
import type { CaseRights, RightsParts } from './case-rights.ts';

/** What is wanted of a case, by somebody who was authenticated. */
export type CaseCommand =
  /** All alerts that are this person's to acknowledge. */
  | { readonly do: 'acknowledge' }
  | {
      readonly do: 'do-step';
      readonly step: string;
      readonly written: Readonly<Record<string, string>>;
    }
  | {
      readonly do: 'change-facts';
      /** Null: not known any more. */
      readonly facts: Readonly<Record<string, FactValue | null>>;
      /** Left out: as it was. */
      readonly system?: string | null;
      readonly why: string;
    }
  | { readonly do: 'note'; readonly note: string }
  | { readonly do: 'draw-report'; readonly report: ReportKind; readonly body: string }
  | {
      readonly do: 'record-card';
      readonly fate: CardFate;
      readonly written: Readonly<Record<string, string>>;
    }
  /** It was recorded by mistake. */
  | { readonly do: 'take-back-card'; readonly fate: CardFate; readonly why: string }
  | { readonly do: 'join'; readonly with: string }
  | {
      readonly do: 'close';
      readonly minor: boolean;
      readonly cause: string;
      readonly prevention: string;
      /** Why it is minor (軽微). */
      readonly reason: string;
    }
  | { readonly do: 'reopen' };

export interface CaseContext extends Omit<RightsParts, 'posts'> {
  readonly posts: CasePosts;
  readonly rights: CaseRights;
  /** How the fields of the steps are asked for. */
  readonly collected: Pack['collected'];
  /** Who acts: the id of a person. */
  readonly by: string;
  readonly at: Date;
}

export type CaseRefusal =
  | { readonly code: 'NOT_YOURS' }
  /** Done by somebody else, closed, or of no such kind. */
  | { readonly code: 'NOT_OPEN' }
  /** Something has to be done before. */
  | { readonly code: 'NOT_YET'; readonly after: string }
  | { readonly code: 'FACTS_WRONG' }
  | { readonly code: 'TEXT_MISSING' }
  /** Nothing of what a step asks for was written: its id, and those of the fields. */
  | { readonly code: 'FIELDS_MISSING'; readonly step: string; readonly fields: readonly string[] }
  /** What stands in the way of the end: titles of steps; names of facts. */
  | { readonly code: 'STEPS_OPEN'; readonly steps: readonly string[] }
  | { readonly code: 'FACTS_OPEN'; readonly facts: readonly string[] }
  | { readonly code: 'CAUSE_MISSING' }
  /** Known to be more than minor: ids of facts. */
  | { readonly code: 'NOT_MINOR'; readonly facts: readonly string[] }
  | { readonly code: 'REASON_MISSING' };

/** The events that a command leads to. A refused press leaves one too. */
export type CaseHandled =
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal; readonly events: readonly CaseEvent[] };

/** Who acts where the directory does not know the reporter: no name goes into what stays for ever. */
export const UNLISTED = 'unlisted';

/** Answers a press that cannot be done, and one that can. */
export type Refuse = (refusal: CaseRefusal) => CaseHandled;
export type Take = (...events: readonly CaseEvent[]) => CaseHandled;
