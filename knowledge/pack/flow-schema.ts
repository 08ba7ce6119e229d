import { z } from 'zod';

/** What is written in `flows/*.yaml`. Every scalar arrives as text (`true`, `10`): the loader makes values of them. */

const line = z.string().trim().min(1);
const words = z.array(line).default([]);
const flag = z.enum(['true', 'false'], 'true か false で書いてください').default('false');
const whole = z.string().regex(/^\d+$/, '0 以上の整数で書いてください').transform(Number);

const optionSchema = z.strictObject({ value: line, label: line, help: z.string().default(''), words });

export const factSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/, '英小文字で始まる英数字で書いてください'),
  type: z.enum(['boolean', 'choice', 'subset', 'number']),
  name: line,
  question: line,
  help: z.string().default(''),
  clause: line,
  options: z.array(optionSchema).default([]),
  least: whole.default(0),
  greatest: whole.default(0),
  counts: z.array(z.array(line).min(1)).default([]),
  ordered: flag,
  foundBy: line.optional(),
  canChange: flag,
});
export type FactEntry = z.infer<typeof factSchema>;

/** A question that several flows ask, with the words and the clause that make it this flow's. */
const sharedFactSchema = z.strictObject({ same: line, question: line, clause: line });

/** `{ classification: [S, I], attachment: true, length: { atLeast: 10 }, article7: { any: [1, 2] } }` */
const conditionSchema = z.union([
  line,
  z.array(line).min(1),
  z.strictObject({ any: z.array(line).min(1) }),
  z.strictObject({ none: z.array(line).min(1) }),
  z.strictObject({ atLeast: whole }),
  z.strictObject({ below: whole }),
]);
export type ConditionEntry = z.infer<typeof conditionSchema>;

export const conditionsSchema = z.record(z.string(), conditionSchema);
export type ConditionsEntry = z.infer<typeof conditionsSchema>;

const dutySchema = z.union([
  z.strictObject({ must: line, cite: line }),
  z.strictObject({ should: line, cite: line }),
]);
export type DutyEntry = z.infer<typeof dutySchema>;

const mode = z.enum(['all', 'any']).default('all');

const rowSchema = z.strictObject({
  when: z.union([conditionsSchema, z.array(conditionsSchema).min(1)]),
  says: z.string().default(''),
  verdict: z.enum(['allowed', 'approval', 'consult', 'prohibited']).optional(),
  result: line.optional(),
  approvers: z.array(line).default([]),
  mode,
  liftedBy: z.strictObject({ approvers: z.array(line).min(1), mode, cite: z.array(line).min(1) }).optional(),
  duties: z.array(dutySchema).default([]),
  note: z.string().default(''),
  cite: z.array(line).default([]),
});
export type RowEntry = z.infer<typeof rowSchema>;

/** One guided decision as its file has it. */
export const flowSchema = z.strictObject({
  flow: line,
  facts: z.array(z.union([factSchema, sharedFactSchema])).min(1),
  results: z.array(z.strictObject({ value: line, label: line })).default([]),
  tables: z.array(z.strictObject({ rule: line, rows: z.array(rowSchema).min(1) })).min(1),
  lawsFirst: z.array(conditionsSchema).default([]),
  milder: z.array(z.strictObject({ when: conditionsSchema, clause: line, because: line })).default([]),
  seeAlso: z.array(z.strictObject({ when: conditionsSchema, flow: line })).default([]),
  secret: line.optional(),
  application: z.array(z.enum(['toWhom', 'returnBy'])).default([]),
  /** Clause id → fingerprint of its text when the rules were written. */
  readings: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/, '8 桁の指紋（0-9a-f）で書いてください')),
});
export type FlowFile = z.infer<typeof flowSchema>;
