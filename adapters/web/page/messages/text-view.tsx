import type { ComponentChildren, VNode } from 'preact';
import type { TextMessage } from '../../../../bot/messages/model.ts';

/** Plain sentences, each paragraph its own block. */
export function TextView({ message: { paragraphs, tone } }: { message: TextMessage }): VNode {
  const blocks = paragraphs.map((paragraph, place) =>
    tone === 'heading' ? <h2 key={place}>{paragraph}</h2> : <p key={place}>{withPhones(paragraph)}</p>,
  );
  return <div class={`text ${tone}`}>{blocks}</div>;
}

/** A Japanese telephone number as printed: 022-000-0033. */
const PHONE = /(?<![\d-])(0\d{1,4}-\d{1,4}-\d{3,4})(?![\d-])/u;

/** Telephone numbers are one thing to press, and are never broken over two lines. */
function withPhones(paragraph: string): ComponentChildren {
  const parts = paragraph.split(PHONE);
  if (parts.length === 1) return paragraph;
  return parts.map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <a class="phone" href={`tel:${part.replaceAll('-', '')}`} key={place}>
        {part}
      </a>
    ),
  );
}
