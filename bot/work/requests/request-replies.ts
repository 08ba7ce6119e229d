import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../../messages/model.ts';
import { REQUESTS } from '../../messages/request-wording.ts';
import { text } from '../../messages/wording.ts';
import { writtenText } from '../written-text.ts';
import { LONGEST } from './filing-form.ts';
import type { Filing, RequestCommand, RequestRefusal } from './handle.ts';
import type { Request } from './request.ts';

/** A form that asks for a few words: conditions, a reason. */
export function askText(form: string, words: { title: string; label: string; hint: string }): Message {
  const { title, label, hint } = words;
  return {
    type: 'form',
    form,
    title,
    fields: [
      { kind: 'text', id: 'words', label, hint, required: true, multiline: true, maxLength: LONGEST.why },
    ],
    submit: REQUESTS.ask.submit,
  };
}

/** What was typed is given back where it was not recorded: nothing is lost. */
export function keepTyped(
  values: Readonly<Record<string, string>>,
  say: string = REQUESTS.keepTyped,
): readonly Message[] {
  const words = Object.values(values).filter((value) => value.trim() !== '');
  return words.length === 0 ? [] : [text(say, ...words.flatMap(writtenText))];
}

export function refusalOf(refusal: RequestRefusal): string {
  switch (refusal.code) {
    case 'NOBODY_TO_ASK':
      return REQUESTS.nobody(refusal.reason);
    case 'NOT_YOURS':
      return REQUESTS.notYours;
    case 'NOT_OPEN':
      return REQUESTS.notOpen;
    case 'REASON_MISSING':
      return REQUESTS.problems.missing(REQUESTS.card.reason);
    case 'CONDITIONS_MISSING':
      return REQUESTS.problems.missing(REQUESTS.card.conditions);
  }
}

/** The same press came twice: it stands already, and leaves no second line. */
export function isDoneAlready(request: Request, command: RequestCommand, person: string): boolean {
  switch (command.do) {
    case 'decide':
      return (
        command.round === request.round &&
        request.decisions.some(
          ({ step, by, decision, conditions, reason }) =>
            step === command.step &&
            by === person &&
            decision === command.decision &&
            // Other words are another press, and must not be taken for recorded.
            conditions === command.conditions &&
            reason === command.reason,
        )
      );
    case 'withdraw':
      return request.status === 'withdrawn' && request.asker === person;
    case 'counter-sign':
      return request.decisions.some(
        ({ step, counterSigned }) => step === command.step && counterSigned?.by === person,
      );
    case 'revoke':
      return request.revoked?.by === person;
    case 'file-again':
      return request.status === 'waiting' && request.asker === person && stands(command.filing, request);
  }
}

/** Whether an application is, word for word, what is filed. */
function stands({ data, written }: Filing, request: Request): boolean {
  const fields = Object.entries({ ...data, written });
  return (
    request.round > 0 &&
    fields.every(([field, value]) => isDeepStrictEqual(request[field as keyof Request], value))
  );
}
