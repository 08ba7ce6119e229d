import { inject } from 'vitest';
import type { Assistant, ConversationId, Input } from '../../bot/channel.ts';
import { type Knowledge, loadKnowledge } from '../../bot/knowledge.ts';
import type { Message, QuoteMessage, TextMessage } from '../../bot/messages/model.ts';

let loading: Promise<Knowledge> | undefined;

/** Pack, dictionary and index of Sendai, which nothing changes: read once a worker, worked out once a run. */
export function loadSendai(): Promise<Knowledge> {
  loading ??= loadKnowledge(inject('knowledgeFolder'));
  return loading;
}

let conversations = 0;

/** What the assistant answers to one input in a conversation of its own: nothing that was said before bears on it. */
export async function receive(assistant: Assistant, input: Input): Promise<readonly Message[]> {
  conversations += 1;
  const conversation = `test-${conversations}` as ConversationId;
  const id = `message-${conversations}`;
  const { messages } = await assistant.receive({
    id,
    channel: 'test',
    conversation,
    person: null,
    input,
    at: new Date(0),
  });
  return messages;
}

/** What the assistant answers to typed words. */
export function say(assistant: Assistant, text: string): Promise<readonly Message[]> {
  return receive(assistant, { type: 'text', text });
}

export function quotesIn(messages: readonly Message[]): QuoteMessage[] {
  return messages.filter((message) => message.type === 'quote');
}

/** The ids quoted as the answer itself, in order; what the answer refers to is left out. */
export function answersIn(messages: readonly Message[]): string[] {
  return quotesIn(messages).flatMap(({ role, clause }) => (role === 'answer' ? [clause] : []));
}

/** All sentences that the assistant says of its own. */
export function sentencesIn(messages: readonly Message[]): string {
  return messages
    .filter((message): message is TextMessage => message.type === 'text')
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n');
}
