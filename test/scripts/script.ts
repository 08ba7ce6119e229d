import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { REPORT_KINDS } from '../../bot/work/cases/case-events.ts';

/**
 * A whole conversation as a person would have it: say this, press that, expect the verdict and the clauses. One file a
 * conversation, run over every channel.
 */

const lines = z.array(z.string().min(1));

/** What must be seen in the answer to a step. Whatever is not named may be anything. */
const expectSchema = z.strictObject({
  /** The fact that is asked for, or `none` where nothing is asked. */
  asks: z.string().optional(),
  verdict: z.enum(['allowed', 'approval', 'prohibited', 'consult', 'result', 'none']).optional(),
  /** The words of the verdict or result: 「許可が必要」. */
  label: z.string().optional(),
  /** Posts whose permission is needed, in order. */
  approvers: lines.optional(),
  /** Posts whose permission lifts the prohibition; an empty list where nobody's does. */
  exception: lines.optional(),
  alsoNeeds: z.boolean().optional(),
  /** Clauses of the duties, all of them. */
  must: lines.optional(),
  should: lines.optional(),
  /** Clauses among those quoted as the answer. */
  quotes: lines.optional(),
  /** Words that must stand, and that must not stand, somewhere in the answer. */
  says: lines.optional(),
  saysNot: lines.optional(),
  /** Buttons that must be there. */
  offers: lines.optional(),
  /** What is on record of the application that was filed last: the types of its events, in order, as its asker's store has them. */
  records: lines.optional(),
  /** Who was told by this act, and on which clause: the lines that it adds to the record of the case reported last. */
  told: lines.optional(),
  /** All that is on record of each case, by its place: 1 is the first that was reported. */
  record: z.record(z.string(), lines).optional(),
  /** Answers given so far: name of the fact → value, exactly these. */
  answers: z.record(z.string(), z.string()).optional(),
});
export type Expected = z.infer<typeof expectSchema>;

const stepSchema = z
  .strictObject({
    /** Who does it, by the id in the directory; the same tab for all that one person does. Nobody where left out. */
    as: z.string().optional(),
    /** `{1}` stands for the number of the first case that was reported. */
    say: z.string().optional(),
    /** The latest button with this label. */
    press: z.string().optional(),
    /** The labels to be ticked in the latest question of several; none is an answer too. */
    check: z.array(z.string()).optional(),
    /** The latest form, sent with these values by field; `+3` is the day three days from now. */
    fill: z.record(z.string(), z.string()).optional(),
    /** A number for the latest question. */
    number: z.number().optional(),
    /** The process is killed and started again. */
    restart: z.literal(true).optional(),
    /** A report on the case reported last is drawn up, and filed as it is. */
    draw: z.enum(REPORT_KINDS).optional(),
    /** So many minutes go by. */
    pass: z.number().optional(),
    /** The last act is sent once more, as by a channel that never heard the answer. */
    again: z.literal(true).optional(),
    expect: expectSchema.default({}),
  })
  .refine(
    ({ say, press, fill, check, number, restart, draw, pass, again }) =>
      [say, press, fill, check, number, restart, draw, pass, again].filter((act) => act !== undefined)
        .length === 1,
    'a step is one act',
  );
export type ScriptStep = z.infer<typeof stepSchema>;

const scriptSchema = z.strictObject({ about: z.string(), steps: z.array(stepSchema).min(1) });
export type Script = z.infer<typeof scriptSchema>;

/** @throws naming what is wrong with the file. */
export function readScript(file: URL): Script {
  return scriptSchema.parse(parse(readFileSync(file, 'utf8')));
}
