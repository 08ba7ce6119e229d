import { readDay } from '../../../knowledge/organisation/day.ts';
import type { Field, FormMessage } from '../../messages/model.ts';
import { REQUESTS } from '../../messages/request-wording.ts';

/** What people write is kept whole up to here. */
export const LONGEST = { what: 200, why: 10_000, toWhom: 1_000 } as const;
/** No permission is longer: a standing permission is not in the policy. */
export const LONGEST_DAYS = 366;

/** What was written on a form, checked. */
export interface FiledForm {
  readonly written: Readonly<Record<string, string>>;
  readonly system: string | null;
  readonly from: string;
  readonly to: string;
  readonly returnBy: string | null;
}

export interface FormSpec {
  /** Names the form when it comes back. */
  readonly form: string;
  readonly title: string;
  /** Fields beside those that every application has: `toWhom`, `returnBy`. */
  readonly extra: readonly string[];
  /** The systems to choose from, where a post depends on it; else empty. */
  readonly systems: readonly { readonly id: string; readonly name: string }[];
}

/** The form of an application. @param values what stands in its fields already, by field. */
export function filingForm(
  { form, title, extra, systems }: FormSpec,
  values: Readonly<Record<string, string>> = {},
): FormMessage {
  const { fields } = REQUESTS;
  const written = (id: string) => {
    const value = values[id] ?? '';
    return value === '' ? {} : { value };
  };
  const text = (id: 'what' | 'why' | 'toWhom', multiline: boolean, required: boolean): Field => ({
    kind: 'text',
    id,
    ...fields[id],
    required,
    multiline,
    maxLength: LONGEST[id],
    ...written(id),
  });
  const date = (id: 'from' | 'to' | 'returnBy', required: boolean): Field => ({
    kind: 'date',
    id,
    ...fields[id],
    required,
    ...written(id),
  });
  const options = [
    ...systems.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'none', label: fields.noSystem },
  ];
  return {
    type: 'form',
    form,
    title: REQUESTS.applyTitle(title),
    fields: [
      text('what', false, true),
      text('why', true, true),
      ...(extra.includes('toWhom') ? [text('toWhom', false, false)] : []),
      ...(systems.length > 0
        ? [
            {
              kind: 'select' as const,
              id: 'system',
              ...fields.system,
              required: true,
              options,
              ...written('system'),
            },
          ]
        : []),
      date('from', true),
      date('to', true),
      ...(extra.includes('returnBy') ? [date('returnBy', true)] : []),
    ],
    submit: REQUESTS.send,
  };
}

/** Reads what came back. @param today the local day. @returns the problems in words where something is wrong. */
export function readFiling(
  values: Readonly<Record<string, string>>,
  { extra, systems }: FormSpec,
  today: string,
):
  | { readonly ok: true; readonly filed: FiledForm }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const { fields, problems: say } = REQUESTS;
  const problems: string[] = [];
  const value = (id: string) => (values[id] ?? '').trim();
  const written: Record<string, string> = {};
  for (const id of ['what', 'why', 'toWhom'] as const) {
    if (id === 'toWhom' && !extra.includes(id)) continue;
    const text = value(id);
    if (text === '' && id !== 'toWhom') problems.push(say.missing(fields[id].label));
    if (text.length > LONGEST[id]) problems.push(say.tooLong(fields[id].label, LONGEST[id]));
    if (text !== '') written[id] = text;
  }
  const day = (id: 'from' | 'to' | 'returnBy'): string | null => {
    if (id === 'returnBy' && !extra.includes(id)) return null;
    const text = value(id);
    if (text === '') problems.push(say.missing(fields[id].label));
    else if (readDay(text) === null) problems.push(say.notADate(fields[id].label));
    return readDay(text);
  };
  const [from, to, returnBy] = [day('from'), day('to'), day('returnBy')];
  if (to !== null && to < today) problems.push(say.past);
  if (from !== null && to !== null) {
    if (to < from) problems.push(say.turnedRound);
    if (daysBetween(from, to) > LONGEST_DAYS) problems.push(say.tooLongPeriod(LONGEST_DAYS));
  }
  if (from !== null && returnBy !== null && returnBy < from) problems.push(say.returnBeforeStart);
  if (to !== null && returnBy !== null && returnBy > to) problems.push(say.returnAfterEnd);
  const chosen = value('system');
  const system = systems.find(({ id }) => id === chosen)?.id ?? null;
  if (systems.length > 0 && system === null && chosen !== 'none') {
    problems.push(chosen === '' ? say.missing(fields.system.label) : say.unknownSystem);
  }
  if (problems.length > 0 || from === null || to === null) return { ok: false, problems };
  return { ok: true, filed: { written, system, from, to, returnBy } };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
