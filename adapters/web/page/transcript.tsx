import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Message } from '../../../bot/messages/model.ts';
import type { ChatState } from './chat.ts';
import { MessageList } from './messages/message-list.tsx';
import type { Conversation } from './turn.ts';
import { TurnView } from './turn-view.tsx';

/** Where the room for the conversation ends: above what is kept at the foot of the window. */
function roomBottom(): number {
  return document.querySelector('.composer')?.getBoundingClientRect().top ?? window.innerHeight;
}

/** Shows a turn from its beginning; but of a question that has to be answered, all the ways to answer it. */
function showTurn(turn: HTMLElement | null): void {
  turn?.scrollIntoView({ block: 'start' });
  const question = turn?.querySelector('.question');
  const answers = question?.querySelector('.answer-buttons, form') ?? question;
  if (question === null || question === undefined || answers === null || answers === undefined) return;
  const hidden = answers.getBoundingClientRect().bottom + MARGIN_PX - roomBottom();
  const above = document.querySelector('.page-top')?.getBoundingClientRect().bottom ?? 0;
  // What else was said is not skipped for it: with much before the question, reading begins at the top.
  if (hidden <= (roomBottom() - above) / 2) window.scrollBy(0, Math.max(0, hidden));
}

const MARGIN_PX = 8;

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
    else showTurn(lastView.current);
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
