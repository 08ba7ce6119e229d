import type { Assistant, ClauseSummary, ClauseView, Incoming } from '../channel.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Message } from '../messages/model.ts';
import { text, WORDING } from '../messages/wording.ts';
import { createDecisionViews } from '../views/decision-views.ts';
import { Dialogue } from './dialogue.ts';
import { Replier } from './reply.ts';
import { Understander } from './understand/understand.ts';

/** The assistant over one city's pack. */
export function createAssistant(knowledge: Knowledge): Assistant {
  const { policy, name } = knowledge.pack;
  const understander = new Understander(knowledge.pack, knowledge.search);
  const replier = new Replier(knowledge, understander);
  const dialogue = new Dialogue(understander, replier, knowledge.search);

  const summary = (id: string): ClauseSummary[] => {
    const clause = policy.get(id);
    if (clause === undefined) return [];
    return [{ id: clause.id, citation: policy.citation(id), label: clause.title || clause.body }];
  };

  return {
    policyName: name,
    decisions: createDecisionViews(knowledge.pack),
    welcome: () => replier.welcome(),
    receive({ channel, conversation, input, at }: Incoming): readonly Message[] {
      // Conversations of two channels may bear the same name.
      const key = `${channel} ${conversation}`;
      switch (input.type) {
        case 'text':
          return dialogue.say(key, input.text, at, false);
        case 'form':
          // No form is open: it was sent from a page older than this process.
          return [text(WORDING.unknownForm)];
        case 'action':
          switch (input.action.do) {
            case 'say':
              return dialogue.say(key, input.action.text, at, input.action.fresh === true);
            case 'emergency':
              return replier.emergency();
            case 'show-clause':
              return replier.clause(input.action.clause);
          }
      }
    },
    clause(id): ClauseView | null {
      const clause = policy.get(id);
      if (clause === undefined) return null;
      const place = policy.all.indexOf(clause);
      const neighbour = (offset: number) => summary(policy.all[place + offset]?.id ?? '')[0] ?? null;
      return {
        id: clause.id,
        citation: policy.citation(id),
        marker: clause.marker,
        title: clause.title,
        body: clause.body,
        ancestors: policy.ancestors(id).flatMap((ancestor) => summary(ancestor.id)),
        children: policy.children(id).flatMap((child) => summary(child.id)),
        previous: neighbour(-1),
        next: neighbour(1),
        links: policy.links(id).flatMap(summary),
        linkedFrom: policy.linkedFrom(id).flatMap(summary),
      };
    },
  };
}
