import type { Pack } from '../../../knowledge/pack.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import { rulesFingerprint } from '../../../knowledge/rules/fingerprint.ts';
import type { Flow } from '../../../knowledge/rules/flow.ts';
import { refuses } from '../../messages/verdict-words.ts';

/** A flow ready to be walked. */
export interface GuidedFlow {
  readonly flow: Flow;
  readonly decider: Decider;
  /** Two programs whose rules differ do not go on with each other's answers. */
  readonly rules: string;
  /** Whether anything but 「可」 can come out. */
  readonly refuses: boolean;
}

/** The guided decisions of a pack, each made ready when it is first walked. */
export class GuidedFlows {
  readonly #flows: ReadonlyMap<string, Flow>;
  readonly #ready = new Map<string, GuidedFlow>();

  constructor(flows: Pack['flows']) {
    this.#flows = new Map(flows.map((flow) => [flow.id, flow]));
  }

  get all(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  has(id: string): boolean {
    return this.#flows.has(id);
  }

  get(id: string): GuidedFlow | null {
    const flow = this.#flows.get(id);
    if (flow === undefined) return null;
    const ready = this.#ready.get(id) ?? makeReady(flow);
    this.#ready.set(id, ready);
    return ready;
  }
}

function makeReady(flow: Flow): GuidedFlow {
  return {
    flow,
    decider: new Decider(flow),
    rules: rulesFingerprint(flow),
    refuses: refuses(flow),
  };
}
