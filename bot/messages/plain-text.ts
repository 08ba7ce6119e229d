import type { Message, QuestionMessage, VerdictMessage } from './model.ts';
import { GUIDED } from './wording.ts';

/** Messages as a person would read them where there is nothing but text: the command line, a log of an answer. */
export function plainText(messages: readonly Message[]): string {
  return messages.map(plain).join('\n\n');
}

function plain(message: Message): string {
  switch (message.type) {
    case 'text':
      return message.paragraphs.join('\n');
    case 'quote': {
      const heading = [...message.path, message.title].filter((title) => title !== '').join(' › ');
      const similar = message.similar.map((other) => `同じ趣旨：${other.citation}「${other.text}」`);
      const why = message.why === '' ? '' : `［${message.why}］`;
      return [`${why}${message.citation} ${heading}`, `「${message.text}」`, ...similar].join('\n');
    }
    case 'choices':
      return [message.prompt, ...message.choices.map((choice) => `・${choice.label}`)].join('\n');
    case 'form':
      return [message.title, ...message.fields.map((field) => `・${field.label}`)].join('\n');
    case 'card':
      return [
        message.title,
        message.subtitle,
        message.body,
        ...message.facts.map((fact) => `${fact.name}：${fact.value}`),
        ...message.choices.map((choice) => `・${choice.label}`),
      ]
        .filter((line) => line !== '')
        .join('\n');
    case 'question':
      return question(message);
    case 'verdict':
      return verdict(message);
  }
}

function question({
  title,
  within,
  progress,
  prompt,
  help,
  input,
  others,
  controls,
  answers,
}: QuestionMessage) {
  const offered = input.kind === 'number' ? [] : input.kind === 'choices' ? input.choices : input.checks;
  return [
    [title, within, progress].filter((words) => words !== '').join('｜'),
    prompt,
    help,
    input.kind === 'checks' ? GUIDED.chooseSeveral : '',
    input.kind === 'number' ? GUIDED.numberRange(input.least, input.greatest) : '',
    ...[...offered, ...others].map((one) =>
      one.help === '' ? `・${one.label}` : `・${one.label}：${one.help}`,
    ),
    input.kind === 'checks' ? `・${input.none}` : '',
    ...answers.map(({ name, value }) => `${GUIDED.soFar}${name}：${value}`),
    controls.map(({ label }) => `［${label}］`).join(''),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function verdict(message: VerdictMessage): string {
  const { title, label, sentence, limits, limitsFirst, reasons, approvers, exception, duties, notes } =
    message;
  return [
    limitsFirst ? limits : '',
    title,
    `【${label}】${sentence}`,
    ...reasons.map(({ facts, says, citations }) => {
      const because = facts.map(({ name, value }) => `${name}：${value}`).join('、');
      return `・${because === '' ? '' : `${because} → `}${says}（${cited(citations)}）`;
    }),
    approvers?.sentence ?? '',
    exception === null ? '' : `${exception.sentence}（${cited(exception.citations)}）${exception.alsoNeeds}`,
    ...duties.map((duty) => `□［${duty.label}］${duty.text}（${duty.citation.citation}）`),
    ...notes.map((one) => `※${one}`),
    ...message.wayOn.flatMap(({ sentence: words, choices }) => [
      words,
      ...choices.map((choice) => `・${choice.label}`),
    ]),
    ...message.answers.map(({ name, value }) => `${GUIDED.soFar}${name}：${value}`),
    limitsFirst ? '' : limits,
    message.next.map((choice) => `［${choice.label}］`).join(''),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function cited(citations: readonly { readonly citation: string }[]): string {
  return citations.map(({ citation }) => citation).join('、');
}
