import type { VNode } from 'preact';
import type { CardMessage } from '../../../../bot/messages/model.ts';
import { CASES } from '../../wire.ts';
import { ChoiceButtons } from './choices-view.tsx';

/** A thing with a name, a few facts and what can be done with it. */
export function CardView({ message }: { message: CardMessage }): VNode {
  const { title, subtitle, body, facts, choices, drill, page } = message;
  return (
    <article class={drill ? 'card drill' : 'card'}>
      {drill && (
        // Stays in view however far the card is scrolled. Its title says so too.
        <p class="drill-label" aria-hidden="true">
          訓練
        </p>
      )}
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
      {page !== undefined && (
        <p class="card-page">
          <a href={`${CASES}/${encodeURIComponent(page.number)}`} target="_blank" rel="noopener">
            経過・報告書・印刷のページ
            <span class="visually-hidden">（別のタブで開きます）</span>
          </a>
        </p>
      )}
    </article>
  );
}
