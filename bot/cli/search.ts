import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Analyser } from '../../knowledge/search/analyse.ts';
import { CorpusSearch } from '../../knowledge/search/corpus-search.ts';

const documentSchema = z.object({ id: z.string(), title: z.string().default(''), body: z.string() });

export const searchSchema = z.object({ id: z.unknown(), text: z.string() });

const MOST_HITS = 100;

/** Thrown where a corpus cannot be read; the message names the line. */
export class CorpusRefused extends Error {
  readonly code = 'CORPUS_REFUSED';
}

/** Reads a corpus of JSON Lines and indexes it with the policy's own analyser and ranking. */
export async function readCorpus(file: string, analyser: Analyser): Promise<CorpusSearch> {
  const documents: z.infer<typeof documentSchema>[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) {
      number += 1;
      if (line.trim() !== '') documents.push(documentSchema.parse(JSON.parse(line)));
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error;
    throw new CorpusRefused(
      missing
        ? `${file} を開けません。--corpus に JSON Lines のファイルを指定してください。`
        : `${file}:${number} {"id","title","body"} の JSON として読めません。`,
    );
  }
  return new CorpusSearch(documents, analyser);
}

/** `cli search`: the best documents for a question. */
export function searcher(corpus: CorpusSearch): (question: z.infer<typeof searchSchema>) => object {
  return ({ id, text }) => ({ id, hits: corpus.search(text, MOST_HITS) });
}
