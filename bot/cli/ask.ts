import { z } from 'zod';
import { Replier } from '../conversation/reply.ts';
import { summarise } from '../conversation/understand/summary.ts';
import { Understander } from '../conversation/understand/understand.ts';
import type { Knowledge } from '../knowledge.ts';
import { plainText } from '../messages/plain-text.ts';

export const askSchema = z.object({ id: z.unknown(), text: z.string() });
type Question = z.infer<typeof askSchema>;

/** `cli ask`: what the assistant would answer. With `explain`, also why: cues, readings, likest sayings, votes. */
export function asker(knowledge: Knowledge, explain: boolean): (question: Question) => object {
  const understander = new Understander(knowledge.pack, knowledge.search);
  const replier = new Replier(knowledge, understander);
  return ({ id, text }) => {
    const parts = understander.understandParts(text);
    const { because, ...summary } = summarise(parts);
    const choices = parts.flatMap((part) => ('choices' in part ? part.choices : []));
    return {
      id,
      ...summary,
      text: plainText(replier.replyAll(parts)),
      ...(choices.length > 0 ? { choices } : {}),
      ...(explain ? { because } : {}),
    };
  };
}
