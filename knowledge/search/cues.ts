import type { Cue } from './cue.ts';
import { CUE_PATTERNS } from './cue-patterns.ts';

export interface CueFound {
  readonly cue: Cue;
  /** The words that show it. */
  readonly said: string;
}

/** The cues that a normalised sentence shows, each once, with the words that show it. */
export function cuesOf(normalisedText: string): CueFound[] {
  const found = new Map<Cue, string>();
  for (const { cue, pattern } of CUE_PATTERNS) {
    const said = pattern.exec(normalisedText)?.[0];
    if (said !== undefined && !found.has(cue)) found.set(cue, said);
  }
  return [...found].map(([cue, said]) => ({ cue, said }));
}
