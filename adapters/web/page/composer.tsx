import type { RefObject, TargetedKeyboardEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { FLOWS } from '../wire.ts';
import { keepDraft, keptDraft } from './draft.ts';
import { tabDrawer } from './saved-conversation.ts';

/** Where the person types. */
export function Composer(props: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onSay: (text: string) => void;
}): VNode {
  const drawer = tabDrawer();
  const [text, show] = useState(() => keptDraft(drawer));
  const setText = (typed: string) => {
    show(typed);
    keepDraft(drawer, typed);
  };
  const say = () => {
    if (text.trim() !== '') {
      props.onSay(text);
      setText('');
    }
    focusAtDesk(props.field.current);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <label for="question">質問</label>
      <div class="composer-row">
        <textarea
          id="question"
          ref={props.field}
          rows={2}
          value={text}
          enterkeyhint="send"
          autocomplete="off"
          aria-describedby="question-hint"
          placeholder="例：私物のUSBメモリを使ってもよいですか"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!sends(event)) return;
            event.preventDefault();
            say();
          }}
        />
        <button type="submit" class="primary">
          送信
        </button>
      </div>
      <div class="composer-foot">
        <p id="question-hint" class="hint">
          <span class="keys">Enterで送信、Shift＋Enterで改行。</span>
          入力した内容が外部のサービスに送られることはありません。
        </p>
        <p class="hint">
          <a href={FLOWS} target="_blank" rel="noopener">
            判定の図と確認票
            <span class="visually-hidden">（別のタブで開きます）</span>
          </a>
        </p>
      </div>
    </form>
  );
}

/** Back to the field after everything else; but on a touch screen that would open the keyboard over the answer. */
export function focusAtDesk(field: HTMLTextAreaElement | null): void {
  if (window.matchMedia('(pointer: fine)').matches) field?.focus();
  else field?.blur();
}

/**
 * Enter sends, but not the Enter that accepts a kana-kanji conversion. Safari ends the composition before that key
 * arrives and tells it only by the old key code 229.
 */
function sends(event: TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
