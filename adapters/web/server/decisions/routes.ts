import type { Context, Hono } from 'hono';
import type { DecisionViews, FlowView } from '../../../../bot/views/view.ts';
import type { PageAssets } from '../assets.ts';
import { flowListPage } from './flow-list-page.tsx';
import { diagramFile, flowPage } from './flow-page.tsx';
import { readFacts } from './read-facts.ts';
import { refusalPage } from './refusal-page.tsx';
import { signOffPage } from './sign-off-page.tsx';
import { verdictPage } from './verdict-page.tsx';

/** The addresses of {@link serveDecisions}, all of them for reading. */
export const DECISION_PATHS = ['/flows', '/flows/:id', '/flows/:id/sign-off', '/outcomes/:flow'] as const;

/** The pages about the guided decisions: their list, each as a diagram and as a sheet to sign, and single verdicts. */
export function serveDecisions(
  app: Hono,
  decisions: DecisionViews,
  assets: PageAssets,
  now: () => Date,
): void {
  const { policy } = decisions;

  app.get('/flows', (c) =>
    c.html(flowListPage(decisions.checks(), decisions.coverage(), policy, now(), assets)),
  );
  app.get('/flows/:id', (c) => {
    const asked = c.req.param('id');
    const file = asked.endsWith('.svg');
    return withFlow(c, file ? asked.slice(0, -'.svg'.length) : asked, (flow) =>
      file
        ? c.body(diagramFile(flow), 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
        : c.html(flowPage(flow, policy, now(), assets)),
    );
  });
  app.get('/flows/:id/sign-off', (c) =>
    withFlow(c, c.req.param('id'), (flow) => c.html(signOffPage(flow, policy, now(), assets))),
  );
  app.get('/outcomes/:flow', (c) => {
    const flow = c.req.param('flow');
    // Which decision is meant comes first: of an unknown one no facts can be right.
    if (decisions.flow(flow) === null) return unknown(c, flow);
    const facts = readFacts(c.req.query('facts'));
    if ('code' in facts) return c.html(refusalPage(facts, policy.name, assets), 400);
    const verdict = decisions.verdict(flow, facts.given);
    return 'code' in verdict
      ? c.html(refusalPage(verdict, policy.name, assets), 400)
      : c.html(verdictPage(verdict, policy, now(), assets));
  });

  function withFlow(c: Context, id: string, show: (flow: FlowView) => Response | Promise<Response>) {
    const flow = decisions.flow(id);
    return flow === null ? unknown(c, id) : show(flow);
  }

  function unknown(c: Context, asked: string) {
    const allowed = decisions.checks().map(({ id, title }) => ({ id, title }));
    return c.html(refusalPage({ code: 'FLOW_UNKNOWN', asked, allowed }, policy.name, assets), 404);
  }
}
