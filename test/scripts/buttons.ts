import type { Choice, Message } from '../../bot/messages/model.ts';

/** Every button of a message, in reading order. */
export function buttonsIn(message: Message): readonly Choice[] {
  switch (message.type) {
    case 'choices':
    case 'card':
      return message.choices;
    case 'question':
      return [
        ...(message.input.kind === 'choices' ? message.input.choices : []),
        ...message.others,
        ...message.controls,
        // 「変更」 stands beside every answer: in a script it is told by the answer's name.
        ...message.answers.map(({ name, change }) => ({ ...change, label: `変更：${name}` })),
      ];
    case 'verdict':
      return [
        ...message.wayOn.flatMap(({ choices }) => choices),
        ...message.answers.map(({ name, change }) => ({ ...change, label: `変更：${name}` })),
        ...message.next,
      ];
    case 'text':
    case 'quote':
    case 'form':
      return [];
  }
}
