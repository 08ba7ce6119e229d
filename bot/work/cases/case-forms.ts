import type { Collected } from '../../../knowledge/pack/schemas.ts';
import type { FactValue } from '../../../knowledge/rules/flow.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { CASES } from '../../messages/case-wording.ts';
import type { Field, FormMessage } from '../../messages/model.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './case-command.ts';
import type { StandingStep } from './case-standing.ts';

/** What people write is kept whole up to here. */
const LONGEST = 10_000;
/** A select's value for what is not known. */
const UNKNOWN = 'unknown';
const { forms } = CASES;

/** What a form about a case is for. It goes along in the form's name: nothing is kept until it is sent. */
export interface CaseFormName {
  readonly act: 'step' | 'facts' | 'note' | 'close';
  readonly number: string;
  /** Which step; else empty. */
  readonly about: string;
}

export function caseFormName({ act, number, about }: CaseFormName): string {
  return ['case', act, number, about].join(' ').trim();
}

/** Null for any form that is none of ours. */
export function readCaseFormName(form: string): CaseFormName | null {
  const [, act = '', number = '', about = ''] =
    /^case (step|facts|note|close) (\S+)(?: (\S+))?$/u.exec(form) ?? [];
  return isAct(act) ? { act, number, about } : null;
}

function isAct(act: string): act is CaseFormName['act'] {
  return act === 'step' || act === 'facts' || act === 'note' || act === 'close';
}

/** What a step collects. @param given what `given` stands for in the fields: this moment, who fills it in. */
export function stepForm(
  { id }: Case,
  { step }: StandingStep,
  collected: readonly Collected[],
  given: { readonly now: string; readonly me: string },
): FormMessage {
  return {
    type: 'form',
    form: caseFormName({ act: 'step', number: id, about: step.id }),
    title: forms.step(step.title),
    fields: step.collects.map((field): Field => {
      const known = collected.find((one) => one.field === field);
      const value = known?.given === undefined ? {} : { value: given[known.given] };
      return {
        ...text(field, { label: known?.label ?? field, hint: known?.hint ?? '' }, known?.lines !== 'one'),
        ...value,
      };
    }),
    submit: forms.submit,
  };
}

/** What is known, to be changed: all that is not known yet first. */
export function factsForm(
  one: Case,
  procedure: Procedure,
  open: readonly { readonly id: string }[],
  systems: readonly { readonly id: string; readonly name: string }[],
): FormMessage {
  const isOpen = (id: string) => open.some((fact) => fact.id === id);
  const facts = [...procedure.facts].sort((a, b) => Number(isOpen(b.id)) - Number(isOpen(a.id)));
  const chosen = one.system ?? UNKNOWN;
  return {
    type: 'form',
    form: caseFormName({ act: 'facts', number: one.id, about: '' }),
    title: forms.facts,
    fields: [
      ...facts.map(
        ({ id, question, help, options }): Field => ({
          kind: 'select',
          id,
          label: question,
          hint: help,
          required: true,
          value: one.facts[id] === undefined ? UNKNOWN : String(one.facts[id]),
          options: [
            { value: UNKNOWN, label: forms.unknown },
            ...options.map(({ value, label }) => ({ value, label })),
          ],
        }),
      ),
      ...(systems.length === 0
        ? []
        : [
            {
              kind: 'select' as const,
              id: 'system',
              ...forms.system,
              required: true,
              value: chosen,
              options: [
                { value: UNKNOWN, label: forms.noSystem },
                ...systems.map(({ id, name }) => ({ value: id, label: name })),
              ],
            },
          ]),
      text('why', forms.why, true),
    ],
    submit: forms.submit,
  };
}

/** Reads what was chosen; a value that is none is for the case to refuse. */
export function readFacts(
  values: Readonly<Record<string, string>>,
  procedure: Procedure,
): Extract<CaseCommand, { do: 'change-facts' }> {
  const facts = procedure.facts.flatMap(({ id, type }): [string, FactValue | null][] => {
    const value = values[id];
    if (value === undefined) return [];
    if (value === UNKNOWN) return [[id, null]];
    return [[id, type === 'boolean' ? readBoolean(value) : value]];
  });
  const { system, why = '' } = values;
  return {
    do: 'change-facts',
    facts: Object.fromEntries(facts),
    ...(system === undefined ? {} : { system: system === UNKNOWN ? null : system }),
    why,
  };
}

function readBoolean(value: string): boolean | string {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

export function noteForm({ id }: Case): FormMessage {
  const { title, label, hint } = forms.note;
  return {
    type: 'form',
    form: caseFormName({ act: 'note', number: id, about: '' }),
    title,
    fields: [{ ...text('note', { label, hint }, true), required: true }],
    submit: forms.submit,
  };
}

/** @param known what the steps have collected already. */
export function closeForm(
  { id }: Case,
  known: { readonly cause: string; readonly prevention: string },
  values: Readonly<Record<string, string>> = {},
): FormMessage {
  const filled = (field: 'cause' | 'prevention' | 'reason', given = '') => {
    const value = values[field] ?? given;
    return { ...text(field, forms[field], true), ...(value === '' ? {} : { value }) };
  };
  return {
    type: 'form',
    form: caseFormName({ act: 'close', number: id, about: '' }),
    title: forms.close,
    fields: [
      filled('cause', known.cause),
      filled('prevention', known.prevention),
      {
        kind: 'select',
        id: 'minor',
        ...forms.minor,
        required: true,
        value: values.minor ?? 'no',
        options: [
          { value: 'no', label: forms.no },
          { value: 'yes', label: forms.yes },
        ],
      },
      filled('reason'),
    ],
    submit: forms.submit,
  };
}

export function readClose(values: Readonly<Record<string, string>>): Extract<CaseCommand, { do: 'close' }> {
  const { cause = '', prevention = '', reason = '', minor } = values;
  return { do: 'close', minor: minor === 'yes', cause, prevention, reason };
}

function text(id: string, words: { readonly label: string; readonly hint: string }, multiline: boolean) {
  return { kind: 'text' as const, id, ...words, required: false, multiline, maxLength: LONGEST };
}
