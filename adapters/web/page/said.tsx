import type { VNode } from 'preact';

/** A text longer than this (somebody pasted a document) is folded, so that its answer stays in view. */
const FOLD_OVER = 600;
const FOLDED_LENGTH = 200;

/** What the person said. */
export function Said({ text }: { text: string }): VNode {
  return (
    <div class="said">
      <span class="visually-hidden">あなた：</span>
      {text.length <= FOLD_OVER ? (
        <p class="said-text">{text}</p>
      ) : (
        <details>
          <summary>
            {text.slice(0, FOLDED_LENGTH)}…（全{text.length.toLocaleString('ja-JP')}字）
          </summary>
          <p class="said-text said-whole">{text}</p>
        </details>
      )}
    </div>
  );
}
