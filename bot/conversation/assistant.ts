import { randomUUID } from 'node:crypto';
import type { Assistant, ClauseSummary, ClauseView, Incoming, Replied } from '../channel.ts';
import type { Knowledge } from '../knowledge.ts';
import { createDecisionViews } from '../views/decision-views.ts';
import { type ConversationStore, MemoryConversations } from './conversation-store.ts';
import { Dialogue } from './dialogue.ts';
import { GuidedEngine } from './guided/engine.ts';
import { GuidedFlows } from './guided/guided-flow.ts';
import { Receiver } from './receive.ts';
import { Replier } from './reply.ts';
import { StoredStates } from './stored-states.ts';
import { Understander } from './understand/understand.ts';

export interface AssistantParts {
  /** Where conversations are kept; in memory where left out. */
  readonly store?: ConversationStore;
  /** Ids of walks through guided decisions. */
  readonly newId?: () => string;
}

/** The assistant over one city's pack. */
export function createAssistant(
  knowledge: Knowledge,
  { store = new MemoryConversations(), newId = () => randomUUID() }: AssistantParts = {},
): Assistant {
  const { policy, name } = knowledge.pack;
  const understander = new Understander(knowledge.pack, knowledge.search);
  const replier = new Replier(knowledge, understander);
  const receiver = new Receiver({
    dialogue: new Dialogue(understander, replier, knowledge.search),
    replier,
    engine: new GuidedEngine({
      pack: knowledge.pack,
      flows: new GuidedFlows(knowledge.pack.flows),
      quote: (clause) => replier.quote(clause),
    }),
    newId,
  });
  const conversations = new StoredStates(store);

  const summary = (id: string): ClauseSummary[] => {
    const clause = policy.get(id);
    if (clause === undefined) return [];
    return [{ id: clause.id, citation: policy.citation(id), label: clause.title || clause.body }];
  };

  return {
    policyName: name,
    decisions: createDecisionViews(knowledge.pack),
    welcome: () => replier.welcome(),
    receive(incoming: Incoming): Promise<Replied> {
      // Conversations of two channels may bear the same name.
      const key = `${incoming.channel} ${incoming.conversation}`;
      return conversations.answer(
        key,
        (kept) => receiver.receive(key, incoming, kept),
        () => receiver.withoutStore(key, incoming),
      );
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
