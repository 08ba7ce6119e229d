import { rm } from 'node:fs/promises';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Whole seconds since a moment of `performance.now()`. */
export function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 1_000);
}

/** So many faults are named; the rest is counted. */
const MOST_NAMED = 50;

/** Says what a run came to; exit code 1, and the records kept, where it found a fault. */
export async function conclude(
  faults: readonly string[],
  figures: readonly (readonly [name: string, figure: number | string])[],
  dataFolders: readonly string[],
): Promise<void> {
  for (const fault of faults.slice(0, MOST_NAMED)) say(`FAULT ${fault}`);
  for (const [name, figure] of figures) say(`${name.padEnd(40)}${figure}`);
  if (faults.length > 0) {
    say(`The records are kept in ${dataFolders.join(' and ')}`);
    process.exitCode = 1;
  } else for (const folder of dataFolders) await rm(folder, { recursive: true });
}
