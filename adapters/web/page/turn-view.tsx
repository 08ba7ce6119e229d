import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from './chat.ts';
import { MessageList } from './messages/message-list.tsx';
import { Said } from './said.tsx';
import { signInHref } from './signed-in.tsx';
import { isPending, type Turn } from './turn.ts';

/** An answer faster than this needs no announcement that it is being made. */
const SLOW_MS = 400;

/** What the person said, and under it the answer or why there is none yet. */
export function TurnView(props: {
  readonly turn: Turn;
  readonly connection: ChatState['connection'];
  readonly onSayAgain: () => void;
}): VNode {
  const { delivery, input, shown } = props.turn;
  const answer = useRef<HTMLDivElement>(null);
  const wasPending = useRef(false);

  // Whoever pressed a button goes on reading in the answer; whoever typed goes on typing.
  useEffect(() => {
    if (wasPending.current && delivery.state === 'answered' && input.type !== 'text') {
      answer.current?.focus({ preventScroll: true });
    }
    wasPending.current = isPending(props.turn);
  }, [delivery.state]);

  return (
    <>
      <Said text={shown} />
      {isPending(props.turn) &&
        (props.connection === 'lost' ? (
          <p class="unsent">
            <strong>未送信</strong> つながり次第、お送りします。
          </p>
        ) : (
          <Thinking />
        ))}
      {delivery.state === 'answered' && (
        <div class="reply" ref={answer} tabIndex={-1}>
          <MessageList messages={delivery.messages} />
        </div>
      )}
      {delivery.state === 'refused' && (
        <div class="refused">
          <p>{delivery.problem}</p>
          {delivery.ring?.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {delivery.signIn && (
            <a class="refused-way" href={signInHref('/')}>
              サインインする
            </a>
          )}
          {delivery.again && (
            <button type="button" class="quiet" onClick={props.onSayAgain}>
              もう一度送る
            </button>
          )}
        </div>
      )}
    </>
  );
}

function Thinking(): VNode | null {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return slow ? <p class="thinking">考え中…</p> : null;
}
