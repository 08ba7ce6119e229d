import { z } from 'zod';

/** What is written under `intake:` in `procedures/*.yaml`. Every scalar arrives as text: the loader makes values of them. */

const line = z.string().trim().min(1);
const lines = z.array(line);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, '英小文字・数字・ハイフンで書いてください');
const flag = z.enum(['true', 'false'], 'true か false で書いてください').default('false');

/** `{ theft: true }`: what is known, as the facts' options have it. */
const factsSchema = z.record(z.string(), line).default({});

const choiceSchema = z.strictObject({
  value: id,
  label: line,
  help: z.string().default(''),
  words: lines.default([]),
  facts: factsSchema,
  unsure: flag,
  enough: flag,
  becomes: z.strictObject({ report: line, facts: factsSchema }).optional(),
});
export type IntakeChoiceEntry = z.infer<typeof choiceSchema>;

const questionSchema = z.strictObject({
  ask: id,
  name: line,
  question: line,
  help: z.string().default(''),
  clause: line,
  ownPhone: flag,
  choices: z.array(choiceSchema).min(1),
});
export type IntakeQuestionEntry = z.infer<typeof questionSchema>;

/** What is asked before the first alert. */
export const intakeSchema = z.strictObject({
  entries: z.array(z.strictObject({ id, label: line, facts: factsSchema })).min(1),
  hears: lines.default([]),
  questions: z.array(questionSchema).min(1),
});
export type IntakeFile = z.infer<typeof intakeSchema>;
