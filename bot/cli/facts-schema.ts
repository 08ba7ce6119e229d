import { z } from 'zod';

/**
 * Facts as a script writes them, every name kept as it stands: zod's own record would let `__proto__` fall away without a
 * word, and it is to be refused like any other name that is no fact.
 */
export const factsSchema = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
  .default({});
