import { loadKnowledge } from '../../bot/knowledge.ts';
import { measureQuestions } from './questions.ts';

const out = (line: string) => process.stdout.write(`${line}\n`);
const [verb, ...rest] = process.argv.slice(2);
if (verb === 'questions') {
  const knowledge = await loadKnowledge('.data');
  const verbose = rest.includes('--misses');
  for (const name of rest.filter((word) => !word.startsWith('--'))) {
    const f = await measureQuestions(`test/questions/${name}.jsonl`, knowledge);
    const n = (x: number) => x.toFixed(3);
    out(`${name}: kind ${n(f.kind)} flow ${n(f.flow)} first ${n(f.first)} five ${n(f.withinFive)} all ${n(f.allWithinFive)} none P ${n(f.nonePrecision)} R ${n(f.noneRecall)}`);
    out(`  ${Object.entries(f.byKind).map(([k, v]) => `${k} ${n(v.first)}/${n(v.withinFive)}`).join(' ')}  ${JSON.stringify(f.confusion)}`);
    if (verbose)
      for (const m of f.misses)
        out(`${m.question.id} ${m.question.kind}/${m.question.flow ?? ''} ${m.question.must} -> ${m.kind}/${m.flow ?? ''} ${m.citations.join(' ')} «${m.question.text.slice(0, 70)}» ${m.because.slice(-5).join(' | ')}`);
  }
}
