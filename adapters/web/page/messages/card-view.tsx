import type { VNode } from 'preact';
import type { CardMessage } from '../../../../bot/messages/model.ts';
import { ChoiceButtons } from './choices-view.tsx';

/** A thing with a name, a few facts and what can be done with it. */
export function CardView({ message }: { message: CardMessage }): VNode {
  const { title, subtitle, body, facts, choices } = message;
  return (
    <article class="card">
      <h3>{title}</h3>
      {subtitle !== '' && <p class="subtitle">{subtitle}</p>}
      {body !== '' && <p class="words">{body}</p>}
      {facts.length > 0 && (
        <dl>
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <ChoiceButtons choices={choices} />
    </article>
  );
}
