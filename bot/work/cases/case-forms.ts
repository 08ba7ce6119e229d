import type { Collected } from '../../../knowledge/pack/schemas.ts';
import type { FactValue } from '../../../knowledge/rules/flow.ts';
import { CARD_FIELDS, type Procedure } from '../../../knowledge/rules/procedure.ts';
import { CASES } from '../../messages/case-wording.ts';
import type { Field, FormMessage } from '../../messages/model.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './case-command.ts';
import { CARD_FATES, type CardFate } from './case-events.ts';
import type { StandingStep } from './case-standing.ts';

/** What people write is kept whole up to here. */
const LONGEST = 10_000;
/** A select's value for what is not known. */
const UNKNOWN = 'unknown';
const { forms } = CASES;
/** The last of these is asked for only where it was a mistake. */
const [CARD_WHEN, CARD_HOW, CARD_UNDONE] = CARD_FIELDS;
const OF_CARD = [CARD_WHEN, CARD_HOW];

const FORM_ACTS = ['step', 'facts', 'note', 'card', 'card-back', 'close'] as const;
type FormAct = (typeof FORM_ACTS)[number];

/** What a form about a case is for. It goes along in the form's name: nothing is kept until it is sent. */
export interface CaseFormName {
  readonly act: FormAct;
  readonly number: string;
  /** Which step, or which fate of a card; else empty. */
  readonly about: string;
}

export function caseFormName({ act, number, about }: CaseFormName): string {
  return ['case', act, number, about].join(' ').trim();
}

/** Null for any form that is none of ours. */
export function readCaseFormName(form: string): CaseFormName | null {
  const [, act = '', number = '', about = ''] = /^case (\S+) (\S+)(?: (\S+))?$/u.exec(form) ?? [];
  return isAct(act) ? { act, number, about } : null;
}

function isAct(act: string): act is FormAct {
  return (FORM_ACTS as readonly string[]).includes(act);
}

/** How the pack asks for what is written down, and what it fills in beforehand. */
export interface Asked {
  readonly collected: readonly Collected[];
  /** What `given` stands for in the fields: this moment, who fills it in. */
  readonly given: { readonly now: string; readonly me: string };
}

/** What a step collects. @param typed what was written already, and has to be completed. */
export function stepForm(
  { id }: Case,
  { step }: StandingStep,
  asked: Asked,
  typed: Readonly<Record<string, string>> = {},
): FormMessage {
  return {
    type: 'form',
    form: caseFormName({ act: 'step', number: id, about: step.id }),
    title: forms.step(step.title),
    fields: step.collects.map((field) => collectedField(field, asked, typed[field])),
    submit: forms.submit,
  };
}

/** What became of a card: when, and where or how. */
export function cardForm({ id }: Case, fate: CardFate, asked: Asked): FormMessage {
  return {
    type: 'form',
    form: caseFormName({ act: 'card', number: id, about: fate }),
    title: CASES.view.fates[fate],
    fields: OF_CARD.map((field) => collectedField(field, asked)),
    submit: forms.submit,
  };
}

/** Why what was recorded of a card is not so. */
export function cardBackForm({ id }: Case, fate: CardFate, asked: Asked): FormMessage {
  return {
    type: 'form',
    form: caseFormName({ act: 'card-back', number: id, about: fate }),
    title: forms.takeBack(CASES.view.fates[fate]),
    fields: [{ ...collectedField(CARD_UNDONE, asked), required: true }],
    submit: forms.submit,
  };
}

/** What was written about a card. */
export function readCard(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(OF_CARD.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
}

/** Null for what is none. */
export function readCardFate(fate: string): CardFate | null {
  return CARD_FATES.find((known) => known === fate) ?? null;
}

function collectedField(field: string, { collected, given }: Asked, typed?: string): Field {
  const known = collected.find((one) => one.field === field);
  const value = typed ?? (known?.given === undefined ? undefined : given[known.given]);
  const words = { label: known?.label ?? field, hint: known?.hint ?? '' };
  return { ...text(field, words, known?.lines !== 'one'), ...(value === undefined ? {} : { value }) };
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
