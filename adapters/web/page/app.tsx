import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choice } from '../../../bot/messages/model.ts';
import type { Viewer } from '../wire.ts';
import { Bars } from './bars.tsx';
import type { Chat, ChatState } from './chat.ts';
import { Composer, focusAtDesk } from './composer.tsx';
import { Header } from './header.tsx';
import { SayContext } from './say-context.ts';
import { Transcript } from './transcript.tsx';

/** The whole page. */
export function App(props: {
  readonly chat: Chat;
  readonly viewer: Viewer;
  readonly onSignOut: () => void;
}): VNode {
  const { chat, viewer, onSignOut } = props;
  const state = useChat(chat);
  const question = useRef<HTMLTextAreaElement>(null);
  const press = ({ action, label }: Choice) => chat.say({ type: 'action', action }, label);
  const toQuestion = () => focusAtDesk(question.current);

  useEffect(toQuestion, []);

  return (
    <SayContext.Provider value={chat.say.bind(chat)}>
      <a class="skip" href="#question">
        入力欄へ移動
      </a>
      <div class="page-top">
        <Header
          viewer={viewer}
          onSignOut={onSignOut}
          policyName={state.welcome?.policyName ?? ''}
          onEmergency={press}
          onStartAnew={() => {
            chat.startAnew();
            toQuestion();
          }}
          canStartAnew={state.conversation.turns.length > 0}
        />
        <Bars
          state={state}
          onUndo={() => {
            chat.undo();
            toQuestion();
          }}
        />
      </div>
      <main>
        <Transcript
          conversation={state.conversation}
          connection={state.connection}
          welcome={state.welcome?.messages ?? []}
          onSayAgain={(turn) => chat.sayAgain(turn)}
        />
      </main>
      <Composer field={question} onSay={(text) => chat.say({ type: 'text', text }, text)} />
    </SayContext.Provider>
  );
}

function useChat(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state);
  useEffect(() => {
    setState(chat.state);
    return chat.subscribe(() => setState(chat.state));
  }, [chat]);
  return state;
}
