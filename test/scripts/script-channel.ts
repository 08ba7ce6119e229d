import type { Message } from '../../bot/messages/model.ts';

/** What a script does on a channel: the same few acts on each of them. Every act gives what was answered. */
export interface ScriptChannel {
  readonly name: string;
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
