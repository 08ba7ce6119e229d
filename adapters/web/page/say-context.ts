import { createContext } from 'preact';
import type { Input } from '../../../bot/channel.ts';

/** Says something on the person's behalf: for buttons and forms deep inside an answer. */
export const SayContext = createContext<(input: Input, shown: string) => void>(() => {});
