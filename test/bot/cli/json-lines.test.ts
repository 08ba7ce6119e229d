import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { askSchema } from '../../../bot/cli/ask.ts';
import { decider, decideSchema } from '../../../bot/cli/decide.ts';
import { answerLines } from '../../../bot/cli/json-lines.ts';
import { routeSchema } from '../../../bot/cli/route.ts';
import { SENDAI } from '../../../bot/knowledge.ts';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
});

type Answers = Parameters<typeof answerLines<never>>;

async function answers<T>(line: string, schema: Answers[2] | unknown, answer: (value: T) => object) {
  const out = new PassThrough();
  const good = await answerLines(Readable.from([`${line}\n`]), out, schema as never, answer as never);
  out.end();
  return { good, ...JSON.parse(await text(out)) };
}

it.each([
  [askSchema, '{"id":1}', 1, '"text" がありません。文字列（"…"）で書いてください'],
  [askSchema, '{"id":1,"text":7}', 1, '"text" は文字列（"…"）で書いてください'],
  [askSchema, '[1]', null, '1行を {…} の形で書いてください'],
  [askSchema, 'null', null, '1行を {…} の形で書いてください'],
  [routeSchema, '{"id":2,"role":"ciso"}', 2, '"asker" がありません。文字列（"…"）で書いてください'],
  [decideSchema, '{"id":3,"flow":"backup","facts":[1]}', 3, '"facts" は{…}で書いてください'],
  [decideSchema, '{"id":3,"flow":"backup","facts":null}', 3, '"facts" は{…}で書いてください'],
])('says in Japanese what a line lacks (%#)', async (schema, line, id, says) => {
  const answer = await answers(line, schema, () => ({}));
  expect(answer).toEqual({ good: false, id, error: `行の形が違います（${says}）。 [LINE_MALFORMED]` });
});

it.each(['__proto__', 'constructor', 'toString'])(
  'refuses a fact named %s as any other that there is not',
  async (name) => {
    const line = `{"id":1,"flow":"backup","facts":{"${name}":true}}`;
    const answer = await answers(line, decideSchema, decider(pack.flows));
    expect(answer.error).toContain(`「${name}」という事実はありません`);
    expect(answer.error).toContain('[FACT_UNKNOWN]');
  },
);
