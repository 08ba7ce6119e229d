import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.enum(['answer', 'flow', 'report', 'none']),
  flow: z.string().nullable(),
  must: z.array(z.string()),
  also: z.array(z.string()),
  register: z.string().optional(),
});

/** One question with what a right answer is; `test/questions/README.md` says what the fields mean. */
export type Question = z.infer<typeof schema>;

/** Reads a file of questions, one JSON object a line. Throws with the line that is not one. */
export async function readQuestions(file: string | URL): Promise<Question[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
