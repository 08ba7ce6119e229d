import { parseArgs } from 'node:util';
import { dayInJapan } from '../knowledge/organisation/day.ts';
import { describeFault } from '../knowledge/organisation/directory-fault.ts';
import { loadDirectory } from '../knowledge/organisation/load-directory.ts';
import { loadPack } from '../knowledge/pack.ts';
import { Analyser } from '../knowledge/search/analyse.ts';
import { loadTokenizer } from '../knowledge/search/tokenizer.ts';
import { asker, askSchema } from './cli/ask.ts';
import { printCheck } from './cli/check.ts';
import { printClauses } from './cli/clauses.ts';
import { decider, decideSchema } from './cli/decide.ts';
import { answerLines } from './cli/json-lines.ts';
import { procedureCaseSchema, proceeder } from './cli/procedure.ts';
import { backupRecords, rebuildViews, restoreRecords, verifyRecords } from './cli/records.ts';
import { router, routeSchema } from './cli/route.ts';
import { readCorpus, searcher, searchSchema } from './cli/search.ts';
import { readEnvironment } from './environment.ts';
import { loadKnowledge, SENDAI } from './knowledge.ts';

const USAGE = `使い方: npm run -s cli -- <動詞>
  clauses                  規程の条項を1行に1つずつ出力します
  ask [--explain]          標準入力の {"id","text"} に答えます（--explain は判断の理由も出力します）
  check [--pack FOLDER]    判定の規則と報告の手順に抜けや重なりがないかを、すべての組合せで確かめます
  decide                   標準入力の {"id","flow","facts":{…}} を判定します
  route [--directory FOLDER]  標準入力の {"id","asker","role","system","date"} について、その役職が誰かを答えます
  procedure [--laws]       標準入力の報告 {"id","flow","facts":{…}} の後にすることを答えます（--laws は法令による手順も）
  search --corpus FILE     標準入力の {"id","text"} で FILE（{"id","title","body"} の JSON Lines）を検索します
  verify-records [DATA_DIR または FILE] [--checkpoint 番号:値]
                           記録が書き換えられていないかを調べます（動作中でも使えます。控えの FILE も調べられます）
  backup FILE              記録の控えを FILE に取ります（動作中でも使えます。FILE は上書きしません）
  restore FILE             控えの FILE を記録に戻します（動作中は使えません。元の記録は日付の名前で残します）
  rebuild-views            一覧を出来事の記録から作り直します（動作中は使えません）

終了コード: 0 正常　1 読めない行があった、記録に異常があった、または実行できなかった　2 呼び出し方の誤り`;

/** @returns the exit code: 0 all well, 1 some line was bad, 2 the call was not understood. */
async function main(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      checkpoint: { type: 'string' },
      corpus: { type: 'string' },
      directory: { type: 'string' },
      pack: { type: 'string' },
      laws: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
    },
  });
  const { stdin, stdout } = process;
  const dataFolder = () => readEnvironment(process.env).dataFolder;
  const knowledge = () => loadKnowledge(dataFolder());
  const [verb = '', place, ...rest] = positionals;
  if (rest.length === 0 && place !== undefined) {
    switch (verb) {
      case 'verify-records':
        return verifyRecords(place, values.checkpoint, stdout);
      case 'backup':
        return backupRecords(dataFolder(), place, stdout);
      case 'restore':
        return restoreRecords(dataFolder(), place, stdout);
    }
  }
  switch (positionals.join(' ')) {
    case 'verify-records':
      return verifyRecords(dataFolder(), values.checkpoint, stdout);
    case 'rebuild-views':
      return rebuildViews(dataFolder(), stdout);
    case 'clauses':
      await printClauses((await knowledge()).pack, stdout);
      return 0;
    case 'ask':
      return (await answerLines(stdin, stdout, askSchema, asker(await knowledge(), values.explain))) ? 0 : 1;
    case 'check':
      await printCheck(values.pack ?? SENDAI, stdout);
      return 0;
    case 'decide': {
      const { flows } = await loadPack(SENDAI);
      return (await answerLines(stdin, stdout, decideSchema, decider(flows))) ? 0 : 1;
    }
    case 'route': {
      const { directory: sample, roleRules } = await loadPack(SENDAI);
      const folder = values.directory ?? sample;
      if (folder === null) break;
      const { directory, warnings } = await loadDirectory(folder, roleRules);
      // The sample has empty posts on purpose; in one's own directory they are worth a look.
      if (values.directory !== undefined)
        for (const warning of warnings) process.stderr.write(`${describeFault(warning)}\n`);
      const route = router(directory, roleRules, dayInJapan(new Date()));
      return (await answerLines(stdin, stdout, routeSchema, route)) ? 0 : 1;
    }
    case 'procedure': {
      const { procedures } = await loadPack(SENDAI);
      const proceed = proceeder(procedures, values.laws);
      return (await answerLines(stdin, stdout, procedureCaseSchema, proceed)) ? 0 : 1;
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
