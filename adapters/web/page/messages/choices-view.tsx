import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Choice, ChoicesMessage } from '../../../../bot/messages/model.ts';
import { SayContext } from '../say-context.ts';

/** A question with buttons under it. */
export function ChoicesView({ message: { prompt, choices } }: { message: ChoicesMessage }): VNode {
  return (
    <div class="choices">
      {prompt !== '' && <p>{prompt}</p>}
      <ChoiceButtons choices={choices} />
    </div>
  );
}

/** Buttons, each of which says something on the person's behalf. */
export function ChoiceButtons({ choices }: { choices: readonly Choice[] }): VNode | null {
  const say = useContext(SayContext);
  if (choices.length === 0) return null;
  return (
    <ul class="buttons">
      {choices.map(({ label, action, style }) => (
        <li key={label}>
          <button type="button" class={style} onClick={() => say({ type: 'action', action }, label)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
