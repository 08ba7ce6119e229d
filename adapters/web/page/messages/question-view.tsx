import type { VNode } from 'preact';
import { useContext, useId, useState } from 'preact/hooks';
import type { AnswerChoice, QuestionMessage } from '../../../../bot/messages/guided-model.ts';
import { SayContext } from '../say-context.ts';
import { AnswersView } from './answers-view.tsx';
import { ChoiceButtons } from './choices-view.tsx';

/** One question of a guided decision, with every way to answer it. */
export function QuestionView({ message }: { message: QuestionMessage }): VNode {
  const { title, within, progress, prompt, help, others, controls, answers } = message;
  const id = useId();
  return (
    <section class="question" aria-labelledby={`${id}-prompt`}>
      <p class="question-top">
        <span class="question-title">{title}</span>
        <span class="progress">{progress}</span>
      </p>
      {within !== '' && <p class="within">{within}</p>}
      <h3 id={`${id}-prompt`}>{prompt}</h3>
      {help !== '' && <p class="question-help">{help}</p>}
      <QuestionInput message={message} labelledBy={`${id}-prompt`} />
      <AnswerButtons choices={others} kind="other" />
      <div class="controls">
        <ChoiceButtons choices={controls} />
      </div>
      <AnswersView answers={answers} />
    </section>
  );
}

function QuestionInput({ message, labelledBy }: { message: QuestionMessage; labelledBy: string }): VNode {
  switch (message.input.kind) {
    case 'choices':
      return <AnswerButtons choices={message.input.choices} kind="answer" />;
    case 'checks':
      return <Checks message={message} input={message.input} labelledBy={labelledBy} />;
    case 'number':
      return <NumberField message={message} input={message.input} labelledBy={labelledBy} />;
  }
}

/** Large buttons, each with its line of plain words inside, so that the whole is one thing to press. */
function AnswerButtons({
  choices,
  kind,
}: {
  choices: readonly AnswerChoice[];
  kind: 'answer' | 'other';
}): VNode | null {
  const say = useContext(SayContext);
  if (choices.length === 0) return null;
  return (
    <ul class={`answer-buttons ${kind}`}>
      {choices.map(({ label, help, action, chosen }) => (
        <li key={label}>
          <button type="button" onClick={() => say({ type: 'action', action }, label)}>
            <span class="answer-label">
              {label}
              {chosen && <span class="chosen">今の答え</span>}
            </span>
            {help !== '' && <span class="answer-help">{help}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Checks({
  message: { run, flow, fact },
  input: { checks, none, submit },
  labelledBy,
}: {
  message: QuestionMessage;
  input: Extract<QuestionMessage['input'], { kind: 'checks' }>;
  labelledBy: string;
}): VNode {
  const say = useContext(SayContext);
  const [chosen, setChosen] = useState(() => checks.filter((one) => one.chosen).map(({ value }) => value));
  const values = checks.map(({ value }) => value).filter((value) => chosen.includes(value));
  const answer = (several: readonly string[]) => {
    const labels = checks.filter(({ value }) => several.includes(value)).map(({ label }) => label);
    const action = { do: 'answer', run, flow, facts: { [fact]: several } } as const;
    say({ type: 'action', action }, labels.length === 0 ? none : labels.join('、'));
  };
  return (
    <form
      class="checks"
      onSubmit={(event) => {
        event.preventDefault();
        answer(values);
      }}
    >
      <fieldset aria-labelledby={labelledBy}>
        {checks.map(({ value, label, help }) => (
          <label key={value} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
                )
              }
            />
            <span>
              <span class="answer-label">{label}</span>
              {help !== '' && <span class="answer-help">{help}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <div class="check-buttons">
        <button type="submit" class="primary" disabled={values.length === 0}>
          {submit}
        </button>
        <button type="button" onClick={() => answer([])}>
          {none}
        </button>
      </div>
    </form>
  );
}

function NumberField({
  message: { run, flow, fact },
  input: { least, greatest, value, submit },
  labelledBy,
}: {
  message: QuestionMessage;
  input: Extract<QuestionMessage['input'], { kind: 'number' }>;
  labelledBy: string;
}): VNode {
  const say = useContext(SayContext);
  const id = useId();
  return (
    <form
      class="number"
      onSubmit={(event) => {
        event.preventDefault();
        const number = Number(new FormData(event.currentTarget).get('number'));
        const action = { do: 'answer', run, flow, facts: { [fact]: number } } as const;
        say({ type: 'action', action }, String(number));
      }}
    >
      <input
        type="number"
        name="number"
        inputMode="numeric"
        required
        min={least}
        max={greatest}
        step={1}
        defaultValue={value ?? ''}
        autocomplete="off"
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-range`}
      />
      <button type="submit" class="primary">
        {submit}
      </button>
      <p class="hint" id={`${id}-range`}>
        {least}から{greatest}までの数字
      </p>
    </form>
  );
}
