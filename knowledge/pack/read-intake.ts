import { isValue } from '../rules/fact-values.ts';
import type { Fact, Facts, FactValue } from '../rules/flow.ts';
import {
  type Intake,
  type IntakeChoice,
  type IntakeQuestion,
  MOST_INTAKE_QUESTIONS,
} from '../rules/intake.ts';
import type { IntakeChoiceEntry, IntakeFile, IntakeQuestionEntry } from './intake-schema.ts';
import type { ProcedureFile } from './procedure-schema.ts';
import type { Placed } from './read-file.ts';
import { type Path, RuleReader, type RuleSurroundings } from './rule-reader.ts';

/** Facts that an intake says are known of another report, to be looked at once that one is read. */
export interface ForeignFacts {
  readonly report: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly path: Path;
}

/** Makes an {@link Intake} of what a procedure's file says under `intake:`. */
export class IntakeReader extends RuleReader<ProcedureFile> {
  /** Filled while {@link intake} reads. */
  readonly foreign: ForeignFacts[] = [];
  readonly #known: readonly Fact[];
  readonly #reports: ReadonlyMap<string, string>;

  /** @param known the procedure's facts. */
  constructor(
    placed: Placed<ProcedureFile>,
    around: RuleSurroundings & { readonly reports: ReadonlyMap<string, string> },
    known: readonly Fact[],
  ) {
    super(placed, around);
    this.#known = known;
    this.#reports = around.reports;
  }

