import { z } from 'zod';
import { Replier } from '../conversation/reply.ts';
import { Understander } from '../conversation/understand/understand.ts';
import type { Understanding } from '../conversation/understand/understanding.ts';
import type { Knowledge } from '../knowledge.ts';
import { plainText } from '../messages/plain-text.ts';

export const askSchema = z.object({ id: z.unknown(), text: z.string() });
type Question = z.infer<typeof askSchema>;

/** `cli ask`: what the assistant would answer. With `explain`, also why: cues, readings, likest sayings, votes. */
export function asker(knowledge: Knowledge, explain: boolean): (question: Question) => object {
  const understander = new Understander(knowledge.pack, knowledge.search);
  const replier = new Replier(knowledge, understander);
  return ({ id, text }) => {
    const understood = understander.understand(text);
    return {
      id,
      ...kindOf(understood),
      citations: 'citations' in understood ? understood.citations : [],
      text: plainText(replier.reply(understood)),
      ...(explain && 'because' in understood ? { because: understood.because } : {}),
    };
  };
}

/** What cannot be read and what is no question quotes nothing: to a script that is `none`. */
function kindOf(understood: Understanding): { readonly kind: string; readonly flow: string | null } {
  switch (understood.kind) {
    case 'flow':
    case 'report':
      return { kind: understood.kind, flow: understood.intent.id };
    case 'answer':
      return { kind: 'answer', flow: null };
    case 'none':
    case 'command':
    case 'unreadable':
      return { kind: 'none', flow: null };
  }
}
