import { z } from 'zod';
import { type Assistant, type ConversationId, type Input, MOST_CARDS } from '../../../bot/channel.ts';
import type { Action, CopyOf } from '../../../bot/messages/model.ts';
import type { ProblemCode } from './problem.ts';

/** A checked {@link import('../wire.ts').Sent}. */
export interface ReadSent {
  readonly conversation: ConversationId;
  readonly id: string;
  readonly input: Input;
  /** Undefined where the sender did not say. */
  readonly as: string | null | undefined;
}

// The page makes UUIDs. Anything as harmless will do for a script that talks to the API.
const plainId = /^[0-9A-Za-z_-]{8,64}$/;

/** Names of walks, flows, facts and values: whether they exist is for the conversation to say, with a way on. */
const name = z.string().max(100);
/** As whom the page acts. */
const person = z.string().max(100).nullable();
const round = z.number().int().min(0).max(10_000);
const MOST_FACTS = 50;
const factsSchema = z
  .record(name, z.union([z.boolean(), z.number(), name, z.array(name).max(MOST_FACTS)]))
  .refine((facts) => Object.keys(facts).length <= MOST_FACTS);

const sentSchema = z.strictObject({
  conversation: z.custom<ConversationId>((value) => typeof value === 'string' && plainId.test(value)),
  id: z.string().regex(plainId),
  as: person.exactOptional(),
  input: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({
      type: z.literal('action'),
      action: z.discriminatedUnion('do', [
        z.strictObject({
          do: z.literal('say'),
          text: z.string(),
          fresh: z.literal(true).exactOptional(),
          of: z.string().exactOptional(),
        }),
        z.strictObject({ do: z.literal('emergency') }),
        z.strictObject({ do: z.literal('show-clause'), clause: z.string() }),
        z.strictObject({ do: z.literal('flows') }),
        z.strictObject({ do: z.literal('start'), flow: name }),
        z.strictObject({
          do: z.literal('report'),
          flow: name,
          entry: name,
          drill: z.literal(true).exactOptional(),
        }),
        z.strictObject({ do: z.literal('apply'), flow: name, facts: factsSchema }),
        z.strictObject({ do: z.literal('requests'), list: z.enum(['mine', 'waiting', 'notices']) }),
        z.strictObject({
          do: z.literal('request'),
          act: z.enum([
            'show',
            'approve',
            'conditions',
            'return',
            'refuse',
            'withdraw',
            'counter-sign',
            'revoke',
            'again',
            'renew',
          ]),
          number: name,
          step: z.number().int().min(0).max(100),
          round,
        }),
        z.strictObject({ do: z.literal('cases'), list: z.enum(['mine', 'waiting', 'all']) }),
        z.strictObject({
          do: z.literal('case'),
          act: z.enum([
            'show',
            'acknowledge',
            'step',
            'facts',
            'note',
            'found',
            'reissued',
            'destroyed',
            'card-back',
            'join',
            'close',
            'reopen',
          ]),
          number: name,
          about: name,
        }),
        z.strictObject({ do: z.literal('absence'), act: z.literal('end') }),
        z.strictObject({ do: z.literal('answer'), run: name, flow: name, facts: factsSchema }),
        z.strictObject({
          do: z.literal('guide'),
          step: z.enum(['find', 'change', 'back', 'why', 'cancel', 'resume']),
          run: name,
          flow: name,
          fact: name,
        }),
      ]),
    }),
    z.strictObject({
      type: z.literal('form'),
      // A filing form's name holds the facts that it is for.
      form: z.string().max(10_000),
      values: z.record(z.string().max(200), z.string()),
    }),
  ]),
});

const wantedSchema = z.strictObject({
  as: person.exactOptional(),
  cards: z
    .array(z.strictObject({ number: name, view: z.enum(['card', 'line']), round: round.exactOptional() }))
    .max(MOST_CARDS),
});

type SentInput = z.infer<typeof sentSchema>['input'];

/** Reads the body of `POST /api/messages`, or says what is wrong with it. */
export function readSent(body: Uint8Array, assistant: Assistant): ReadSent | ProblemCode {
  const sent = readBody(body, sentSchema);
  if (typeof sent === 'string') return sent;
  const input = withKnownClause(sent.input, assistant);
  if (input === null) return 'UNKNOWN_CLAUSE';
  return { conversation: sent.conversation, id: sent.id, input, as: sent.as };
}

/** A checked {@link import('../wire.ts').Wanted}. */
export interface ReadWanted {
  readonly cards: readonly CopyOf[];
  readonly as: string | null | undefined;
}

/** Reads the body of `POST /api/cards`, or says what is wrong with it. */
export function readWanted(body: Uint8Array): ReadWanted | ProblemCode {
  const wanted = readBody(body, wantedSchema);
  return typeof wanted === 'string' ? wanted : { cards: wanted.cards, as: wanted.as };
}

function readBody<Shape extends object>(body: Uint8Array, schema: z.ZodType<Shape>): Shape | ProblemCode {
  const text = decodeUtf8(body);
  if (text === null) return 'BAD_UTF8';
  const json = parseJson(text);
  if (json === undefined) return 'BAD_JSON';
  const read = schema.safeParse(json);
  return read.success ? read.data : 'BAD_INPUT';
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A clause id is one only if the policy has it: it is looked up here, at the edge, not believed. */
function withKnownClause(input: SentInput, assistant: Assistant): Input | null {
  if (input.type !== 'action') return input;
  const { action } = input;
  if (action.do !== 'show-clause') return { type: 'action', action: action satisfies Action };
  const clause = assistant.clause(action.clause);
  return clause && { type: 'action', action: { do: 'show-clause', clause: clause.id } };
}
