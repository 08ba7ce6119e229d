import type { VNode } from 'preact';
import type { ChatState } from './chat.ts';

/** What the person must know about the page itself, above the conversation. */
export function Bars({ state, onUndo }: { state: ChatState; onUndo: () => void }): VNode {
  const { connection, previous, kept } = state;
  // Always there, also empty: screen readers announce only what changes inside a region they already know.
  return (
    <div role="status" class="bars">
      {connection === 'lost' && <p class="bar lost">接続が切れています。つなぎ直しています…</p>}
      {previous !== null && (
        <p class="bar undo">
          新しい会話を始めました。
          <button type="button" class="quiet" onClick={onUndo}>
            元の会話に戻る
          </button>
        </p>
      )}
      {!kept && (
        <p class="bar full">
          ブラウザーの保存領域が足りません。この画面を閉じたり再読み込みしたりすると、会話の一部が消えます。
        </p>
      )}
    </div>
  );
}
