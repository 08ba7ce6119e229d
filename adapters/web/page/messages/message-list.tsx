import type { VNode } from 'preact';
import type { Message } from '../../../../bot/messages/model.ts';
import { CardView } from './card-view.tsx';
import { ChoicesView } from './choices-view.tsx';
import { FormView } from './form-view.tsx';
import { QuestionView } from './question-view.tsx';
import { QuoteView } from './quote-view.tsx';
import { TextView } from './text-view.tsx';
import { VerdictView } from './verdict-view.tsx';

/** Any messages of the assistant's, in order. */
export function MessageList({ messages }: { messages: readonly Message[] }): VNode {
  // A list of messages keeps its places once it has come: a card changes in its own. So a message's place names it.
  return (
    <>
      {messages.map((message, place) => (
        <MessageView key={place} message={message} />
      ))}
    </>
  );
}

function MessageView({ message }: { message: Message }): VNode {
  switch (message.type) {
    case 'text':
      return <TextView message={message} />;
    case 'quote':
      return <QuoteView message={message} />;
    case 'choices':
      return <ChoicesView message={message} />;
    case 'form':
      return <FormView message={message} />;
    case 'card':
      return <CardView message={message} />;
    case 'question':
      return <QuestionView message={message} />;
    case 'verdict':
      return <VerdictView message={message} />;
  }
}
