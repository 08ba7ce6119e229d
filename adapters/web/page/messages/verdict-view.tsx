import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Cited, VerdictMessage } from '../../../../bot/messages/guided-model.ts';
import { clauseHref, outcomeHref } from '../../wire.ts';
import { AnswersView } from './answers-view.tsx';
import { ChoiceButtons } from './choices-view.tsx';

/** A sign beside each verdict, so that it is told without its colour. */
const SIGNS: Readonly<Record<VerdictMessage['verdict'], string>> = {
  allowed: '○',
  approval: '△',
  prohibited: '×',
  consult: '？',
  result: '＝',
};
const DUTIES_ONLY = '！';

/** What a guided decision comes to, the verdict first. */
export function VerdictView({ message }: { message: VerdictMessage }): VNode {
  const { title, verdict, label, sentence, limits, limitsFirst, notes, wayOn, answers, print, next } =
    message;
  const id = useId();
  return (
    <article
      class={`verdict ${message.dutiesOnly ? 'duty' : verdict}`}
      aria-labelledby={`${id}-title ${id}-label`}
    >
      {limitsFirst && <p class="limits first">{limits}</p>}
      <header class="verdict-band">
        <p class="verdict-title" id={`${id}-title`}>
          {title}
        </p>
        <p class="verdict-label" id={`${id}-label`}>
          <span class="sign" aria-hidden="true">
            {message.dutiesOnly ? DUTIES_ONLY : SIGNS[verdict]}
          </span>
          {label}
        </p>
        <p class="verdict-sentence">{sentence}</p>
      </header>
      <Permissions message={message} />
      {wayOn.length > 0 && (
        <section class="verdict-part">
          <h3>ほかの進め方</h3>
          {wayOn.map(({ sentence: words, choices }) => (
            <div class="way" key={words}>
              <p>{words}</p>
              <ChoiceButtons choices={choices} />
            </div>
          ))}
        </section>
      )}
      {notes.map((note) => (
        <p class="verdict-note" key={note}>
          <strong>確認：</strong>
          {note}
        </p>
      ))}
      <Duties duties={message.duties} />
      <Reasons reasons={message.reasons} />
      {!limitsFirst && <p class="limits">{limits}</p>}
      <AnswersView answers={answers} />
      <footer class="verdict-foot">
        <a class="print" href={outcomeHref(print.flow, print.facts)} target="_blank" rel="noopener">
          印刷用のページを開く
          <span class="visually-hidden">（別のタブで開きます）</span>
        </a>
        <ChoiceButtons choices={next} />
      </footer>
    </article>
  );
}

function Permissions({ message: { approvers, exception } }: { message: VerdictMessage }): VNode | null {
  if (approvers === null && exception === null) return null;
  return (
    <section class="verdict-part">
      <h3>{approvers === null ? '許可による例外' : '誰の許可が必要か'}</h3>
      {approvers !== null && <p class="permission">{approvers.sentence}</p>}
      {exception !== null && (
        <p class="permission">
          {exception.sentence}
          {exception.alsoNeeds} <Citations citations={exception.citations} />
        </p>
      )}
    </section>
  );
}

function Duties({ duties }: { duties: VerdictMessage['duties'] }): VNode | null {
  if (duties.length === 0) return null;
  return (
    <section class="verdict-part">
      <h3>行うこと</h3>
      <ul class="duties">
        {duties.map(({ strength, label, text, citation }) => (
          <li key={`${text} ${citation.clause}`}>
            <label>
              <input type="checkbox" />
              <span>
                <span class={`badge ${strength}`}>{label}</span>
                <span class="duty-text">{text}</span> <Citations citations={[citation]} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons({ reasons }: { reasons: VerdictMessage['reasons'] }): VNode {
  return (
    <section class="verdict-part">
      <h3>理由</h3>
      <ol class="reasons">
        {reasons.map(({ facts, says, citations }, place) => (
          // Reasons never change once they have come: the place names each.
          <li key={place}>
            {facts.length > 0 && (
              <span class="reason-facts">
                {facts.map(({ name, value }) => (
                  <span class="reason-fact" key={name}>
                    {name}：{value}
                  </span>
                ))}
              </span>
            )}
            <span class="reason-says">{says}</span> <Citations citations={citations} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Citations({ citations }: { citations: readonly Cited[] }): VNode {
  return (
    <span class="cited">
      {citations.map(({ clause, citation }) => (
        <a key={clause} href={clauseHref(clause)} target="_blank" rel="noopener">
          {citation}
          <span class="visually-hidden">（別のタブで開きます）</span>
        </a>
      ))}
    </span>
  );
}
