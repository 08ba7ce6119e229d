import { z } from 'zod';
import { ja } from 'zod/locales';
import { roleRuleSchema } from './role-rule-schema.ts';

// Faults in a pack are read by administrators.
z.config(ja());

const line = z.string().trim().min(1);
const lines = z.array(line);
const id = z.string().regex(/^[a-z][a-z0-9-]*$/, '英小文字・数字・ハイフンで書いてください');

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '08:30 のように書いてください');

/** When the city works; Saturdays, Sundays and the holidays of the law are known. */
const hoursSchema = z.strictObject({
  from: time,
  to: time,
  /** Days of every year on which it is closed besides: `12-29`. */
  closed: z.array(z.string().regex(/^\d{2}-\d{2}$/, '12-29 のように書いてください')).default([]),
});

const count = z
  .string()
  .regex(/^[1-9]\d*$/, '1 以上の整数で書いてください')
  .transform(Number);

/** How long nobody may leave a report unacknowledged before others are told as well; in minutes, by day and night. */
const alertsSchema = z.strictObject({
  /** After so long the deputies of the post, or where there are none the next post. */
  deputyAfter: count,
  /** After so long from the beginning the next post. */
  aboveAfter: count,
  /** After so long each time one post further up. */
  thenEvery: count,
  /** With nobody left above, everybody told so far is told again so often. */
  repeatEvery: count,
});

/** Which posts have to do with cases beside those of the procedures. */
const casesSchema = z.strictObject({
  /** `all`: see every case; `bureau`: those of their bureau. */
  sees: z.strictObject({ all: lines.default([]), bureau: lines.default([]) }),
  /** May close a case, beside the bearers of its last steps. */
  closes: lines.default([]),
  /** Are told as well where the directory does not know the reporter. */
  unlisted: lines.default([]),
  /** Facts by which a case is not minor: it cannot be closed as such. */
  notMinor: z.array(z.strictObject({ fact: line, is: line })).default([]),
});
/** How long what people wrote of a case is kept after it was closed. */
const retentionSchema = z.strictObject({
  procedure: id,
  years: z
    .string()
    .regex(/^[1-9]\d?$/, '年数を 1〜99 の整数で書いてください')
    .transform(Number),
  /** Why so long, and who has yet to confirm it. */
  because: line,
});
export type Retention = z.infer<typeof retentionSchema>;

/** `pack.yaml`: what the pack is and which files make it up. */
export const packSchema = z.strictObject({
  id,
  city: line,
  name: line,
  policy: z.strictObject({ file: line, source: line }),
  vocabulary: line,
  lexicon: line,
  wordings: lines.min(1),
  intents: line,
  outside: line,
  /** More ways in which staff put things, by what they mean. */
  sayings: lines.default([]),
  roles: line,
  /** The folder of a sample directory: four CSV files. */
  directory: line.optional(),
  /** The guided decisions, one file each. */
  flows: lines.default([]),
  /** The questions that several of them ask. */
  sharedFacts: line.optional(),
  /** What has to be done after each report; `scope`: the clauses of which none may be left out. */
  procedures: z.strictObject({ scope: lines.min(1), files: lines.min(1) }).optional(),
  /** Once given, for every procedure; without it nothing is ever erased. */
  retention: z.array(retentionSchema).default([]),
  /** The clause that says whom to ask where the policy is unclear or silent. */
  askWhom: line,
  /** The flow for who cannot keep to the policy: the way on from a prohibition that nothing lifts. */
  exceptionFlow: id.optional(),
  /** The clauses on whom to tell of a loss or a leak, first things first. */
  emergency: lines.min(1),
  examples: lines.length(6),
  hours: hoursSchema.default({ from: '08:30', to: '17:15', closed: [] }),
  alerts: alertsSchema.default({ deputyAfter: 10, aboveAfter: 20, thenEvery: 10, repeatEvery: 20 }),
  cases: casesSchema.default({ sees: { all: [], bureau: [] }, closes: [], unlisted: [], notMinor: [] }),
  /** What is asked for along with the steps of the procedures. */
  collected: line.optional(),
});
export type PackFile = z.infer<typeof packSchema>;

/** What is written down with a step: how it is asked for. */
export const collectedSchema = z.strictObject({
  field: id,
  label: line,
  hint: z.string().trim().default(''),
  lines: z.enum(['one', 'many'], 'one か many で書いてください').default('many'),
  /** What stands in it already: this moment, or the name of who fills it in. */
  given: z.enum(['now', 'me'], 'now か me で書いてください').optional(),
  /** The step can be recorded before there is anything to write. */
  may: z.literal('be-empty').optional(),
});
export type Collected = z.infer<typeof collectedSchema>;

/** A post of the policy; `rule` says how it is found in a directory. */
export const roleSchema = z.strictObject({
  role: id,
  names: lines.min(1),
  clause: line,
  plain: line,
  rule: roleRuleSchema.optional(),
});
export type Role = z.infer<typeof roleSchema>;

/** One policy concept with the everyday words and product names that mean it. */
export const conceptSchema = z.strictObject({
  concept: id,
  name: line,
  clause: line,
  because: line,
  products: lines.optional(),
  words: lines.optional(),
  adds: lines.min(1),
  /** What has to be said beside it, where a product may be something else after all. */
  caveat: line.optional(),
});
export type Concept = z.infer<typeof conceptSchema>;

/** One act of the policy with the everyday verbs that mean it, where given only together with certain things. */
export const actSchema = z.strictObject({
  act: id,
  name: line,
  clause: line,
  because: line,
  verbs: lines.min(1),
  objects: z.array(id).optional(),
  adds: lines.min(1),
});
export type Act = z.infer<typeof actSchema>;

/** What a clause settles, in staff's own words. */
export const wordingSchema = z.strictObject({
  clause: line,
  about: line,
  words: lines.default([]),
  asks: lines.min(1),
});
export type Wording = z.infer<typeof wordingSchema>;

/** What a person may want done: a guided decision or a report. */
export const intentSchema = z.strictObject({
  id,
  kind: z.enum(['flow', 'report']),
  title: line,
  /** Other names for it: typed whole, they begin it as its title does. */
  alsoCalled: lines.default([]),
  offer: line,
  /** Sets of concepts and acts; one set whole in the question speaks for the intent. */
  cues: z.array(z.array(id).min(1)).min(1),
  decides: lines.min(1),
  clauses: lines.min(1),
  cases: z.array(z.strictObject({ when: lines.min(1), first: lines.min(1), because: line })).default([]),
  examples: lines.min(3),
  not: z.array(z.strictObject({ text: line, instead: line })).default([]),
});
export type Intent = z.infer<typeof intentSchema>;

/** What staff ask and the policy does not settle. */
export const outsideSchema = z.strictObject({
  about: line,
  reason: line,
  near: lines.default([]),
  words: lines.default([]),
  examples: lines.min(1),
});
export type Outside = z.infer<typeof outsideSchema>;

/** Ways in which staff put one thing: a clause, an intent, or a topic outside the policy by its `about`. */
export const sayingsSchema = z.strictObject({
  target: line,
  /** One saying a line, in YAML a block (`says: |`): thousands of lines are read in a blink, and none needs quotes. */
  says: z
    .string()
    .transform((block) =>
      block
        .split('\n')
        .map((saying) => saying.trim())
        .filter((saying) => saying !== ''),
    )
    .pipe(lines.min(1)),
});
export type SayingsOf = z.infer<typeof sayingsSchema>;
