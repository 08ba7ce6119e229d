import { loadPack } from '../../../knowledge/pack.ts';
import type { Flow } from '../../../knowledge/rules/flow.ts';
import { SENDAI } from '../pack/small-pack.ts';

let loading: Promise<readonly Flow[]> | null = null;

/** The guided decisions of Sendai. */
export function sendaiFlows(): Promise<readonly Flow[]> {
  loading ??= loadPack(SENDAI).then((pack) => pack.flows);
  return loading;
}
