import { z } from 'zod';
import { conditionsSchema, factSchema } from './flow-schema.ts';
import { intakeSchema } from './intake-schema.ts';

/** What is written in `procedures/*.yaml`. Every scalar arrives as text (`true`, `10`): the loader makes values of them. */

const line = z.string().trim().min(1);
const lines = z.array(line);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, '英小文字・数字・ハイフンで書いてください');
const days = z
  .string()
  .regex(/^[1-9]\d*$/, '日数を 1 以上の整数で書いてください')
  .transform(Number);

const whenSchema = z.union([conditionsSchema, z.array(conditionsSchema).min(1)]);
export type WhenEntry = z.infer<typeof whenSchema>;

/** `information-manager`, or `{ role: system-manager, when: { importantSystem: true } }`. */
const roleSchema = z.union([line, z.strictObject({ role: line, when: whenSchema })]);
export type RoleEntry = z.infer<typeof roleSchema>;

/** `2.8.3.i#1`, or `{ clause: 2.7.5#7, when: { kind: attack } }`. */
const citeSchema = z.union([line, z.strictObject({ clause: line, when: whenSchema })]);
export type CiteEntry = z.infer<typeof citeSchema>;

const reportedFactSchema = factSchema.extend({ recordedBecause: z.string().default('') });
export type ReportedFactEntry = z.infer<typeof reportedFactSchema>;

/** `true`, `false`: every scalar arrives as text. */
const openedFactsSchema = z.record(z.string(), line);

const opensSchema = z.strictObject({
  procedure: line,
  facts: z.array(z.strictObject({ set: openedFactsSchema, when: whenSchema.optional() })).default([]),
  atOnce: whenSchema.optional(),
});
export type OpensEntry = z.infer<typeof opensSchema>;

const stepSchema = z.strictObject({
  step: id,
  title: line,
  does: line,
  when: whenSchema.optional(),
  bearers: z.array(roleSchema).min(1),
  tells: z.array(roleSchema).default([]),
  cite: z.array(citeSchema).min(1),
  strength: z.enum(['must', 'should']),
  after: id.optional(),
  pace: z.enum(['at-once', 'promptly', 'open']),
  end: z.enum(['true', 'false'], 'true か false で書いてください').default('false'),
  collects: z.array(id).default([]),
  reminders: z
    .array(z.strictObject({ to: lines.min(1), text: line, cite: line, when: whenSchema.optional() }))
    .default([]),
  opens: opensSchema.optional(),
  law: z
    .strictObject({
      name: line,
      status: line,
      deadlines: z.array(z.strictObject({ name: line, days })).default([]),
    })
    .optional(),
});
export type StepEntry = z.infer<typeof stepSchema>;

/** What has to be done after one kind of report, as its file has it. */
export const procedureSchema = z.strictObject({
  procedure: line,
  /** What is asked before anybody is told. */
  intake: intakeSchema,
  facts: z.array(reportedFactSchema),
  steps: z.array(stepSchema).min(1),
  withoutStep: z.array(z.strictObject({ clause: line, because: line })).default([]),
  /** Clause id → fingerprint of its text when the steps were written. */
  readings: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/, '8 桁の指紋（0-9a-f）で書いてください')),
});
export type ProcedureFile = z.infer<typeof procedureSchema>;
