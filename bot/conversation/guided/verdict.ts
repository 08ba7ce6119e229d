import type { Pack } from '../../../knowledge/pack.ts';
import { holds } from '../../../knowledge/rules/condition.ts';
import type { Facts, Flow, Mode } from '../../../knowledge/rules/flow.ts';
import type { Outcome } from '../../../knowledge/rules/outcome.ts';
import { wayOut } from '../../../knowledge/rules/way-out.ts';
import type { Cited, Permission, Post, VerdictMessage } from '../../messages/guided-model.ts';
import { label } from '../../messages/limits.ts';
import type { Choice } from '../../messages/model.ts';
import {
  factsBehind,
  mustFirst,
  settledBesides,
  verdictLabel,
  verdictSentence,
} from '../../messages/verdict-words.ts';
import { GUIDED, VERDICT_LIMITS } from '../../messages/wording.ts';
import type { DecisionFlow, GuidedFlows } from './guided-flow.ts';
import { startButton, valueInWords } from './in-words.ts';
import { givenAnswers } from './question.ts';
import type { Frame } from './state.ts';

/** Says what a decided walk comes to, with all that follows from it. */
export function verdictOf(
  frame: Frame,
  guided: DecisionFlow,
  known: Facts,
  outcome: Outcome,
  pack: Pack,
  flows: GuidedFlows,
): VerdictMessage {
  const { flow } = guided;
  const cited = citedBy(pack);
  const besides = settledBesides(outcome);
  return {
    type: 'verdict',
    run: frame.run,
    flow: flow.id,
    title: flow.title,
    verdict: outcome.verdict ?? 'result',
    dutiesOnly: outcome.verdict !== null && !guided.refuses,
    label: verdictLabel(flow, outcome),
    sentence: verdictSentence(flow, outcome),
    limits: VERDICT_LIMITS,
    limitsFirst: flow.prominentLimits.some((conditions) => holds(conditions, known)),
    reasons: [
      ...outcome.reasons.map((reason) => ({
        facts: factsBehind(flow, reason, known).map(({ fact, value }) => ({
          name: fact.name,
          value: valueInWords(fact, value),
        })),
        says: reason.says,
        citations: reason.citations.map(cited),
      })),
      ...(besides === null
        ? []
        : [{ facts: [], says: besides.says, citations: besides.citations.map(cited) }]),
    ],
    approvers:
      outcome.approvers.length === 0
        ? null
        : permission(pack, outcome.approvers, outcome.approversMode, [], GUIDED_APPROVERS),
    exception: exceptionOf(outcome, pack),
    duties: mustFirst(outcome.duties).map(({ strength, text, citation }) => ({
      strength,
      label: GUIDED.duties[strength],
      text,
      citation: cited(citation),
    })),
    notes: outcome.notes,
    wayOn: wayOn(frame, guided, known, outcome, pack, flows),
    answers: givenAnswers(frame, guided, known),
    print: { flow: flow.id, facts: known },
    next: [...alsoSee(flow, known, flows), startButton(GUIDED.again, flow.id)],
  };
}

/** Buttons for decisions that may apply beside this one. */
function alsoSee(flow: Flow, known: Facts, flows: GuidedFlows): Choice[] {
  return flow.seeAlso.flatMap(({ when, flow: id }) => {
    const other = flows.get(id);
    if (other === null || !holds(when, known)) return [];
    return [startButton(GUIDED.begin(other.flow.title), id)];
  });
}

type Sentences = {
  readonly one: (post: string) => string;
  readonly all: (posts: readonly string[]) => string;
  readonly any: (posts: readonly string[]) => string;
};

const GUIDED_APPROVERS: Sentences = {
  one: GUIDED.approversOne,
  all: GUIDED.approversAll,
  any: GUIDED.approversAny,
};

const LIFTED_BY: Sentences = {
  one: GUIDED.exception,
  all: (posts) => GUIDED.exception(GUIDED.exceptionAll(posts)),
  any: (posts) => GUIDED.exception(GUIDED.exceptionAny(posts)),
};

function permission(
  pack: Pack,
  roles: readonly string[],
  mode: Mode,
  citations: readonly Cited[],
  say: Sentences,
): Permission {
  const posts = roles.map((role) => postOf(pack, role));
  const names = posts.map(({ name, plain }) => GUIDED.post(name, plain));
  const sentence = names.length === 1 ? say.one(names[0] ?? '') : say[mode](names);
  return { sentence, posts, mode, citations };
}

function exceptionOf({ exception }: Outcome, pack: Pack): VerdictMessage['exception'] {
  if (exception === null) return null;
  const { approvers, mode, citations, alsoNeeds } = exception;
  const also = alsoNeeds.map((role) => {
    const { name, plain } = postOf(pack, role);
    return GUIDED.post(name, plain);
  });
  return {
    ...permission(pack, approvers, mode, citations.map(citedBy(pack)), LIFTED_BY),
    alsoNeeds: also.length === 0 ? '' : GUIDED.alsoNeeds(also),
  };
}

/** What would make a verdict milder; else whom to turn to; and for what nothing lifts, the exception. */
function wayOn(
  frame: Frame,
  guided: DecisionFlow,
  known: Facts,
  outcome: Outcome,
  pack: Pack,
  flows: GuidedFlows,
): VerdictMessage['wayOn'] {
  if (outcome.verdict === null || outcome.verdict === 'allowed') return [];
  const askWhom = pack.policy.citation(pack.askWhom);
  const ways: { sentence: string; choices: Choice[] }[] = [];
  // What was answered and does not matter now may matter once something is changed.
  const given = Object.entries(frame.answers).map(([id, { value }]) => [id, value] as const);
  const way = wayOut(guided.decider, { ...Object.fromEntries(given), ...known });
  if (way !== null) {
    const then = way.outcome === null ? null : verdictLabel(guided.flow, way.outcome);
    const changes = guided.flow.facts.flatMap((fact) => {
      const value = way.change[fact.id];
      return value === undefined ? [] : [GUIDED.to(fact.name, valueInWords(fact, value))];
    });
    ways.push({
      sentence: then === null ? GUIDED.wayOutOpen(changes) : GUIDED.wayOut(changes, then),
      choices: [
        {
          label: label(then === null ? GUIDED.wayOutOpenButton(changes) : GUIDED.wayOutButton(changes, then)),
          action: { do: 'answer', run: frame.run, flow: frame.flow, facts: way.change },
          style: 'plain',
        },
      ],
    });
  }
  if (outcome.verdict === 'prohibited' && outcome.exception === null) {
    const { exceptionFlow } = pack;
    const exception =
      exceptionFlow === null || exceptionFlow === frame.flow ? null : flows.get(exceptionFlow);
    ways.push(
      exception === null
        ? { sentence: GUIDED.askManager(askWhom), choices: [] }
        : {
            sentence: GUIDED.askException(askWhom),
            choices: [startButton(GUIDED.begin(exception.flow.title), exception.flow.id)],
          },
    );
  } else if (outcome.verdict !== 'approval') {
    ways.push({ sentence: GUIDED.askManager(askWhom), choices: [] });
  }
  return ways;
}

function postOf({ roles }: Pack, role: string): Post {
  const found = roles.find((one) => one.role === role);
  return { role, name: found?.names[0] ?? role, plain: found?.plain ?? '' };
}

function citedBy({ policy }: Pack) {
  return (clause: Cited['clause']): Cited => ({ clause, citation: policy.citation(clause) });
}
