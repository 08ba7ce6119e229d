import type { Message } from './model.ts';

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
  }
}
