import { type Summary, summarise } from '../../bot/conversation/understand/summary.ts';
import { Understander } from '../../bot/conversation/understand/understand.ts';
import type { Knowledge } from '../../bot/knowledge.ts';
import { type Question, readQuestions } from './question-file.ts';

/** The figures of one file of questions. Shares are 0 to 1; NaN where a file has no such question. */
export interface QuestionFigures {
  readonly count: number;
  readonly kind: number;
  readonly flow: number;
  readonly first: number;
  readonly withinFive: number;
  readonly allWithinFive: number;
  readonly byKind: Readonly<
    Record<string, { readonly count: number; readonly first: number; readonly withinFive: number }>
  >;
  readonly nonePrecision: number;
  readonly noneRecall: number;
  readonly confusion: Readonly<Record<string, number>>;
  readonly misses: readonly Miss[];
}

export interface Miss {
  readonly question: Question;
  readonly kind: string;
  readonly flow: string | null;
  readonly citations: readonly string[];
  readonly because: readonly string[];
}

interface Outcome extends Miss {
  readonly kindRight: boolean;
  readonly flowRight: boolean;
  readonly firstRight: boolean;
  readonly someRight: boolean;
  readonly allRight: boolean;
}

export async function measureQuestions(file: string | URL, knowledge: Knowledge): Promise<QuestionFigures> {
  const understander = new Understander(knowledge.pack, knowledge.search);
  const questions = await readQuestions(file);
  return figures(
    questions.map((question) => outcome(question, summarise(understander.understandParts(question.text)))),
  );
}

function outcome(question: Question, { kind, flow, citations, because }: Summary): Outcome {
  const cited = new Set<string>(citations);
  return {
    question,
    kind,
    flow,
    citations,
    because,
    kindRight: kind === question.kind,
    flowRight: flow === question.flow,
    firstRight: question.must.some((clause) => clause === citations[0]),
    someRight: question.must.some((clause) => cited.has(clause)),
    allRight: question.must.every((clause) => cited.has(clause)),
  };
}

function figures(outcomes: readonly Outcome[]): QuestionFigures {
  const share = (some: readonly Outcome[], right: (one: Outcome) => boolean) =>
    some.filter(right).length / some.length;
  const covered = outcomes.filter(({ question }) => question.kind !== 'none');
  const confusion: Record<string, number> = {};
  for (const { question, kind } of outcomes) {
    const pair = `${question.kind}→${kind}`;
    confusion[pair] = (confusion[pair] ?? 0) + 1;
  }
  const byKind = Object.fromEntries(
    ['answer', 'flow', 'report'].map((kind) => {
      const some = covered.filter(({ question }) => question.kind === kind);
      return [
        kind,
        {
          count: some.length,
          first: share(some, (one) => one.firstRight),
          withinFive: share(some, (one) => one.someRight),
        },
      ];
    }),
  );
  return {
    count: outcomes.length,
    kind: share(outcomes, (one) => one.kindRight),
    flow: share(
      outcomes.filter(({ question }) => question.flow !== null),
      (one) => one.flowRight,
    ),
    first: share(covered, (one) => one.firstRight),
    withinFive: share(covered, (one) => one.someRight),
    allWithinFive: share(covered, (one) => one.allRight),
    byKind,
    nonePrecision: share(
      outcomes.filter(({ kind }) => kind === 'none'),
      ({ question }) => question.kind === 'none',
    ),
    noneRecall: share(
      outcomes.filter(({ question }) => question.kind === 'none'),
      ({ kind }) => kind === 'none',
    ),
    confusion,
    misses: outcomes.filter(
      (one) =>
        !one.kindRight ||
        !one.flowRight ||
        (one.question.kind !== 'none' && !(one.firstRight && one.someRight)),
    ),
  };
}