  intake(file: IntakeFile): Intake {
    if (file.questions.length > MOST_INTAKE_QUESTIONS) {
      this.refuse(
        ['intake', 'questions', MOST_INTAKE_QUESTIONS],
        'INTAKE_TOO_LONG',
        `最初の連絡の前に聞けるのは ${MOST_INTAKE_QUESTIONS} 問までです。ほかは facts に書き、連絡の後に聞いてください。`,
      );
    }
    for (const [i, fact] of file.hears.entries()) this.#factNamed(fact, ['intake', 'hears', i]);
    this.#once(
      file.entries.map(({ id }) => id),
      (i) => ['intake', 'entries', i, 'id'],
    );
    this.#once(
      file.questions.map(({ ask }) => ask),
      (i) => ['intake', 'questions', i, 'ask'],
    );
    return {
      entries: file.entries.map(({ id, label, facts }, i) => ({
        id,
        label,
        facts: this.#facts(facts, ['intake', 'entries', i, 'facts']),
      })),
      hears: file.hears,
      questions: file.questions.map((question, i) => this.#question(question, ['intake', 'questions', i])),
    };
  }

  #question(entry: IntakeQuestionEntry, path: Path): IntakeQuestion {
    const collected = new Set(this.placed.data.steps.flatMap(({ collects }) => collects));
    if (!collected.has(entry.ask)) {
      this.refuse(
        [...path, 'ask'],
        'INTAKE_FIELD_UNKNOWN',
        `「${entry.ask}」を書き取る手順がありません。手順の collects にあるもの（${[...collected].join('、')}）から選んでください。`,
      );
    }
    this.#once(
      entry.choices.map(({ value }) => value),
      (i) => [...path, 'choices', i, 'value'],
    );
    this.#wholeFacts(entry, path);
    return {
      field: entry.ask,
      name: entry.name,
      question: entry.question,
      help: entry.help,
      clause: this.clause(entry.clause, [...path, 'clause']),
      ownPhone: entry.ownPhone === 'true',
      choices: entry.choices.map((choice, i) => this.#choice(choice, [...path, 'choices', i])),
    };
  }

  /** A fact that some choices set must be settable to each of its values: nobody is to be led past one of the ten kinds. */
  #wholeFacts({ choices }: IntakeQuestionEntry, path: Path): void {
    const set = new Set(choices.flatMap(({ facts }) => Object.keys(facts)));
    for (const fact of this.#known.filter(({ id }) => set.has(id))) {
      const missing = fact.options.filter(({ value }) =>
        choices.every(({ facts }) => facts[fact.id] !== value),
      );
      if (missing.length === 0) continue;
      this.refuse(
        [...path, 'choices'],
        'INTAKE_VALUE_MISSING',
        `「${fact.id}」の ${missing.map(({ value }) => value).join('、')} を選べません。選択肢を加えてください。`,
      );
    }
  }

  #choice(entry: IntakeChoiceEntry, path: Path): IntakeChoice {
    const { becomes } = entry;
    const unsure = entry.unsure === 'true';
    if (unsure && Object.keys(entry.facts).length > 0) {
      this.refuse(
        [...path, 'facts'],
        'INTAKE_CHOICE_MALFORMED',
        `「${entry.label}」は、まだ確かでないという答え（unsure）です。facts を取り除いてください。`,
      );
    }
    if (becomes !== undefined) {
      if (!this.#reports.has(becomes.report)) {
        this.refuse(
          [...path, 'becomes', 'report'],
          'PROCEDURE_UNKNOWN',
          `「${becomes.report}」は intents の報告（kind: report）にありません（${[...this.#reports.keys()].join('、')}）。綴りを確かめてください。`,
        );
      }
      this.foreign.push({ ...becomes, path: [...path, 'becomes', 'facts'] });
    }
    return {
      value: entry.value,
      label: entry.label,
      help: entry.help,
      words: entry.words,
      facts: this.#facts(entry.facts, [...path, 'facts']),
      unsure,
      enough: entry.enough === 'true',
      becomes: becomes === undefined ? null : { report: becomes.report, facts: valuesOf(becomes.facts) },
    };
  }

  /** What is known by a choice: facts that the procedure has, with values that they can have. */
  #facts(entries: Readonly<Record<string, string>>, path: Path): Facts {
    for (const fault of factFaults(this.#known, entries))
      this.refuse([...path, fault.fact], ...fault.refusal);
    return valuesOf(entries);
  }

  #factNamed(id: string, path: Path): void {
    if (this.#known.some((fact) => fact.id === id)) return;
    this.refuse(
      path,
      'FACT_UNKNOWN',
      `「${id}」という事実はここにありません（${this.#known.map((fact) => fact.id).join('、')}）。`,
    );
  }

  #once(names: readonly string[], pathOf: (i: number) => Path): void {
    for (const [i, name] of names.entries()) {
      if (names.indexOf(name) < i) {
        this.refuse(
          pathOf(i),
          'PACK_ENTRY_REPEATED',
          `「${name}」が二度書かれています。一つにまとめてください。`,
        );
      }
    }
  }
}

/** What of written facts is not so, with code and sentence. */
export function factFaults(
  known: readonly Fact[],
  entries: Readonly<Record<string, string>>,
): { readonly fact: string; readonly refusal: readonly [code: string, message: string] }[] {
  return Object.entries(valuesOf(entries)).flatMap(([id, value]) => {
    const fact = known.find((one) => one.id === id);
    if (fact === undefined) {
      const names = known.map((one) => one.id).join('、');
      return [{ fact: id, refusal: ['FACT_UNKNOWN', `「${id}」という事実はここにありません（${names}）。`] }];
    }
    if (isValue(fact, value)) return [];
    const allowed = fact.options.map((option) => option.value).join('、');
    const message = `「${id}」に「${String(value)}」という値はありません（${allowed}）。`;
    return [{ fact: id, refusal: ['FACT_VALUE_UNKNOWN', message] }];
  });
}

/** As written, `true` is text: booleans of reports are `true` and `false`, and no option of a choice is called so. */
function valuesOf(entries: Readonly<Record<string, string>>): Facts {
  const meant = (written: string): FactValue =>
    written === 'true' ? true : written === 'false' ? false : written;
  return Object.fromEntries(Object.entries(entries).map(([id, written]) => [id, meant(written)]));
}
