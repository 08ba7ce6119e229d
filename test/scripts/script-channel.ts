import type { Message } from '../../bot/messages/model.ts';

/** What a script does on a channel: the same four acts on each of them. Every act gives what was answered. */
export interface ScriptChannel {
  readonly name: string;
  say(text: string): Promise<readonly Message[]>;
  press(label: string): Promise<readonly Message[]>;
  check(labels: readonly string[]): Promise<readonly Message[]>;
  number(value: number): Promise<readonly Message[]>;
  again(): Promise<readonly Message[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}
