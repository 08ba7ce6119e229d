import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { lineFault } from './line-fault.ts';

/** One line of input that could be read, or why it could not. `id` is null where the line names none. */
type Line<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly id: unknown; readonly error: string };

/**
 * Answers JSON Lines with JSON Lines, in order. A line that is bad, or whose `answer` is an `error`, is
 * answered `{"id", "error"}`, and the rest goes on.
 * @returns whether every line was good.
 */
export async function answerLines<T>(
  input: Readable,
  output: Writable,
  schema: z.ZodType<T>,
  answer: (value: T) => object,
): Promise<boolean> {
  let good = true;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    // Windows editors begin a file with a byte order mark.
    const text = line.replace(/^\uFEFF/u, '');
    if (text.trim() === '') continue;
    const read = readLine(text, schema);
    const answered = read.ok ? answer(read.value) : { id: read.id, error: read.error };
    // A line of the right form may still ask for what there is not: a flow, a fact.
    if ('error' in answered) good = false;
    await writeLine(output, answered);
  }
  return good;
}

/** Writes one JSON line and waits where the reader is slower. */
export async function writeLine(output: Writable, value: object): Promise<void> {
  if (!output.write(`${JSON.stringify(value)}\n`))
    await new Promise((resolve) => output.once('drain', resolve));
}

function readLine<T>(text: string, schema: z.ZodType<T>): Line<T> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {
      ok: false,
      id: null,
      error: 'JSON として読めない行です。1行に1つの JSON を書いてください。 [LINE_NOT_JSON]',
    };
  }
  const checked = schema.safeParse(parsed);
  if (checked.success) return { ok: true, value: checked.data };
  const faults = checked.error.issues.map((issue) => lineFault(issue, parsed));
  const named = z.object({ id: z.unknown() }).safeParse(parsed);
  return {
    ok: false,
    id: named.success ? (named.data.id ?? null) : null,
    error: `行の形が違います（${faults.join('、')}）。 [LINE_MALFORMED]`,
  };
}
