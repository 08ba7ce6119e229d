import type { Fact, FactValue } from '../../../knowledge/rules/flow.ts';
import { label } from '../../messages/limits.ts';
import type { Choice, ChoicesMessage, GuidedAction } from '../../messages/model.ts';
import { GUIDED } from '../../messages/wording.ts';
import type { Frame } from './state.ts';

/** A value as the pack's options call it: 「はい（添付する）」「第1号、第2号」「12」. */
export function valueInWords(fact: Fact, value: FactValue): string {
  if (Array.isArray(value)) {
    const chosen = fact.options.filter((option) => value.includes(option.value));
    return chosen.length === 0 ? GUIDED.none : chosen.map((option) => option.label).join('、');
  }
  return fact.options.find((option) => option.value === String(value))?.label ?? String(value);
}

type Step = Extract<GuidedAction, { do: 'guide' }>['step'];

/** A button that does something to a walk. */
export function stepButton(words: string, step: Step, { run, flow }: Frame, fact = ''): Choice {
  return { label: label(words), action: { do: 'guide', step, run, flow, fact }, style: 'plain' };
}

/** A button that begins a flow. */
export function startButton(words: string, flow: string): Choice {
  return { label: label(words), action: { do: 'start', flow }, style: 'plain' };
}

/** A button that begins a report. */
export function entryButton(words: string, flow: string, entry: string, drill: boolean): Choice {
  const action = { do: 'report', flow, entry } as const;
  return { label: label(words), action: drill ? { ...action, drill } : action, style: 'plain' };
}

/** A sentence with buttons under it. */
export function choices(prompt: string, buttons: readonly Choice[]): ChoicesMessage {
  return { type: 'choices', prompt, choices: buttons };
}
