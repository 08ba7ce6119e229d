import type { Writable } from 'node:stream';
import type { Pack } from '../../knowledge/pack.ts';
import { writeLine } from './json-lines.ts';

/** `cli clauses`: one clause a line, in printed order. */
export async function printClauses(policy: Pack['policy'], output: Writable): Promise<void> {
  for (const { id, parent, marker, title, body } of policy.all) {
    await writeLine(output, {
      id,
      parent,
      marker,
      title,
      body,
      citation: policy.citation(id),
      links: policy.links(id),
    });
  }
}
