import { z } from 'zod';

/**
 * What can happen to a case (事案): a report and the procedure that follows. Facts, posts and times are in `data`; what people
 * wrote is in `personal`, which is kept apart and can be erased while the record stands.
 */

const person = z.string().min(1);
const clauses = z.array(z.string());
const factValue = z.union([z.boolean(), z.string(), z.number(), z.array(z.string())]);

/** Somebody is told, and asked to acknowledge (受領). */
export const alertSchema = z.object({
  /** Unique within the case, and the same however often it is worked out: step, role, the how many-th for both. */
  id: z.string(),
  /** The alert that nobody acknowledged, because of which these are told as well; null where the procedure asks for it. */
  of: z.string().nullable(),
  /** The step because of which they are told. */
  step: z.string(),
  /** The step's own role, whoever answers for it. */
  role: z.string(),
  /** `tell`: it is reported to them. `act`: the step is theirs to do. */
  why: z.enum(['tell', 'act']),
  /** As the step's clause has it. What may take its time is not told to posts above. */
  pace: z.enum(['at-once', 'promptly', 'open']),
  persons: z.array(person),
  /** 「市民税課長」; where nobody is there, the last post tried. */
  post: z.string(),
  because: clauses,
  reason: z.string(),
  /** They stand in for the post's absent holder. */
  deputies: z.boolean(),
  /** 0: those whom the clause names; 1: their deputies as well; 2 and up: so many posts above. */
  level: z.number().int().min(0),
});
export type Alert = Readonly<z.infer<typeof alertSchema>>;

/** What a card lost and found came to. */
export const CARD_FATES = ['found', 'reissued', 'destroyed'] as const;
export type CardFate = (typeof CARD_FATES)[number];
/** 第一報・続報・最終報. */
export const REPORT_KINDS = ['first', 'follow-up', 'final'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** No field is named `state`, `persons` or `tells`: these are added for the store's views. */
const events = {
  /** `personal`: the fields of the intake; `reporter-name` of who is not listed. */
  reported: z.object({
    flow: z.string(),
    facts: z.record(z.string(), factValue),
    /** Whose chain it is: a person of the directory, or a section where the reporter is not listed. */
    subject: z.union([
      /** `section`: the unit they were in, for when they have left the directory. */
      z.object({ person, section: z.string() }),
      z.object({ section: z.string() }),
    ]),
    reporter: z.enum(['listed', 'unlisted']),
    /** Whom the chain goes past; null: nobody. */
    about: person.nullable(),
    system: z.string().nullable(),
    with: z.string().nullable(),
    drill: z.object({ roles: z.array(z.string()) }).nullable(),
  }),
  alerted: z.object({ alerts: z.array(alertSchema).min(1) }),
  acknowledged: z.object({ alert: z.string() }),
  /** Nobody acknowledged in time, or it could not be delivered: others are told as well. */
  escalated: z.object({
    /** The alert that is escalated: the one that the procedure asked for. */
    alert: z.string(),
    cause: z.enum(['unacknowledged', 'undelivered']),
    alerts: z.array(alertSchema),
    /** Nobody is left above: those told so far are told again. */
    exhausted: z.boolean(),
  }),
  /** A message could not be delivered to this person by this channel. */
  undelivered: z.object({ alert: z.string(), person, channel: z.string(), code: z.string() }),
  /** A fact was learnt, or corrected; null: not known any more. `personal.why`. */
  'facts-changed': z.object({
    facts: z.record(z.string(), factValue.nullable()),
    system: z.string().nullable().optional(),
  }),
  /** `personal`: the fields that the step collects. */
  'step-done': z.object({
    step: z.string(),
    role: z.string(),
    deputy: z.boolean(),
    /** The case that was opened by it. */
    opened: z.string().nullable().default(null),
  }),
  /** `personal.note`. */
  noted: z.object({}),
  /** `personal.body`: as its author left it. */
  'report-drawn': z.object({ report: z.enum(REPORT_KINDS) }),
  /** `personal`: `card-when`, `card-how`. */
  'card-recorded': z.object({ fate: z.enum(CARD_FATES) }),
  /** It was recorded by mistake: `personal.card-undone` says why. Both stay on record. */
  'card-taken-back': z.object({ fate: z.enum(CARD_FATES) }),
  /** The same thing was reported twice: each case names the other, neither is swallowed. */
  joined: z.object({ with: z.string() }),
  /** `personal`: `cause` and `prevention`, or `minor-reason`. */
  closed: z.object({ minor: z.boolean() }),
  reopened: z.object({}),
  /** Somebody pressed what was not theirs, or no longer open. */
  'press-refused': z.object({ act: z.string(), why: z.string() }),
} as const;

export type CaseEventType = keyof typeof events;

/** One event as the domain makes it; the store adds version, hash and policy. */
export type CaseEvent = {
  [Type in CaseEventType]: {
    readonly type: Type;
    readonly by: string;
    readonly at: Date;
    readonly data: Readonly<z.infer<(typeof events)[Type]>>;
    /** Field → what was written. Empty where the event holds none, or where it was erased. */
    readonly personal: Readonly<Record<string, string>>;
  };
}[CaseEventType];

/** An event as it was stored. @throws where it is none of ours: the store holds what this program wrote. */
export function readCaseEvent(stored: {
  readonly type: string;
  readonly by: string;
  readonly at: Date;
  readonly data: unknown;
  readonly personal: Readonly<Record<string, string>>;
}): CaseEvent {
  const schema = events[stored.type as CaseEventType] as z.ZodType | undefined;
  if (schema === undefined) throw new Error(`no case event ${stored.type}`);
  return { ...stored, data: schema.parse(stored.data) } as CaseEvent;
}
