import { z } from 'zod';

/**
 * What can happen to an application for permission. Facts and posts are in `data`; what people wrote is in `personal`,
 * which is kept apart and can be erased while the record stands.
 */

const person = z.string().min(1);
const clauses = z.array(z.string());
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const step = z.number().int().min(0);

/** One permission of the chain: all steps in order; within a step any one of the roles. */
export const stepSchema = z.object({ roles: z.array(z.string()).min(1), citations: clauses });
export type Step = z.infer<typeof stepSchema>;

/** Who is asked for a step, on a day, and why these. */
export const askedSchema = z.object({
  role: z.string(),
  persons: z.array(person).min(1),
  post: z.string(),
  because: clauses,
  reason: z.string(),
  /** They stand in for the post's absent holder: what they decide waits to be seen by the holder. */
  deputies: z.boolean(),
});
export type Asked = z.infer<typeof askedSchema>;

export const DECISIONS = ['approved', 'approved-with-conditions', 'returned', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

const facts = z.record(z.string(), z.union([z.boolean(), z.string(), z.number(), z.array(z.string())]));

/** No field is named `state`, `persons` or `tells`, which are added for the store's views, `timers` or `messages`, which are the store's. */
const events = {
  /** An application, or one filed anew after it was sent back. */
  requested: z.object({
    flow: z.string(),
    facts,
    verdict: z.enum(['approval', 'prohibited']),
    citations: clauses,
    steps: z.array(stepSchema).min(1),
    system: z.string().nullable(),
    from: date,
    to: date,
    returnBy: date.nullable(),
    /** The permission that this one would go on from. */
    renews: z.string().nullable(),
  }),
  routed: z.object({ step, asked: z.array(askedSchema).min(1) }),
  decided: z.object({ step, decision: z.enum(DECISIONS), role: z.string(), deputy: z.boolean() }),
  /** Who gave the step before holds this step's post as well: one decision is enough. */
  covered: z.object({ step, role: z.string() }),
  reminded: z.object({ step }),
  'deputies-told': z.object({ step, deputies: z.array(person) }),
  /** The holder has seen what a deputy decided (後閲). */
  'counter-signed': z.object({ step }),
  withdrawn: z.object({}),
  revoked: z.object({}),
  /** Somebody pressed what was not theirs, or no longer open. */
  'press-refused': z.object({ act: z.string(), why: z.string() }),
} as const;

export type RequestEventType = keyof typeof events;

/** One event as the domain makes it; the store adds version, hash and policy. */
export type RequestEvent = {
  [Type in RequestEventType]: {
    readonly type: Type;
    readonly by: string;
    readonly at: Date;
    readonly data: Readonly<z.infer<(typeof events)[Type]>>;
    /** Field → what was written. Empty where the event holds none, or where it was erased. */
    readonly personal: Readonly<Record<string, string>>;
  };
}[RequestEventType];

/** An event as it was stored. @throws where it is none of ours: the store holds what this program wrote. */
export function readRequestEvent(stored: {
  readonly type: string;
  readonly by: string;
  readonly at: Date;
  readonly data: unknown;
  readonly personal: Readonly<Record<string, string>>;
}): RequestEvent {
  const schema = events[stored.type as RequestEventType] as z.ZodType | undefined;
  if (schema === undefined) throw new Error(`no request event ${stored.type}`);
  return { ...stored, data: schema.parse(stored.data) } as RequestEvent;
}
