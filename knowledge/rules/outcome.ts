import type { ClauseId } from '../policy/clause.ts';
import {
  type Conditions,
  type Duty,
  type Flow,
  type Lifting,
  type Mode,
  type Row,
  STRICTNESS,
  type VerdictName,
} from './flow.ts';

/** A prohibition's way out: whose permission lifts it, and whose is then still needed. */
export interface Exception extends Lifting {
  readonly alsoNeeds: readonly string[];
}

/** One rule that applied: its sentence, its clauses, and the facts because of which it applies. */
export interface Reason {
  readonly says: string;
  readonly citations: readonly ClauseId[];
  /** The row's alternatives. */
  readonly when: readonly Conditions[];
}

/** What a flow comes to for one combination of facts. */
export interface Outcome {
  /** Null for flows that classify. */
  readonly verdict: VerdictName | null;
  /** Null for flows that end in a verdict. */
  readonly result: string | null;
  readonly approvers: readonly string[];
  readonly approversMode: Mode;
  readonly exception: Exception | null;
  readonly duties: readonly Duty[];
  /** The deciding clauses first. Never empty in a flow that the checker passed. */
  readonly citations: readonly ClauseId[];
  /** Contradictions between the facts, in the words of the pack. */
  readonly notes: readonly string[];
  /** Why, rule by rule, the deciding first. */
  readonly reasons: readonly Reason[];
}

/**
 * Puts together the rows that apply, one of each table: the strictest verdict wins, approvers and duties add up, every
 * rule that applied is cited. A prohibition that nothing lifts leaves nothing else to be done: no exception, no duties
 * of other rules.
 */
export function combine(flow: Flow, rows: readonly Row[]): Outcome {
  const effective = rows.filter((row) => row.citations.length > 0);
  const ranked = effective
    .map((row, order) => ({ row, order, rank: rankOf(flow, row) }))
    .sort((a, b) => b.rank - a.rank || a.order - b.order)
    .map(({ row }) => row);
  const strictest = ranked[0];
  const verdict = strictest?.verdict ?? null;
  const prohibitions = ranked.filter((row) => row.verdict === 'prohibited');
  const final = prohibitions.some((row) => row.lifting === null);
  const needed = joinApprovers(ranked.filter((row) => row.verdict === 'approval'));
  const lifted = joinApprovers(prohibitions.flatMap(({ lifting }) => (lifting === null ? [] : [lifting])));
  const binding = final ? prohibitions : ranked;
  return {
    verdict,
    result: strictest?.result ?? null,
    approvers: verdict === 'approval' ? needed.approvers : [],
    approversMode: verdict === 'approval' ? needed.mode : 'all',
    exception:
      verdict === 'prohibited' && !final
        ? {
            ...lifted,
            citations: unique(prohibitions.flatMap((row) => row.lifting?.citations ?? [])),
            alsoNeeds: needed.approvers,
          }
        : null,
    duties: uniqueDuties(binding.flatMap((row) => row.duties)),
    citations: unique([
      ...ranked.flatMap((row) => row.citations),
      ...binding.flatMap((row) => row.duties.map((duty) => duty.citation)),
    ]),
    notes: unique(ranked.flatMap((row) => (row.note === '' ? [] : [row.note]))),
    reasons: ranked.map(({ says, citations, when }) => ({ says, citations, when })),
  };
}

/** What makes two outcomes different to the person who asked: not which clauses besides are cited, nor the notes. */
export function essence({ verdict, result, approvers, approversMode, exception, duties }: Outcome): string {
  return JSON.stringify([
    verdict,
    result,
    approvers,
    approversMode,
    exception && [exception.approvers, exception.mode, exception.alsoNeeds],
    duties.map(({ strength, text, citation }) => [strength, text, citation]),
  ]);
}

/** How strict an outcome is within its flow: verdicts as {@link STRICTNESS} lists them, results as the flow lists them. */
export function rankOfOutcome(flow: Flow, { verdict, result }: Outcome): number {
  if (verdict !== null) return STRICTNESS.indexOf(verdict);
  return flow.results.findIndex((one) => one.value === result);
}

/** How strict a row is within its flow; -1 where it decides nothing and only adds duties or a note. */
function rankOf(flow: Flow, row: Row): number {
  if (row.verdict !== null) return STRICTNESS.indexOf(row.verdict);
  return flow.results.findIndex((result) => result.value === row.result);
}

/**
 * Who has to agree when several rules ask for permission. Where one asks for all of some and another for any of some,
 * the first may already satisfy the second.
 * @throws where nobody could say whose permission is meant: such tables the checker refuses.
 */
export function joinApprovers(
  several: readonly { readonly approvers: readonly string[]; readonly mode: Mode }[],
): { readonly approvers: readonly string[]; readonly mode: Mode } {
  const all = unique(several.filter((one) => isAll(one)).flatMap((one) => one.approvers));
  const open = several.filter((one) => !isAll(one) && !one.approvers.some((role) => all.includes(role)));
  const first = open[0];
  if (first === undefined) return { approvers: all, mode: 'all' };
  const same = open.every(
    (one) => unique([...one.approvers, ...first.approvers]).length === first.approvers.length,
  );
  if (all.length > 0 || !same) throw new Error('approvers of several rules that cannot be put into one list');
  return { approvers: first.approvers, mode: 'any' };
}

function isAll({ approvers, mode }: { readonly approvers: readonly string[]; readonly mode: Mode }): boolean {
  return mode === 'all' || approvers.length < 2;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function uniqueDuties(duties: readonly Duty[]): Duty[] {
  const seen = new Set<string>();
  return duties.filter(({ strength, text, citation }) => {
    const key = JSON.stringify([strength, text, citation]);
    return !seen.has(key) && seen.add(key);
  });
}
