import { CASES } from '../../messages/case-wording.ts';
import type { Message } from '../../messages/model.ts';
import { text } from '../../messages/wording.ts';
import { writtenText } from '../written-text.ts';
import type { CaseRefusal } from './handle-case.ts';

/** What was typed is given back where it was not recorded: nothing is lost. */
export function given(values: Readonly<Record<string, string>>): readonly Message[] {
  const words = Object.values(values).filter((value) => value.trim() !== '');
  return words.length === 0 ? [] : [text(CASES.notRecorded, ...words.flatMap(writtenText))];
}

/** Why something was not done, and what to do next. */
export function refusalWords(refusal: CaseRefusal): string {
  switch (refusal.code) {
    case 'NOT_YOURS':
      return CASES.notYours;
    case 'NOT_OPEN':
      return CASES.notOpen;
    case 'NOT_YET':
      return CASES.notYet(refusal.after);
    case 'FACTS_WRONG':
      return CASES.factsWrong;
    case 'TEXT_MISSING':
      return CASES.textMissing;
    case 'STEPS_OPEN':
      return CASES.stepsOpen(refusal.steps);
    case 'FACTS_OPEN':
      return CASES.factsOpen(refusal.facts);
    case 'CAUSE_MISSING':
      return CASES.causeMissing;
  }
}
