import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MODALITIES } from '../../knowledge/policy/norms/norm.ts';
import { newDataFolder } from '../data-folder.ts';
import { sendai, sendaiText } from '../knowledge/policy/sendai-text.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A new data folder for this run: the index is worked out once and kept for the calls after. */
let folder: string;
beforeAll(async () => {
  folder = await newDataFolder('cli');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'bot/cli.ts', ...words], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: folder, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the real command to its end. */
async function cli(
  words: readonly string[],
  input: string | Uint8Array = '',
  variables?: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = start(words, variables);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that refuses its words reads no input.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return {
    code: z.number().nullable().parse(code),
    stdout: Buffer.concat(out).toString('utf8'),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Every line of an output; throws where one is no JSON object. */
function objectsIn(stdout: string): Record<string, unknown>[] {
  if (stdout !== '' && !stdout.endsWith('\n')) throw new Error('the last line is not ended');
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
}

describe('cli clauses', () => {
  const clauseSchema = z.strictObject({
    id: z.string(),
    parent: z.string().nullable(),
    marker: z.string(),
    title: z.string(),
    body: z.string(),
    citation: z.string(),
    links: z.array(z.string()),
    bearers: z.array(z.string()),
    modality: z.enum(MODALITIES),
  });
  let ended: Ended;
  let printed: z.infer<typeof clauseSchema>[];
  beforeAll(async () => {
    ended = await cli(['clauses']);
    printed = objectsIn(ended.stdout).map((line) => clauseSchema.parse(line));
  });

  it('prints 446 clauses in printed order and nothing else', () => {
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(printed.map(({ id }) => id)).toEqual(sendai.all.map(({ id }) => id));
    expect(printed).toHaveLength(446);
  });

  it('prints the policy: markers, titles and bodies joined are its text, the paragraph after the list of 2.9 aside', () => {
    const withoutBlanks = (text: string) => text.replace(/\s/gu, '');
    const moved = 'また，マナーと倫理をもって情報システムを利用しなければならない。';
    const itsPlace = '職員は，次の法令等を遵守しなければならない。';
    // The lone 17 is a page number.
    const text = withoutBlanks(sendaiText.replace(/^17 *$/mu, ''));
    const joined = withoutBlanks(printed.map(({ marker, title, body }) => marker + title + body).join(''));
    expect(joined).toBe(text.replace(moved, '').replace(itsPlace, itsPlace + moved));
  });

  it('gives each clause its parent, its citation and what it refers to, all of which exist', () => {
    const known = new Set(printed.map(({ id }) => id));
    for (const { id, parent, citation, links } of printed) {
      if (parent !== null) expect(known.has(parent), id).toBe(true);
      expect(citation, id).toBe(sendai.citation(id));
      expect(links, id).toEqual(sendai.links(id));
      for (const link of links) expect(known.has(link), id).toBe(true);
    }
    expect(printed.find(({ id }) => id === '2.7.1.vii#6')).toMatchObject({
      parent: '2.7.1.vii',
      marker: '・',
      citation: '第２章（７）①（ⅶ）6項目め',
    });
    expect(printed.flatMap(({ links }) => links).length).toBeGreaterThan(20);
  });

  it('says of each clause what it lays on whom, after the links', () => {
    const keys = ['id', 'parent', 'marker', 'title', 'body', 'citation', 'links', 'bearers', 'modality'];
    for (const line of objectsIn(ended.stdout)) expect(Object.keys(line)).toEqual(keys);
    const norms = new Map(printed.map(({ id, bearers, modality }) => [id, { bearers, modality }]));
    expect(norms.get('2.4.1#5')).toEqual({ bearers: ['staff'], modality: 'permission-required' });
    expect(norms.get('2.7.4.i')).toEqual({ bearers: [], modality: 'statement' });
    expect(norms.get('2.7.4.i#1')).toEqual({ bearers: ['information-manager'], modality: 'obligation' });
  });

  it('ends quietly where its reader has seen enough', async () => {
    const child = start(['clauses']);
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'close');
    expect({ code, stderr: Buffer.concat(err).toString() }).toEqual({ code: 0, stderr: '' });
  });
});

describe('cli ask', () => {
  const answerSchema = z.strictObject({
    id: z.unknown(),
    kind: z.enum(['answer', 'flow', 'report', 'none']),
    flow: z.string().nullable(),
    citations: z.array(z.string()).max(5),
    text: z.string().min(1),
    // Where the assistant would ask back: what it would offer.
    choices: z.array(z.string().min(1)).min(2).optional(),
  });

  const questions = [
    { id: 'number', text: '第２章（７）①（ⅶ）6項目め' },
    { id: 'term', text: '外部記録媒体とは' },
    { id: 'outside', text: '明日の天気は？' },
    { id: 'lost', text: 'IDカードをなくしました' },
    { id: 'flow', text: 'USBメモリを家に持って帰っていい？' },
    { id: 'command', text: 'こんにちは' },
    { id: 'nothing', text: '' },
    { id: 'long', text: 'あ'.repeat(100_000) },
    { id: 'all', text: '電子メールの送受信等の一覧' },
    { id: { any: ['json'] }, text: '外部記録媒体\u2028とは' },
    { id: null, text: '2.4.1#2' },
    { id: 'six', text: [1, 2, 3, 4, 5, 6].map((n) => `2.7.1.vii#${n}`).join(' ') },
  ];
  /** The same questions among lines that cannot be read: the last is not even ended. */
  const amongBadLines = Buffer.concat([
    Buffer.from('not json\n\n   \n'),
    Buffer.from(lines(...questions.slice(0, 5)).replaceAll('\n', '\r\n')),
    Buffer.from(lines({ id: 'no text' }, { id: 7, text: 7 }, { text: 'no id' }, ['a list'], null)),
    Buffer.from([0x22, 0xff, 0xfe, 0x0a]),
    Buffer.from(lines(...questions.slice(5)).trimEnd()),
  ]);
  let plain: Ended;
  let explained: Ended;
  beforeAll(async () => {
    plain = await cli(['ask'], lines(...questions));
    explained = await cli(['ask', '--explain'], amongBadLines);
  });

  it('answers each line in order, with clauses, kind and the words that staff would read', () => {
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    const answers = objectsIn(plain.stdout).map((line) => answerSchema.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
    const kinds = answers.map(({ kind }) => kind);
    expect(kinds.join(' ')).toBe('answer answer none report flow none none none answer answer answer answer');
    const [number, term, outside, lost, flow, , nothing, , all] = answers;
    expect(number).toMatchObject({ citations: ['2.7.1.vii#6'], flow: null });
    expect(number?.text).toContain('第２章（７）①（ⅶ）6項目め');
    expect(number?.text).toContain(`「${sendai.get('2.7.1.vii#6')?.body}」`);
    expect(term?.citations[0]).toBe('1.2.4');
    expect(outside).toMatchObject({ citations: [], flow: null });
    expect(lost?.flow).toMatch(/^report-/);
    expect(flow).toMatchObject({ flow: 'take-out' });
    expect(nothing?.text).toContain('質問が入力されていません');
    expect(all?.citations).toHaveLength(5);
    for (const answer of answers) {
      expect(answer.flow === null).toBe(answer.kind === 'answer' || answer.kind === 'none');
      if (answer.kind === 'none') expect(answer.citations).toEqual([]);
      else expect(answer.citations.length).toBeGreaterThan(0);
      for (const id of answer.citations) expect(sendai.get(id), `${answer.id} ${id}`).toBeDefined();
    }
  });

  it('keeps going past bad lines, answers each with its id, and exits 1', () => {
    expect(explained.code).toBe(1);
    const bad = (id: unknown) => ({
      id,
      error: expect.stringMatching(/[ぁ-ん].*\[LINE_(?:NOT_JSON|MALFORMED)\]$/u),
    });
    const good = ({ id }: { readonly id: unknown }) =>
      expect.objectContaining({ id, kind: expect.any(String) });
    expect(objectsIn(explained.stdout)).toEqual([
      bad(null),
      ...questions.slice(0, 5).map(good),
      ...['no text', 7, null, null, null, null].map(bad),
      ...questions.slice(5).map(good),
    ]);
  });

  it('says why with --explain, and changes nothing else', () => {
    const answers = objectsIn(explained.stdout).filter((line) => !('error' in line));
    const withoutReasons = answers.map(({ because, ...answer }) => answer);
    expect(withoutReasons).toEqual(objectsIn(plain.stdout));
    const reasonsOf = z.array(z.string().min(1)).default([]);
    for (const { id, because } of answers) {
      // What is no question has no reasons.
      const silent = ['command', 'nothing', 'long'].some((one) => one === id);
      expect(reasonsOf.parse(because).length > 0, String(id)).toBe(!silent);
    }
  });

  it('refuses a malformed variable by its name before any answer', async () => {
    const { code, stdout, stderr } = await cli(['ask'], lines({ id: 1, text: '鍵は？' }), { PORT: '80x' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('PORT: 0〜65535 の数字で書いてください');
  });
});

describe('cli search', () => {
  const corpus = async (name: string, text: string) => {
    const file = join(folder, name);
    await writeFile(file, text);
    return file;
  };

  it('finds the documents of a corpus, best first and at most 100, whatever form their words take', async () => {
    const file = await corpus(
      'corpus.jsonl',
      lines(
        { id: 'sendai', title: '仙台市', body: '宮城県の県庁所在地で、七夕まつりが有名である。' },
        { id: 'sapporo', title: '札幌市', body: '北海道の道庁所在地で、雪まつりが有名である。' },
        { id: 'ramen', body: 'ラーメンは、小麦粉の麺をスープに入れた料理である。' },
        ...Array.from({ length: 150 }, (_, i) => ({ id: `park${i}`, body: `公園の池の第${i}回の清掃` })),
      ),
    );
    const { code, stdout, stderr } = await cli(
      ['search', '--corpus', file],
      lines(
        { id: 'a', text: '七夕まつりで有名な市は？' },
        { id: 'b', text: 'ﾗｰﾒﾝの麺は何でできている？' },
        { id: 'c', text: '雪のまつり' },
        { id: 'd', text: 'ＸＹＺ' },
        { id: 'e', text: '公園の池' },
      ),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const found = objectsIn(stdout).map((line) =>
      z.strictObject({ id: z.string(), hits: z.array(z.string()) }).parse(line),
    );
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const [tanabata, noodles, snow, unknown, parks] = found.map(({ hits }) => hits);
    expect(tanabata?.slice(0, 2)).toEqual(['sendai', 'sapporo']);
    expect(noodles?.[0]).toBe('ramen');
    expect(snow?.[0]).toBe('sapporo');
    expect(unknown).toEqual([]);
    expect(parks).toHaveLength(100);
    expect(new Set(parks).size).toBe(100);
    expect(parks?.every((id) => id.startsWith('park'))).toBe(true);
  });

  it('names the line of a corpus that cannot be read, and the file that is not there', async () => {
    const file = await corpus('broken.jsonl', `${lines({ id: 'a', body: '一' })}\n{"id": 1}\n`);
    const [broken, missing] = await Promise.all([
      cli(['search', '--corpus', file]),
      cli(['search', '--corpus', join(folder, 'no-such.jsonl')]),
    ]);
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain(`${file}:3 `);
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain('no-such.jsonl を開けません');
  });
});

describe('a call that is not understood', () => {
  it.each([
    [[], ['dance']],
    [['ask', '--loud'], ['search']],
  ])('shows the usage, prints no answer and exits 2: %j and %j', async (...calls) => {
    for (const { code, stdout, stderr } of await Promise.all(calls.map((words) => cli(words)))) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      for (const piece of ['使い方: npm run -s cli', 'clauses', 'ask', 'search --corpus'])
        expect(stderr).toContain(piece);
    }
  });
});

describe('decide', () => {
  const decide = async (...cases: readonly unknown[]) => {
    const { code, stdout } = await cli(['decide'], lines(...cases));
    return { code, answers: objectsIn(stdout) };
  };

  it('answers in the shape of a decision, in order, with numbers for options that look like them', async () => {
    const { code, answers } = await decide(
      { id: 1, flow: 'auto-forward', facts: { businessNeed: true } },
      { id: 2, flow: 'classify-information', facts: { article7: [5], designated: 'none', opsSecret: false } },
      { id: 3, flow: 'take-out', facts: { object: 'information' } },
    );
    expect(code).toBe(0);
    expect(answers).toEqual([
      {
        id: 1,
        verdict: 'prohibited',
        approvers: [],
        approversMode: 'all',
        exception: {
          approvers: ['system-manager', 'information-manager'],
          mode: 'any',
          citations: ['2.7.1.vii#5'],
          alsoNeeds: [],
        },
        duties: [],
        citations: ['2.7.1.vii#5'],
      },
      expect.objectContaining({ id: 2, result: 'II', approvers: [], exception: null }),
      { id: 3, missing: ['specificPersonalInfo', 'onMedia'] },
    ]);
  });

  it('says which classification has to be looked at again where facts contradict each other', async () => {
    const { answers } = await decide({
      id: 1,
      flow: 'send-email',
      facts: { businessNeed: true, classification: 'III', article7Personal: true },
    });
    expect(answers[0]).toMatchObject({
      verdict: 'prohibited',
      exception: null,
      note: expect.stringContaining('見直し'),
    });
  });

  it('names a flow, fact or value that there is not, and those that there are, and goes on', async () => {
    const { code, answers } = await decide(
      { id: 1, flow: 'fly', facts: {} },
      { id: 2, flow: 'backup', facts: { class: 'S' } },
      { id: 3, flow: 'backup', facts: { classification: 'IV' } },
      { id: 4, flow: 'backup', facts: { classification: 'S' } },
    );
    expect(code).toBe(1);
    expect(answers[0]?.error).toMatch(/「fly」.*send-email.*FLOW_UNKNOWN/u);
    expect(answers[1]?.error).toMatch(/「class」.*classification.*FACT_UNKNOWN/u);
    expect(answers[2]?.error).toMatch(/「classification」.*S、I、II、III.*FACT_VALUE_UNKNOWN/u);
    expect(answers[3]).toMatchObject({ verdict: 'allowed' });
  });
});

describe('check', () => {
  it('prints a line for every guided decision, and what the clauses of duty are used by', async () => {
    const { code, stdout } = await cli(['check']);
    expect(code).toBe(0);
    const rows = stdout.split('\n').filter((line) => /^[a-z-]+\t\d/u.test(line));
    // 24 guided decisions, 3 procedures.
    expect(rows).toHaveLength(27);
    expect(stdout).toMatch(/^report-incident\t1920\t/mu);
    expect(stdout).toMatch(/義務・禁止・許可・努力を定める条項 \d+：判定に使うもの \d+/u);
  });

  it('refuses a folder that is no pack with what is missing', async () => {
    const { code, stderr } = await cli(['check', '--pack', folder]);
    expect(code).toBe(1);
    expect(stderr).toContain('pack.yaml');
  });
});
