import type { PolicyText } from '../policy/policy-text.ts';
import { checkFlow } from '../rules/check.ts';
import type { Flow } from '../rules/flow.ts';
import { describeFault } from './flow-fault.ts';
import type { FactEntry, FlowFile } from './flow-schema.ts';
import type { PackError } from './pack-error.ts';
import type { Placed, Read } from './read-file.ts';
import { readFlow } from './read-flow.ts';
import type { Intent, Role } from './schemas.ts';

/**
 * Reads all guided decisions and proves each of them whole: a pack with a gap in its rules is refused.
 * @param proved whether the same rules were proved before.
 */
export function readFlows(
  files: readonly (Placed<FlowFile> | undefined)[],
  sharedFacts: readonly FactEntry[],
  pack: { readonly policy: PolicyText; readonly intents: readonly Intent[]; readonly roles: readonly Role[] },
  proved: boolean,
): Read<Flow[]> {
  const titles = new Map(
    pack.intents.flatMap(({ id, kind, title }) => (kind === 'flow' ? [[id, title] as const] : [])),
  );
  const roles = new Set(pack.roles.map(({ role }) => role));
  const shared = new Map(sharedFacts.map((fact) => [fact.id, fact]));
  const errors: PackError[] = [];
  const flows: Flow[] = [];
  for (const file of files) {
    if (file === undefined) continue;
    const read = readFlow(file, { policy: pack.policy, roles, titles, sharedFacts: shared });
    if (!read.ok) {
      errors.push(...read.errors);
      continue;
    }
    if (flows.some((flow) => flow.id === read.value.id)) {
      errors.push({
        code: 'PACK_ENTRY_REPEATED',
        file: file.file,
        line: file.lineOf(['flow']),
        message: `「${read.value.id}」の判定が二つのファイルにあります。一つにまとめてください。`,
      });
    }
    flows.push(read.value);
    if (!proved) errors.push(...checkFlow(read.value, pack.policy).faults.map(describeFault));
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: flows };
}
