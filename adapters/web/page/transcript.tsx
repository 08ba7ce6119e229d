import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Message } from '../../../bot/messages/model.ts';
import type { ChatState } from './chat.ts';
import { MessageList } from './messages/message-list.tsx';
import type { Conversation } from './turn.ts';
import { TurnView } from './turn-view.tsx';

/** The conversation, oldest first. */
export function Transcript(props: {
  readonly conversation: Conversation;
  readonly connection: ChatState['connection'];
  readonly welcome: readonly Message[];
  readonly onSayAgain: (turnId: string) => void;
}): VNode {
  const { id, turns } = props.conversation;
  const last = turns.at(-1);
  const lastView = useRef<HTMLDivElement>(null);

  // An answer is read from its question downwards, so the newest question goes to the top, not its answer's end.
  useEffect(() => {
    if (last === undefined) window.scrollTo(0, 0);
    else lastView.current?.scrollIntoView({ block: 'start' });
  }, [id, last?.id, last?.delivery.state]);

  return (
    <div class="transcript" role="log" aria-live="polite" aria-label="会話">
      <div class="welcome">
        <MessageList messages={props.welcome} />
      </div>
      {turns.map((turn) => (
        <div class="turn" key={turn.id} ref={turn === last ? lastView : null}>
          <TurnView turn={turn} connection={props.connection} onSayAgain={() => props.onSayAgain(turn.id)} />
        </div>
      ))}
    </div>
  );
}
