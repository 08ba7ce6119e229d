import { z } from 'zod';
import type { Malformed } from './refusal-page.tsx';

const factsSchema = z.record(z.string(), z.unknown());

/** The facts that an address carries. Which of them the decision has is its own to say. */
export function readFacts(
  text: string | undefined,
): { readonly given: Readonly<Record<string, unknown>> } | Malformed {
  if (text === undefined || text === '') return { code: 'FACTS_NOT_GIVEN' };
  try {
    const read = factsSchema.safeParse(JSON.parse(text));
    return read.success ? { given: read.data } : { code: 'FACTS_NOT_JSON' };
  } catch {
    return { code: 'FACTS_NOT_JSON' };
  }
}
