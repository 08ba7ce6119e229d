import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../bot/knowledge.ts';
import { normaliseText } from '../../knowledge/search/normalise.ts';
import { type Question, readQuestions } from '../bench/question-file.ts';
import { measureQuestions, type QuestionFigures } from '../bench/questions.ts';
import { loadSendai } from '../bot/sendai.ts';

const NAMES = ['dev', 'field', 'blind', 'street', 'town', 'entries'] as const;
type Name = (typeof NAMES)[number];
type Share = 'kind' | 'flow' | 'first' | 'withinFive' | 'allWithinFive' | 'nonePrecision' | 'noneRecall';

const fileOf = (name: Name): URL => new URL(`./${name}.jsonl`, import.meta.url);

/** What the project promises. The figures themselves are printed by `npm run bench`. */
const FLOORS: Readonly<Record<Name, Readonly<Partial<Record<Share, number>>>>> = {
  dev: {
    kind: 0.93,
    flow: 0.93,
    first: 0.78,
    withinFive: 0.95,
    allWithinFive: 0.82,
    nonePrecision: 0.88,
    noneRecall: 0.88,
  },
  field: { kind: 0.93, flow: 0.91, first: 0.84, withinFive: 0.95, nonePrecision: 0.9, noneRecall: 0.83 },
  blind: { kind: 0.9, flow: 0.93, first: 0.86, withinFive: 0.96, nonePrecision: 0.9, noneRecall: 0.8 },
  street: { kind: 0.9, flow: 0.93, first: 0.82, withinFive: 0.92, nonePrecision: 0.82, noneRecall: 0.88 },
  town: { kind: 0.92, flow: 0.94, first: 0.89, withinFive: 0.96, nonePrecision: 0.95, noneRecall: 0.86 },
  entries: { kind: 0.9, first: 0.9, withinFive: 0.9 },
};

const COUNTS: Readonly<Record<Name, number>> = {
  dev: 160,
  field: 170,
  blind: 160,
  street: 170,
  town: 160,
  entries: 11,
};
/** What the ids of a file begin with. */
const LETTERS: Readonly<Record<Name, string>> = {
  dev: 'd',
  field: 'f',
  blind: 'b',
  street: 's',
  town: 't',
  entries: 'e',
};

let knowledge: Knowledge;
let questions: Readonly<Record<Name, readonly Question[]>>;
beforeAll(async () => {
  knowledge = await loadSendai();
  const read = async (name: Name): Promise<Question[]> => {
    try {
      return await readQuestions(fileOf(name));
    } catch {
      // The error would quote the line: what is only measured is shown to nobody who works on the vocabulary.
      throw new Error(`${name}.jsonl has a line that is no question`);
    }
  };
  const [dev, field, blind, street, town, entries] = await Promise.all([
    read('dev'),
    read('field'),
    read('blind'),
    read('street'),
    read('town'),
    read('entries'),
  ]);
  questions = { dev, field, blind, street, town, entries };
});

/** How many questions of a file are wrong, and no more than that: a failing line must not quote what is only measured. */
const wrong = (name: Name, isWrong: (question: Question) => boolean): number =>
  questions[name].filter(isWrong).length;

describe.each(NAMES)('%s.jsonl', (name) => {
  it('holds its questions, one JSON object a line', async () => {
    expect(questions[name]).toHaveLength(COUNTS[name]);
    const text = await readFile(fileOf(name), 'utf8');
    expect(text.split('\n').length).toBe(COUNTS[name] + 1);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('gives each question an id of its own and something to ask', () => {
    expect(new Set(questions[name].map(({ id }) => id)).size).toBe(COUNTS[name]);
    expect(wrong(name, ({ id }) => !id.startsWith(LETTERS[name]))).toBe(0);
    expect(wrong(name, ({ text }) => text.trim() === '')).toBe(0);
  });

  it('names only clauses that exist', () => {
    const { policy } = knowledge.pack;
    expect(
      wrong(name, ({ must, also }) => [...must, ...also].some((id) => policy.get(id) === undefined)),
    ).toBe(0);
  });

  it('names no clause twice as one that is needed', () => {
    expect(wrong(name, ({ must }) => new Set(must).size < must.length)).toBe(0);
  });

  it('wants a clause for every question but those that the policy does not answer', () => {
    expect(wrong(name, ({ kind, must }) => (kind === 'none') !== (must.length === 0))).toBe(0);
  });

  it('names a decision or report that exists and is of that kind, where one is wanted, and only there', () => {
    const kinds = new Map(knowledge.pack.intents.map((intent) => [intent.id, intent.kind]));
    const offered = (kind: Question['kind']) => kind === 'flow' || kind === 'report';
    expect(wrong(name, ({ kind, flow }) => offered(kind) !== (flow !== null))).toBe(0);
    expect(wrong(name, ({ kind, flow }) => flow !== null && kinds.get(flow) !== kind)).toBe(0);
  });
});

describe('the files', () => {
  it('share no question', () => {
    const all = NAMES.flatMap((name) => questions[name].map(({ text }) => normaliseText(text)));
    expect(all.length - new Set(all).size).toBe(0);
  });

  it('stand nowhere in the pack word for word', () => {
    const { wordings, intents, outside, sayings } = knowledge.pack;
    const learned = new Set(
      [
        ...wordings.flatMap(({ asks }) => asks),
        ...intents.flatMap(({ examples, not }) => [...examples, ...not.map(({ text }) => text)]),
        ...outside.flatMap(({ examples }) => examples),
        ...sayings.flatMap(({ says }) => says),
      ].map(normaliseText),
    );
    for (const name of ['dev', 'field', 'blind', 'street'] as const) {
      expect(
        wrong(name, ({ text }) => text.length > 12 && learned.has(normaliseText(text))),
        name,
      ).toBe(0);
    }
  });

  it('outside dev make use of every entry of vocabulary and lexicon', () => {
    const read = new Set(
      NAMES.filter((name) => name !== 'dev').flatMap((name) =>
        questions[name].flatMap(({ text }) => knowledge.search.ask(text).readings.map(({ id }) => id)),
      ),
    );
    const { concepts, acts } = knowledge.pack;
    const entries = [...concepts.map(({ concept }) => concept), ...acts.map(({ act }) => act)];
    expect(entries.filter((entry) => !read.has(entry))).toEqual([]);
  });
});

describe.each(NAMES)('understanding of %s.jsonl', (name) => {
  let figures: QuestionFigures;
  beforeAll(async () => {
    figures = await measureQuestions(fileOf(name), knowledge);
  });

  it.each(Object.entries(FLOORS[name]) as [Share, number][])('%s is at least %d', (share, floor) => {
    expect(figures[share]).toBeGreaterThanOrEqual(floor);
  });
});
