import type { Message } from '../../bot/messages/model.ts';
import type { ReportKind } from '../../bot/work/cases/case-events.ts';

/** What a script does on a channel: the same few acts on each of them. Every act gives what was answered. */
export interface ScriptChannel {
  readonly name: string;
  /** What only a channel in this process can do; null for any other. */
  readonly cases: CaseActs | null;
  /** Whoever acts from now on; null is nobody. Each has a conversation of their own. */
  as(person: string | null): Promise<void>;
  say(text: string): Promise<readonly Message[]>;
  press(label: string): Promise<readonly Message[]>;
  check(labels: readonly string[]): Promise<readonly Message[]>;
  fill(values: Readonly<Record<string, string>>): Promise<readonly Message[]>;
  number(value: number): Promise<readonly Message[]>;
  /** The types of the events of the application that was filed last. */
  records(): Promise<readonly string[]>;
  again(): Promise<readonly Message[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** What happens to cases beside the conversation. They go by their place: 1 is the first that was reported, 0 the last. */
export interface CaseActs {
  /** The number by which a case is asked for. */
  number(place: number): string;
  /** All that is on record of a case, a line each: who was told by what, on which clause. */
  record(place: number): Promise<readonly string[]>;
  /** Draws up a report (第一報, 最終報) as whoever acts, and files it as it is. */
  draw(report: ReportKind, place: number): Promise<readonly Message[]>;
  /** Time goes by. */
  pass(minutes: number): Promise<void>;
}
