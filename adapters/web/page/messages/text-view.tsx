import type { VNode } from 'preact';
import type { TextMessage } from '../../../../bot/messages/model.ts';

/** Plain sentences, each paragraph its own block. */
export function TextView({ message: { paragraphs, tone } }: { message: TextMessage }): VNode {
  const blocks = paragraphs.map((paragraph, place) =>
    tone === 'heading' ? <h2 key={place}>{paragraph}</h2> : <p key={place}>{paragraph}</p>,
  );
  return <div class={`text ${tone}`}>{blocks}</div>;
}
