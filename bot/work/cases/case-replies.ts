import type { Pack } from '../../../knowledge/pack.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { CASES } from '../../messages/case-wording.ts';
import type { Message } from '../../messages/model.ts';
import { text } from '../../messages/wording.ts';
import { valueWords } from '../../views/fact-words.ts';
import { writtenText } from '../written-text.ts';
import type { Case } from './case.ts';
import type { CaseRefusal } from './case-command.ts';

/** What was typed is given back where it was not recorded: nothing is lost. */
export function given(values: Readonly<Record<string, string>>): readonly Message[] {
  const words = Object.values(values).filter((value) => value.trim() !== '');
  return words.length === 0 ? [] : [text(CASES.notRecorded, ...words.flatMap(writtenText))];
}

/** Why something was not done, and what to do next: in the pack's own words for facts and fields. */
export function refusalWords(refusal: CaseRefusal, { flow, facts }: Case, pack: Pack): string {
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
    case 'REASON_MISSING':
      return CASES.reasonMissing;
    case 'FIELDS_MISSING':
      return CASES.fieldsMissing(
        refusal.fields.map((id) => pack.collected.find(({ field }) => field === id)?.label ?? id),
      );
    case 'NOT_MINOR': {
      const procedure = pack.procedures.find(({ id }) => id === flow);
      return CASES.notMinor(refusal.facts.map((id) => known(procedure, id, facts)));
    }
  }
}

/** 「外部への重大な影響：はい」. */
function known(procedure: Procedure | undefined, id: string, facts: Case['facts']): string {
  const fact = procedure?.facts.find((one) => one.id === id);
  const value = facts[id];
  return fact === undefined || value === undefined ? id : `「${fact.name}：${valueWords(fact, value)}」`;
}
