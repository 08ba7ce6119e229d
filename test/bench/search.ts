import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import type { Analyser } from '../../knowledge/search/analyse.ts';
import { CorpusSearch } from '../../knowledge/search/corpus-search.ts';

interface Document {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}
interface Query {
  readonly text: string;
  readonly gold: readonly string[];
}

/** What one engine reached on one corpus. Times in milliseconds, memory in megabytes. */
export interface EngineFigures {
  readonly engine: string;
  readonly r1: number;
  readonly r5: number;
  readonly mrr10: number;
  readonly indexMs: number;
  readonly indexMb: number;
  readonly p50: number;
  readonly p99: number;
}

/** An engine ready to answer; every one of them gets the same kuromoji terms. */
type Engine = (documents: readonly Document[], analyser: Analyser) => (question: string) => readonly string[];

const ENGINES: Readonly<Record<string, Engine>> = {
  'this project': (documents, analyser) => {
    const search = new CorpusSearch(documents, analyser);
    return (question) => search.search(question, 10);
  },
  'flexsearch + kuromoji, suggest': (documents, analyser) => {
    const index = new FlexSearch.Index({
      tokenize: 'strict',
      encode: (text: string) => analyser.terms(text),
    });
    documents.forEach((document, number) => void index.add(number, `${document.title}\n${document.body}`));
    return (question) =>
      index
        .search(question, { limit: 10, suggest: true })
        .map((number) => documents[Number(number)]?.id ?? '');
  },
  'MiniSearch + kuromoji': (documents, analyser) => {
    const index = new MiniSearch<Document>({
      fields: ['title', 'body'],
      tokenize: (text) => analyser.terms(text),
      searchOptions: { boost: { title: 2 } },
    });
    index.addAll(documents);
    return (question) =>
      index
        .search(question)
        .slice(0, 10)
        .map((hit) => String(hit.id));
  },
};

/** Measures each engine over `corpus.jsonl` and `queries.jsonl` of a folder, one after the other in this process. */
export async function measureEngines(folder: string, analyser: Analyser): Promise<EngineFigures[]> {
  const documents = await readLines<Document>(join(folder, 'corpus.jsonl'));
  const queries = await readLines<Query>(join(folder, 'queries.jsonl'));
  return Object.entries(ENGINES).map(([name, engine]) => measure(name, engine, documents, queries, analyser));
}

function measure(
  name: string,
  engine: Engine,
  documents: readonly Document[],
  queries: readonly Query[],
  analyser: Analyser,
): EngineFigures {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const started = performance.now();
  const search = engine(documents, analyser);
  const indexMs = performance.now() - started;
  globalThis.gc?.();
  const indexMb = (process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before) / 1e6;
  // Not counted: the first questions pay for compilation.
  for (const { text } of queries.slice(0, 200)) search(text);
  let first = 0;
  let five = 0;
  let reciprocal = 0;
  const times: number[] = [];
  for (const { text, gold } of queries) {
    const asked = performance.now();
    const hits = search(text);
    times.push(performance.now() - asked);
    const rank = hits.findIndex((id) => gold.includes(id)) + 1;
    if (rank === 1) first += 1;
    if (rank >= 1 && rank <= 5) five += 1;
    if (rank >= 1) reciprocal += 1 / rank;
  }
  const count = queries.length;
  return {
    engine: name,
    r1: first / count,
    r5: five / count,
    mrr10: reciprocal / count,
    indexMs,
    indexMb,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** The value below which this share of the times lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Evaluation data of a known shape, given by whoever runs the benchmark. */
async function readLines<T>(file: string): Promise<T[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line));
}
