import { parseArgs } from 'node:util';
import { loadPack } from '../knowledge/pack.ts';
import { Analyser } from '../knowledge/search/analyse.ts';
import { loadTokenizer } from '../knowledge/search/tokenizer.ts';
import { asker, askSchema } from './cli/ask.ts';
import { printClauses } from './cli/clauses.ts';
import { decider, decideSchema } from './cli/decide.ts';
import { answerLines } from './cli/json-lines.ts';
import { readCorpus, searcher, searchSchema } from './cli/search.ts';
import { readEnvironment } from './environment.ts';
import { loadKnowledge, SENDAI } from './knowledge.ts';

const USAGE = `使い方: npm run -s cli -- <動詞>
  clauses                  規程の条項を1行に1つずつ出力します
  ask [--explain]          標準入力の {"id","text"} に答えます（--explain は判断の理由も出力します）
  decide                   標準入力の {"id","flow","facts":{…}} を判定します
  search --corpus FILE     標準入力の {"id","text"} で FILE（{"id","title","body"} の JSON Lines）を検索します`;

/** @returns the exit code: 0 all well, 1 some line was bad, 2 the call was not understood. */
async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { corpus: { type: 'string' }, explain: { type: 'boolean', default: false } },
  });
  const { stdin, stdout } = process;
  const knowledge = () => loadKnowledge(readEnvironment(process.env).dataFolder);
  switch (positionals.join(' ')) {
    case 'clauses':
      await printClauses((await knowledge()).pack, stdout);
      return 0;
    case 'ask':
      return (await answerLines(stdin, stdout, askSchema, asker(await knowledge(), values.explain))) ? 0 : 1;
    case 'decide': {
      const { flows } = await loadPack(SENDAI);
      return (await answerLines(stdin, stdout, decideSchema, decider(flows))) ? 0 : 1;
    }
    case 'search': {
      if (values.corpus === undefined) break;
      const corpus = await readCorpus(values.corpus, new Analyser(await loadTokenizer()));
      return (await answerLines(stdin, stdout, searchSchema, searcher(corpus))) ? 0 : 1;
    }
  }
  process.stderr.write(`${USAGE}\n`);
  return 2;
}

// A reader that closes early (`| head`) has seen what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const misused =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(`${misused ? USAGE : error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = misused ? 2 : 1;
}
