import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Knowledge, loadKnowledge } from '../../bot/knowledge.ts';
import { Analyser } from '../../knowledge/search/analyse.ts';
import { loadTokenizer } from '../../knowledge/search/tokenizer.ts';
import { measureDecisions } from './decide.ts';
import { measureEntries } from './idle-entries.ts';
import { measureLeftOut } from './left-out.ts';
import { readQuestions } from './question-file.ts';
import { type Miss, measureQuestions, type QuestionFigures } from './questions.ts';
import { measureRoutes } from './route.ts';
import { measureEngines, quantile } from './search.ts';
import { measureDictionary, measureStart } from './start.ts';
import { measureStore } from './store.ts';

const USAGE = `npm run bench -- questions [--misses] [FILE ...]   figures on files of questions (default: all of test/questions)
npm run bench -- sayings [--by-file]               the pack's own sayings, a fifth (or each file) left out in turn
npm run bench -- search --corpus FOLDER           retrieval beside flexsearch and MiniSearch
npm run bench -- decide                           guided decisions: 20,000 random cases, through the command line too
npm run bench -- route                            who a role is, on the sample directory and on a whole city
npm run bench -- start                            dictionary, start and latency
npm run bench -- store                            appends, claims and deliveries on a real file`;

const out = (line = '') => process.stdout.write(`${line}\n`);
const share = (value: number) => value.toFixed(3);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      corpus: { type: 'string' },
      misses: { type: 'boolean', default: false },
      'by-file': { type: 'boolean', default: false },
    },
  });
  const [verb, ...files] = positionals;
  switch (verb) {
    case 'questions': {
      const knowledge = await loadKnowledge('.data');
      const named = files.length > 0 ? files : await allQuestionFiles();
      for (const file of named) printQuestions(file, await measureQuestions(file, knowledge), values.misses);
      await printEntries(named, knowledge);
      return 0;
    }
    case 'sayings':
      for (const { from, kind, count, right, takenFor } of measureLeftOut(
        await loadKnowledge('.data'),
        values['by-file'] ? 'files' : 'fifths',
      )) {
        const others = Object.entries(takenFor).map(([other, times]) => `${other} ${times}`);
        out(`${from} ${kind} (${count}): ${share(right / count)} right; else ${others.join('  ')}`);
      }
      return 0;
    case 'search':
      if (values.corpus === undefined) break;
      await printEngines(values.corpus);
      return 0;
    case 'decide': {
      const { cases, p50, p99, most, throughCli, errors } = await measureDecisions(20_000);
      out(
        `${cases} random cases: p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(3)} ms  most ${most.toFixed(2)} ms`,
      );
      out(`through the command line: ${(throughCli / 1000).toFixed(1)} s in all, ${errors} errors`);
      return errors === 0 && p99 <= 2 ? 0 : 1;
    }
    case 'route': {
      const all = await measureRoutes(20_000);
      for (const { directory, people, read, p50, p99 } of all)
        out(
          `${directory}, ${people} people: read in ${read.toFixed(0)} ms  p50 ${p50.toFixed(3)} ms  p99 ${p99.toFixed(3)} ms`,
        );
      return all.every(({ p99 }) => p99 <= 2) ? 0 : 1;
    }
    case 'start':
      await printStart();
      return 0;
    case 'store':
      await printStore();
      return 0;
  }
  process.stderr.write(`${USAGE}\n`);
  return 2;
}

function printQuestions(file: string, figures: QuestionFigures, misses: boolean): void {
  out(`${file}: ${figures.count} questions`);
  out(`  kind ${share(figures.kind)}  flow id ${share(figures.flow)}`);
  out(
    `  first in must ${share(figures.first)}  one within five ${share(figures.withinFive)}  all within five ${share(figures.allWithinFive)}`,
  );
  out(`  none: precision ${share(figures.nonePrecision)}  recall ${share(figures.noneRecall)}`);
  for (const [kind, { count, first, withinFive }] of Object.entries(figures.byKind)) {
    out(`  ${kind} (${count}): first ${share(first)}  within five ${share(withinFive)}`);
  }
  const confused = Object.entries(figures.confusion).filter(([pair]) => new Set(pair.split('→')).size > 1);
  out(
    `  taken for another kind: ${confused.map(([pair, count]) => `${pair} ${count}`).join('  ') || 'none'}`,
  );
  const shown = misses ? figures.misses : worst(figures.misses);
  out(
    misses ? '  misses:' : `  worst misses (${shown.length} of ${figures.misses.length}; all with --misses):`,
  );
  for (const { question, kind, flow, citations, because } of shown) {
    out(
      `  ${question.id} wants ${question.flow ?? question.kind} ${question.must.join(' ')}: ${question.text}`,
    );
    out(`    got ${flow ?? kind} ${citations.join(' ')}`);
    for (const reason of because) out(`      ${reason}`);
  }
}

