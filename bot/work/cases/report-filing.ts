import type { Facts } from '../../../knowledge/rules/flow.ts';

/** What a person reports, as the conversation hands it over after at most three answers. */
export interface ReportFiling {
  /** Names this one report for all time: filed again under the same key, it is the same case. */
  readonly key: string;
  /** The procedure: `report-incident`. */
  readonly flow: string;
  /** Facts of the procedure that are known by now; one not given is not known yet. */
  readonly facts: Facts;
  /** Field (an id of the procedure's `collects`) → what was said: `what`, `when-noticed`, `contact`. */
  readonly written: Readonly<Record<string, string>>;
  /** Whose matter it is, where not the reporter's own: the chain is that person's. */
  readonly concerning: string | null;
  /** Somebody of the chain whom the report is about: it goes past them, one post up. */
  readonly about: string | null;
  /** The information system concerned, an id of the directory. */
  readonly system: string | null;
  /** The case in the same breath of which it is opened: other things lost together with an ID card. */
  readonly with: string | null;
  /** An exercise (訓練): marked everywhere, and nobody but these posts' holders is told. Null: real. */
  readonly drill: DrillPosts | null;
}

/** Roles of the pack that take part in an exercise. */
export interface DrillPosts {
  readonly roles: readonly string[];
}

/** Who reports. */
export type Reporter =
  | { readonly kind: 'listed'; readonly person: string }
  /** Somebody whom the channel knows and the directory does not (名簿にない報告者): their section is asked for. */
  | { readonly kind: 'unlisted'; readonly name: string; readonly section: string };
