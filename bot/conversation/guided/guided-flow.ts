import type { Pack } from '../../../knowledge/pack.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import { rulesFingerprint } from '../../../knowledge/rules/fingerprint.ts';
import type { Fact, Flow } from '../../../knowledge/rules/flow.ts';
import type { Choice } from '../../messages/model.ts';
import { refuses } from '../../messages/verdict-words.ts';
import { type Asker, NOBODY } from './asker.ts';
import { entryButton } from './in-words.ts';
import { Report } from './report.ts';
import { type ReadyReport, readyReports } from './report-questions.ts';

/** What a walk asks, whatever it comes to. */
export interface Walked {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  /** What to tell somebody who types a secret; null where it is about none. */
  readonly secret: string | null;
}

/** What can be walked: a decision to its verdict, a report until it is filed and as far as more is known. */
export type GuidedFlow = DecisionFlow | ReportFlow;

/** A flow ready to be walked. */
export interface DecisionFlow {
  readonly kind: 'decision';
  readonly flow: Flow;
  readonly decider: Decider;
  /** Two programs whose rules differ do not go on with each other's answers. */
  readonly rules: string;
  /** Whether anything but 「可」 can come out. */
  readonly refuses: boolean;
}

/** A report ready to be walked, as one person is asked. */
export interface ReportFlow {
  readonly kind: 'report';
  readonly flow: Walked;
  readonly report: Report;
  readonly rules: string;
}

/** What is the same whoever walks. */
interface Ready {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly reports: ReadonlyMap<string, ReadyReport>;
  readonly decisions: Map<string, DecisionFlow>;
}

/** All that can be walked, each made ready when it is first walked. */
export class GuidedFlows {
  readonly #ready: Ready;
  readonly #asker: Asker;
  readonly #walked = new Map<string, ReportFlow>();

  private constructor(ready: Ready, asker: Asker) {
    this.#ready = ready;
    this.#asker = asker;
  }

  /** @param procedures what can be reported; empty where nobody takes reports. */
  static of(flows: Pack['flows'], procedures: Pack['procedures'] = []): GuidedFlows {
    const byId = new Map(flows.map((flow) => [flow.id, flow]));
    return new GuidedFlows({ flows: byId, reports: readyReports(procedures), decisions: new Map() }, NOBODY);
  }

  /** The same as this person is asked: a report offers their own telephone, and their colleagues. */
  for(asker: Asker): GuidedFlows {
    return new GuidedFlows(this.#ready, asker);
  }

  /** The guided decisions. */
  get all(): readonly Flow[] {
    return [...this.#ready.flows.values()];
  }

  /** What can be reported, as buttons. @param drill as an exercise. */
  reportButtons(drill = false): readonly Choice[] {
    return [...this.#ready.reports.values()].flatMap(({ procedure: { id, intake } }) =>
      intake.entries.map(({ id: entry, label }) => entryButton(label, id, entry, drill)),
    );
  }

  has(id: string): boolean {
    return this.#ready.flows.has(id) || this.#ready.reports.has(id);
  }

  isReport(id: string): boolean {
    return this.#ready.reports.has(id);
  }

  get(id: string): GuidedFlow | null {
    const report = this.#ready.reports.get(id);
    if (report !== undefined) return this.#report(id, report);
    const flow = this.#ready.flows.get(id);
    if (flow === undefined) return null;
    const ready = this.#ready.decisions.get(id) ?? makeReady(flow);
    this.#ready.decisions.set(id, ready);
    return ready;
  }

  #report(id: string, ready: ReadyReport): ReportFlow {
    const before = this.#walked.get(id);
    if (before !== undefined) return before;
    const report = new Report(ready, this.#ready.reports, this.#asker);
    const { title } = ready.procedure;
    const flow = { id, title, facts: report.facts, secret: null };
    const walked: ReportFlow = { kind: 'report', flow, report, rules: ready.rules };
    this.#walked.set(id, walked);
    return walked;
  }
}

function makeReady(flow: Flow): DecisionFlow {
  return {
    kind: 'decision',
    flow,
    decider: new Decider(flow),
    rules: rulesFingerprint(flow),
    refuses: refuses(flow),
  };
}