/** A question that got nothing, or the wrong thing altogether, is worse than clauses in the wrong order. */
function worst(misses: readonly Miss[]): readonly Miss[] {
  const wrongKind = misses.filter(({ question, kind }) => kind !== question.kind);
  const noClause = wrongKind.filter(
    ({ question, citations }) => !question.must.some((clause) => citations.includes(clause)),
  );
  return noClause.slice(0, 5);
}

async function allQuestionFiles(): Promise<string[]> {
  const names = await readdir('test/questions');
  return names.filter((name) => name.endsWith('.jsonl')).map((name) => `test/questions/${name}`);
}

async function printEntries(files: readonly string[], knowledge: Knowledge): Promise<void> {
  // Entries must earn their place on questions that they were not written beside.
  const own = files.filter((file) => !file.endsWith('dev.jsonl'));
  const questions = (await Promise.all(own.map((file) => readQuestions(file))))
    .flat()
    .map(({ text }) => text);
  const { unread, idle } = measureEntries(questions, knowledge);
  out(`vocabulary and lexicon on ${questions.length} questions outside dev.jsonl`);
  out(`  entries that no question makes use of (${unread.length}): ${unread.join(' ') || 'none'}`);
  out(`  entries whose removal changes no answer (${idle.length}): ${idle.join(' ') || 'none'}`);
}

async function printEngines(folder: string): Promise<void> {
  const analyser = new Analyser(await loadTokenizer());
  out('engine                            R@1    R@5  MRR@10  index ms  index MB  p50 ms  p99 ms');
  for (const engine of await measureEngines(folder, analyser)) {
    out(
      [
        engine.engine.padEnd(31),
        share(engine.r1),
        share(engine.r5),
        share(engine.mrr10).padStart(7),
        engine.indexMs.toFixed(0).padStart(9),
        engine.indexMb.toFixed(0).padStart(9),
        engine.p50.toFixed(2).padStart(7),
        engine.p99.toFixed(2).padStart(7),
      ].join('  '),
    );
  }
}

async function printStart(): Promise<void> {
  const dictionary = await measureDictionary();
  out(
    `kuromoji's dictionary: ${dictionary.ms.toFixed(0)} ms, ${dictionary.residentMb.toFixed(0)} MB resident`,
  );
  const { search } = await loadKnowledge('.data');
  const questions = await readQuestions('test/questions/dev.jsonl');
  // A server that has run for a while: the first questions pay for compilation.
  for (let round = 0; round < 5; round += 1) for (const { text } of questions) search.ask(text);
  const times = questions.map(({ text }) => {
    const started = performance.now();
    search.ask(text);
    return performance.now() - started;
  });
  out(`policy search: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`);
  const { cold, cached } = await measureStart(3);
  out(
    `start to first answer: ${cold.toFixed(0)} ms without caches, ${cached.map((ms) => ms.toFixed(0)).join(' / ')} ms with them`,
  );
}

async function printStore(): Promise<void> {
  const { figures, verifyMs, events } = await measureStore(2000);
  out('store                                  times  p50 ms  p99 ms');
  for (const { name, times } of figures) {
    const shown = [0.5, 0.99].map((q) => quantile(times, q).toFixed(2).padStart(6));
    out([name.padEnd(36), String(times.length).padStart(6), ...shown].join('  '));
  }
  out(`verify ${events} events: ${verifyMs.toFixed(0)} ms`);
}

process.exitCode = await main();
