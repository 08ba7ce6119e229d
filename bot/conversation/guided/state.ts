import { z } from 'zod';
import type { FactValue } from '../../../knowledge/rules/flow.ts';

/**
 * Where a conversation stands in its guided decisions and reports. It is written to disk: of a decision it holds values of
 * facts and nothing that a person typed, of a report what was typed until it is filed (`texts`).
 */
export interface GuidedState {
  /** The decision that typed answers go to, or null. */
  readonly current: Walk | null;
  /** Earlier ones, the latest first: their buttons still work. */
  readonly earlier: readonly Walk[];
  /** The ids of the last messages that changed something here, the latest last. */
  readonly handled: readonly string[];
  /** The report that was filed here last, and when, in milliseconds since 1970; null where none was. */
  readonly lastFiled: { readonly run: string; readonly at: number } | null;
}

/**
 * `offered`: the first question stands under a plain answer, and may be passed over. `asking`: typed words are answers
 * first. `decided`: the verdict was given, and answers may be changed. `stopped`: left; its buttons take it up again.
 */
export type Status = 'offered' | 'asking' | 'decided' | 'stopped';

/** One walk through a flow, with the flows begun inside it to find a fact out. */
export interface Walk {
  readonly status: Status;
  /** Outermost first; never empty. */
  readonly frames: readonly Frame[];
}

/** How an answer came: pressed, typed, taken from the first sentence, or found by a flow of its own. */
export type How = 'pressed' | 'typed' | 'taken' | 'found';

export interface Answer {
  readonly value: FactValue;
  readonly how: How;
}

export interface Frame {
  readonly run: string;
  readonly flow: string;
  /** Of the flow's rules when the walk began. */
  readonly rules: string;
  /** The fact of the frame outside that this one finds out; null in the outermost. */
  readonly finds: string | null;
  readonly answers: Readonly<Record<string, Answer>>;
  /** The facts in the order in which they were first answered. */
  readonly order: readonly string[];
  /** A fact that is asked out of turn: after 戻る or 変更, or beside a report. Its answer stands until there is another. */
  readonly again: string | null;
  /** Of a report: field → the person's own words. Gone once it is filed, or given up. */
  readonly texts: Readonly<Record<string, string>>;
  /** Of a report: it is on record under the key `run`. */
  readonly filed: boolean;
  /** Of a report: an exercise (訓練). */
  readonly drill: boolean;
}

export const EMPTY: GuidedState = { current: null, earlier: [], handled: [], lastFiled: null };

/** A button of a walk longer gone than this offers to begin again. */
const EARLIER_KEPT = 5;
const HANDLED_KEPT = 20;

/** Raised when the shape changes: what an older program kept is then taken for lost, and said so. */
const VERSION = 1;

/** Longer texts are cut; as long as any message that is read. */
export const LONGEST_TEXT = 2000;

const name = z.string().max(100);
const valueSchema = z.union([z.boolean(), z.number(), name, z.array(name).max(100)]);
const answerSchema = z.strictObject({
  value: valueSchema,
  how: z.enum(['pressed', 'typed', 'taken', 'found']),
});
const frameSchema = z.strictObject({
  run: name,
  flow: name,
  rules: name,
  finds: name.nullable(),
  answers: z.record(name, answerSchema),
  order: z.array(name).max(100),
  again: name.nullable(),
  texts: z.record(name, z.string().max(LONGEST_TEXT)).default({}),
  filed: z.boolean().default(false),
  drill: z.boolean().default(false),
});
const walkSchema = z.strictObject({
  status: z.enum(['offered', 'asking', 'decided', 'stopped']),
  frames: z.array(frameSchema).min(1).max(10),
});
const stateSchema = z.strictObject({
  version: z.literal(VERSION),
  current: walkSchema.nullable(),
  earlier: z.array(walkSchema).max(EARLIER_KEPT),
  handled: z.array(name).max(HANDLED_KEPT),
  lastFiled: z.strictObject({ run: name, at: z.number() }).nullable().default(null),
});

/** @returns null for what is no state of this version. */
export function readState(json: string): GuidedState | null {
  try {
    const { version: _, ...state } = stateSchema.parse(JSON.parse(json));
    return state;
  } catch {
    return null;
  }
}

export function writeState({ current, earlier, handled, lastFiled }: GuidedState): string {
  return JSON.stringify({ version: VERSION, current, earlier, handled, lastFiled });
}

/** The state with another walk in front; the one before can still be taken up by its buttons. */
export function withCurrent(state: GuidedState, walk: Walk | null): GuidedState {
  const isSame = (other: Walk) => other.frames[0]?.run === walk?.frames[0]?.run;
  const left = state.current === null || isSame(state.current) ? [] : [state.current];
  const earlier = [...left, ...state.earlier.filter((other) => !isSame(other))].slice(0, EARLIER_KEPT);
  return { ...state, current: walk, earlier };
}

/** The state that remembers a message as done, so that the same message delivered again does nothing. */
export function withHandled(state: GuidedState, id: string): GuidedState {
  return { ...state, handled: [...state.handled, id].slice(-HANDLED_KEPT) };
}

/** The state that remembers which report was filed here last. */
export function withLastFiled(state: GuidedState, run: string, at: Date): GuidedState {
  return { ...state, lastFiled: { run, at: at.getTime() } };
}

/** The walk that a run belongs to, whichever frame of it is meant; undefined where it is gone. */
export function walkOf(state: GuidedState, run: string): Walk | undefined {
  const walks = [...(state.current === null ? [] : [state.current]), ...state.earlier];
  return walks.find(({ frames }) => frames.some((frame) => frame.run === run));
}

/** The frame that is asked from now. */
export function innermost({ frames }: Walk): Frame {
  const frame = frames.at(-1);
  if (frame === undefined) throw new Error('a walk has at least one frame');
  return frame;
}

/** The walk with its innermost frame changed. */
export function withInnermost(walk: Walk, change: Partial<Frame>): Walk {
  return { ...walk, frames: [...walk.frames.slice(0, -1), { ...innermost(walk), ...change }] };
}
