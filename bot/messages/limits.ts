import type { Message, QuestionMessage, VerdictMessage } from './model.ts';

/**
 * The narrowest of the channels' limits, in characters or in number. Slack's are documented in its Block Kit reference;
 * the 13,000 characters over all blocks of one message are not, but enforced (slackapi/bolt-js#2509). Adaptive Cards are wider
 * everywhere, except that Teams refuses messages of more than about 28 KB.
 */
export const LIMITS = {
  /** A button's words (Block Kit `button.text`). */
  label: 75,
  /** A button's value (Block Kit `button.value`): the serialised action. */
  action: 2000,
  /** Buttons in one row (Block Kit `actions.elements`). */
  choices: 25,
  /** One paragraph (Block Kit `section.text`). */
  paragraph: 3000,
  /** A card's or form's title (Block Kit `header.text`). */
  title: 150,
  /** A form's fields, so that the form fits into one view. */
  fields: 50,
  /** A select's options (Block Kit `select.options`). */
  options: 100,
  /** An option's value (Block Kit `option.value`). */
  optionValue: 150,
  /** Facts of a card (Block Kit `section.fields`). */
  facts: 10,
} as const;

/** What of a message no channel could show; empty when it fits everywhere. */
export function excesses(message: Message): string[] {
  switch (message.type) {
    case 'text':
      return message.paragraphs.flatMap((paragraph) => over('paragraph', paragraph));
    case 'quote':
      return [...over('paragraph', message.text), ...over('paragraph', message.path.join(' › '))];
    case 'choices':
      return [...over('paragraph', message.prompt), ...excessChoices(message.choices)];
    case 'form':
      return [
        ...over('title', message.title),
        ...over('label', message.submit),
        ...(message.fields.length > LIMITS.fields ? ['fields'] : []),
        ...message.fields.flatMap((field) =>
          field.kind !== 'select'
            ? []
            : [
                ...(field.options.length > LIMITS.options ? ['options'] : []),
                ...field.options.flatMap((option) => [
                  ...over('label', option.label),
                  ...over('optionValue', option.value),
                ]),
              ],
        ),
      ];
    case 'card':
      return [
        ...over('title', message.title),
        ...over('paragraph', message.body),
        ...(message.facts.length > LIMITS.facts ? ['facts'] : []),
        ...excessChoices(message.choices),
      ];
    case 'question':
      return excessQuestion(message);
    case 'verdict':
      return excessVerdict(message);
  }
}

function excessQuestion({
  title,
  prompt,
  help,
  input,
  others,
  controls,
  answers,
}: QuestionMessage): string[] {
  const offered = input.kind === 'choices' ? input.choices : input.kind === 'checks' ? input.checks : [];
  return [
    ...over('title', title),
    ...over('paragraph', `${prompt}\n${help}`),
    ...(offered.length > LIMITS.choices ? ['choices'] : []),
    ...offered.flatMap((one) => [
      ...over('label', one.label),
      ...over('paragraph', one.help),
      ...('action' in one ? over('action', JSON.stringify(one.action)) : over('optionValue', one.value)),
    ]),
    ...excessChoices(others),
    ...excessChoices(controls),
    ...excessChoices(answers.map(({ change }) => change)),
    ...answers.flatMap(({ name, value }) => over('paragraph', `${name}${value}`)),
  ];
}

function excessVerdict(message: VerdictMessage): string[] {
  const { title, reasons, approvers, exception, duties, notes, wayOn, answers, next } = message;
  return [
    ...over('title', title),
    ...over('paragraph', message.sentence),
    ...over('paragraph', message.limits),
    ...reasons.flatMap(({ says, facts }) =>
      over('paragraph', `${facts.map(({ name, value }) => `${name}：${value}`).join('')}${says}`),
    ),
    ...over('paragraph', approvers?.sentence ?? ''),
    ...over('paragraph', `${exception?.sentence ?? ''}${exception?.alsoNeeds ?? ''}`),
    ...duties.flatMap(({ text }) => over('paragraph', text)),
    ...notes.flatMap((one) => over('paragraph', one)),
    ...wayOn.flatMap(({ sentence, choices }) => [...over('paragraph', sentence), ...excessChoices(choices)]),
    ...excessChoices(answers.map(({ change }) => change)),
    ...excessChoices(next),
  ];
}

function excessChoices(choices: readonly { readonly label: string; readonly action: unknown }[]): string[] {
  return [
    ...(choices.length > LIMITS.choices ? ['choices'] : []),
    ...choices.flatMap((choice) => [
      ...over('label', choice.label),
      ...over('action', JSON.stringify(choice.action)),
    ]),
  ];
}

function over(limit: keyof typeof LIMITS, text: string): string[] {
  return text.length > LIMITS[limit] ? [limit] : [];
}

/** Words cut to a button's length, with an ellipsis where something is left out. */
export function label(words: string): string {
  if (words.length <= LIMITS.label) return words;
  // A pair of surrogates is one letter: half of one is none.
  return `${words.slice(0, LIMITS.label - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
