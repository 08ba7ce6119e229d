import { randomUUID } from 'node:crypto';
import {
  type Assistant,
  type ClauseSummary,
  type ClauseView,
  type Incoming,
  MOST_CARDS,
  type Replied,
} from '../channel.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Message } from '../messages/model.ts';
import { REPORTS } from '../messages/report-wording.ts';
import { GUIDED, text } from '../messages/wording.ts';
import { EventConflict } from '../store/events/event-conflict.ts';
import { StoreError } from '../store/store-error.ts';
import { createDecisionViews } from '../views/decision-views.ts';
import type { Desk } from '../work/desk.ts';
import { askerOf, csirtNumbers } from './askers.ts';
import { type ConversationStore, MemoryConversations } from './conversation-store.ts';
import { Dialogue } from './dialogue.ts';
import { NOBODY } from './guided/asker.ts';
import { GuidedEngine } from './guided/engine.ts';
import { GuidedFlows } from './guided/guided-flow.ts';
import { Receiver } from './receive.ts';
import { putOnRecord } from './recording.ts';
import { Replier } from './reply.ts';
import type { ReportDesk } from './report-desk.ts';
import { StoredStates } from './stored-states.ts';
import { Understander } from './understand/understand.ts';

export interface AssistantParts {
  /** Where conversations are kept; in memory where left out. */
  readonly store?: ConversationStore;
  /** Where applications and absences go on record; without it the assistant only answers and decides. */
  readonly desk?: (quote: Replier['quote']) => Desk;
  /** Where reports are filed: the desk, where left out. Without either the assistant only says whom to tell. */
  readonly reports?: ReportDesk;
  /** Ids of walks through guided decisions. */
  readonly newId?: () => string;
}

/** The assistant over one city's pack. */
export function createAssistant(
  knowledge: Knowledge,
  {
    store = new MemoryConversations(),
    desk: openDesk,
    reports: reportDesk,
    newId = () => randomUUID(),
  }: AssistantParts = {},
): Assistant {
  const { pack } = knowledge;
  const { policy, name } = pack;
  const understander = new Understander(pack, knowledge.search);
  const takesReports = openDesk !== undefined || reportDesk !== undefined;
  const flows = GuidedFlows.of(pack.flows, takesReports ? pack.procedures : []);
  const replier = new Replier(knowledge, understander, flows.reportButtons());
  const desk = openDesk?.((clause) => replier.quote(clause)) ?? null;
  const reports: ReportDesk | null = reportDesk ?? desk;
  const receiver = new Receiver({
    dialogue: new Dialogue(understander, replier, knowledge.search),
    replier,
    engine: new GuidedEngine({
      pack,
      flows,
      quote: (clause) => replier.quote(clause),
    }),
    newId,
    askerOf: (person, at) => (reports === null ? NOBODY : askerOf(person, reports.directory(at), at, pack)),
  });
  const conversations = new StoredStates(store);
  const converse = async (incoming: Incoming): Promise<Replied> => {
    const { channel, conversation, input, person, at } = incoming;
    // Conversations of two channels may bear the same name; and one tab may see two people, one after the other.
    const nobodys = `${channel} ${conversation}`;
    const key = person === null ? nobodys : `${nobodys} ${person}`;
    let ringPast: readonly string[] | undefined;
    const replied = await conversations.answer(
      key,
      (kept) => {
        const prepared = receiver.receive(key, incoming, kept);
        ringPast = prepared.ringPast;
        return prepared;
      },
      (record) => {
        // Where it cannot be filed, the numbers under that are not of whom it is about.
        if (record.do === 'file' && record.pastSuperior) ringPast = [];
        if (reports === null) throw new Error('no report is walked where nobody takes it');
        const listed = person === null ? undefined : reports.directory(at).person(person);
        return putOnRecord(reports, record, incoming, listed?.id ?? null);
      },
      () => receiver.withoutStore(key, incoming),
      // Who signs in in the middle goes on where they were.
      person === null ? null : nobodys,
    );
    const ringing = reports === null ? [] : csirtNumbers(reports.directory(at), pack);
    if (replied.signIn) {
      // Whoever stops at the sign-in may ring meanwhile.
      const first = ringPast === undefined ? REPORTS.cityNumbers : REPORTS.ringPast;
      const lines = ringing.map(({ name, phone }) => REPORTS.cityNumber(name, phone));
      return lines.length === 0 ? replied : { ...replied, messages: [text(first, ...lines)] };
    }
    if (ringPast !== undefined)
      return { ...replied, messages: withRingPast(replied.messages, ringPast, ringing) };
    const withNumbers = person === null ? withCsirt(replied.messages, ringing) : replied.messages;
    if (desk === null) return { ...replied, messages: withNumbers };
    const who = input.type === 'text' ? desk.who(input.text, person, at) : [];
    const messages = desk.withWhomToTell(desk.withApply(withNumbers), person, at);
    // A name is the whole answer: the clauses it rests on stand with it.
    return { ...replied, messages: who.length > 0 ? who : messages };
  };

  const summary = (id: string): ClauseSummary[] => {
    const clause = policy.get(id);
    if (clause === undefined) return [];
    return [{ id: clause.id, citation: policy.citation(id), label: clause.title || clause.body }];
  };

  return {
    policyName: name,
    decisions: createDecisionViews(pack),
    welcome: () => replier.welcome(),
    receive: (incoming) => (desk?.takes(incoming.input) ? atDesk(desk, incoming) : converse(incoming)),
    news: async (person) => (await desk?.unread(person)) ?? 0,
    async cards(person, wanted, at) {
      if (wanted.length > MOST_CARDS) throw new RangeError('too many cards at once');
      return desk === null ? wanted.map(() => null) : desk.cards(person, wanted, at);
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

/** Under the first words on something that has happened, numbers to ring for who is not signed in. */
function withCsirt(
  messages: readonly Message[],
  numbers: readonly { readonly name: string; readonly phone: string }[],
): readonly Message[] {
  const first = messages.findIndex((message) => message.type === 'text' && message.tone === 'urgent');
  if (first < 0 || numbers.length === 0) return messages;
  const lines = numbers.map(({ name, phone }) => REPORTS.cityNumber(name, phone));
  return messages.toSpliced(first + 1, 0, text(REPORTS.cityNumbers, ...lines));
}

/** Under the first words on what a superior did: the numbers past that superior. */
function withRingPast(
  messages: readonly Message[],
  above: readonly string[],
  numbers: readonly { readonly name: string; readonly phone: string }[],
): readonly Message[] {
  const first = messages.findIndex((message) => message.type === 'text' && message.tone === 'urgent');
  const lines = [...above, ...numbers.map(({ name, phone }) => REPORTS.cityNumber(name, phone))];
  return first < 0 || lines.length === 0
    ? messages
    : messages.toSpliced(first + 1, 0, text(REPORTS.ringPast, ...new Set(lines)));
}

/** What has to go on record. Where it could not be recorded nothing was done, and the same may be sent again. */
async function atDesk(desk: Desk, incoming: Incoming): Promise<Replied> {
  try {
    const answer = await desk.receive(incoming);
    if (answer === 'sign-in') return { messages: [], hide: false, recorded: false, signIn: true };
    return { ...answer, hide: false, recorded: true };
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof EventConflict)) throw error;
    return { messages: [text(GUIDED.notRecorded)], hide: false, recorded: false };
  }
}
