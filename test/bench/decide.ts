import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SENDAI } from '../../bot/knowledge.ts';
import { loadPack } from '../../knowledge/pack.ts';
import { Combinations } from '../../knowledge/rules/combinations.ts';
import { Decider } from '../../knowledge/rules/decider.ts';
import type { Facts, Flow } from '../../knowledge/rules/flow.ts';
import { quantile } from './search.ts';

export interface DecisionFigures {
  readonly cases: number;
  /** Milliseconds a decision, in this process. */
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** Milliseconds for all of them through `cli decide`, its start included. */
  readonly throughCli: number;
  /** Cases that the command line answered with an error, or not at all. */
  readonly errors: number;
}

/** Times guided decisions over random cases, most of them with some of the facts unknown. */
export async function measureDecisions(cases: number): Promise<DecisionFigures> {
  const { flows } = await loadPack(SENDAI);
  const deciders = new Map(flows.map((flow) => [flow.id, new Decider(flow)]));
  const random = Array.from({ length: cases }, () => randomCase(flows));
  const times = random.map(({ flow, facts }) => {
    const started = performance.now();
    deciders.get(flow)?.decide(facts);
    return performance.now() - started;
  });
  const started = performance.now();
  const errors = await errorsThroughCli(random);
  return {
    cases,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    most: Math.max(...times),
    throughCli: performance.now() - started,
    errors,
  };
}

function randomCase(flows: readonly Flow[]): { readonly flow: string; readonly facts: Facts } {
  const flow = flows[Math.floor(Math.random() * flows.length)] as Flow;
  const combinations = new Combinations(flow);
  const facts = combinations.facts(Math.floor(Math.random() * combinations.count));
  const known = Object.entries(facts).filter(() => Math.random() < 0.7);
  return { flow: flow.id, facts: Object.fromEntries(known) };
}

async function errorsThroughCli(cases: readonly object[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli.ts', 'decide'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout });
  let good = 0;
  answers.on('line', (line) => {
    if (!('error' in (JSON.parse(line) as object))) good += 1;
  });
  child.stdin.end(cases.map((one, id) => `${JSON.stringify({ id, ...one })}\n`).join(''));
  await Promise.all([once(child, 'close'), once(answers, 'close')]);
  return cases.length - good;
}
