import type { ClauseId } from '../policy/clause.ts';
import type { Conditions } from '../rules/flow.ts';
import type { Intake } from '../rules/intake.ts';
import type { Opens, Part, Procedure, ReportedFact, Step } from '../rules/procedure.ts';
import type {
  CiteEntry,
  OpensEntry,
  ProcedureFile,
  ReportedFactEntry,
  RoleEntry,
  StepEntry,
  WhenEntry,
} from './procedure-schema.ts';
import type { Placed, Read } from './read-file.ts';
import { type ForeignFacts, IntakeReader } from './read-intake.ts';
import { type Path, RuleReader, type RuleSurroundings } from './rule-reader.ts';

/** What a procedure may name besides its own. */
export interface ProcedureSurroundings extends RuleSurroundings {
  /** Title of every report of the pack, by its id. */
  readonly reports: ReadonlyMap<string, string>;
  /** The roles that are posts: somebody to be told. */
  readonly posts: ReadonlySet<string>;
}

/** A procedure, and what its intake says is known of others. */
export interface ReadProcedure {
  readonly procedure: Procedure;
  readonly foreign: readonly ForeignFacts[];
}

/** Makes a {@link Procedure} of what its file says. Every name that stands for nothing is an error with its line. */
export function readProcedure(
  placed: Placed<ProcedureFile>,
  around: ProcedureSurroundings,
): Read<ReadProcedure> {
  const reader = new ProcedureReader(placed, around);
  const facts = reader.reportedFacts();
  const intakeReader = new IntakeReader(placed, around, facts);
  const intake = intakeReader.intake(placed.data.intake);
  const procedure = reader.procedure(facts, intake);
  const errors = [...reader.errors, ...intakeReader.errors];
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: { procedure, foreign: intakeReader.foreign } };
}

class ProcedureReader extends RuleReader<ProcedureFile> {
  readonly #reports: ReadonlyMap<string, string>;
  readonly #posts: ReadonlySet<string>;

  constructor(placed: Placed<ProcedureFile>, around: ProcedureSurroundings) {
    super(placed, around);
    this.#reports = around.reports;
    this.#posts = around.posts;
    this.facts = placed.data.facts;
  }

  reportedFacts(): ReportedFact[] {
    this.factsOnce();
    return this.placed.data.facts.map((fact, i) => this.#reportedFact(fact, ['facts', i]));
  }

  procedure(facts: readonly ReportedFact[], intake: Intake): Procedure {
    const { data, file, lineOf } = this.placed;
    const title = this.#reports.get(data.procedure);
    if (title === undefined) {
      this.refuse(
        ['procedure'],
        'PROCEDURE_UNKNOWN',
        `「${data.procedure}」は intents の報告（kind: report）にありません（${[...this.#reports.keys()].join('、')}）。綴りを確かめてください。`,
      );
    }
    this.#once(
      data.steps.map(({ step }) => step),
      (i) => ['steps', i, 'step'],
    );
    return {
      id: data.procedure,
      title: title ?? '',
      file,
      intake,
      facts,
      steps: data.steps.map((step, i) => this.#step(step, ['steps', i])),
      withoutStep: data.withoutStep.map(({ clause, because }, i) => ({
        clause: this.clause(clause, ['withoutStep', i, 'clause']),
        because,
        place: `${file}:${lineOf(['withoutStep', i])}`,
      })),
      readings: Object.entries(data.readings).map(([clause, fingerprint]) => ({
        clause: this.clause(clause, ['readings', clause]),
        fingerprint,
      })),
    };
  }

  #reportedFact(entry: ReportedFactEntry, path: Path): ReportedFact {
    if (entry.type !== 'boolean' && entry.type !== 'choice') {
      this.refuse(
        [...path, 'type'],
        'PROCEDURE_FACT_MALFORMED',
        `報告の事実「${entry.id}」は boolean か choice で書いてください。`,
      );
    }
    return { ...this.fact(entry, path), recordedBecause: entry.recordedBecause };
  }

  #step(entry: StepEntry, path: Path): Step {
    const { data, file, lineOf } = this.placed;
    const { after } = entry;
    if (after !== undefined && !data.steps.some(({ step }) => step === after)) {
      this.refuse(
        [...path, 'after'],
        'STEP_UNKNOWN',
        `「${after}」という手順はここにありません（${data.steps.map(({ step }) => step).join('、')}）。`,
      );
    }
    return {
      id: entry.step,
      title: entry.title,
      does: entry.does,
      when: this.#when(entry.when, [...path, 'when']),
      bearers: this.#parties(entry.bearers, [...path, 'bearers'], false),
      tells: this.#parties(entry.tells, [...path, 'tells'], true),
      citations: this.#citations(entry.cite, [...path, 'cite']),
      strength: entry.strength,
      due: { after: after ?? null, pace: entry.pace },
      end: entry.end === 'true',
      collects: entry.collects,
      reminders: entry.reminders.map(({ to, text, cite, when }, i) => ({
        to: this.roles(to, [...path, 'reminders', i, 'to']),
        text,
        citation: this.clause(cite, [...path, 'reminders', i, 'cite']),
        when: this.#when(when, [...path, 'reminders', i, 'when']),
      })),
      opens: entry.opens === undefined ? null : this.#opens(entry.opens, [...path, 'opens']),
      law: entry.law ?? null,
      place: `${file}:${lineOf([...path, 'step'])}`,
    };
  }

  #opens({ procedure, facts, atOnce }: OpensEntry, path: Path): Opens {
    if (!this.#reports.has(procedure)) {
      this.refuse(
        [...path, 'procedure'],
        'PROCEDURE_UNKNOWN',
        `「${procedure}」は intents の報告（kind: report）にありません（${[...this.#reports.keys()].join('、')}）。綴りを確かめてください。`,
      );
    }
    return {
      procedure,
      facts: facts.map(({ set, when }, i) => ({
        value: Object.fromEntries(
          Object.entries(set).map(([fact, value]) => [
            fact,
            value === 'true' || value === 'false' ? value === 'true' : value,
          ]),
        ),
        when: this.#when(when, [...path, 'facts', i, 'when']),
      })),
      atOnce: this.#when(atOnce, [...path, 'atOnce']),
    };
  }

  #parties(entries: readonly RoleEntry[], path: Path, told: boolean): Part<string>[] {
    const parts = entries.map((entry, i): Part<string> => {
      if (typeof entry === 'string') return { value: entry, when: null };
      return { value: entry.role, when: this.#when(entry.when, [...path, i, 'when']) };
    });
    const roles = parts.map(({ value }) => value);
    this.roles(roles, path);
    this.#once(roles, (i) => [...path, i]);
    for (const [i, role] of roles.entries()) {
      // A role that is no post (all of the staff) cannot be told: nobody would be.
      if (told && this.hasRole(role) && !this.#posts.has(role)) {
        this.refuse(
          [...path, i],
          'ROLE_NO_POST',
          `「${role}」は役職ではないので、知らせる相手にできません（${[...this.#posts].join('、')}）。`,
        );
      }
    }
    return parts;
  }

  #citations(entries: readonly CiteEntry[], path: Path): Part<ClauseId>[] {
    this.#once(
      entries.map((entry) => (typeof entry === 'string' ? entry : entry.clause)),
      (i) => [...path, i],
    );
    return entries.map((entry, i) => {
      if (typeof entry === 'string') return { value: this.clause(entry, [...path, i]), when: null };
      return {
        value: this.clause(entry.clause, [...path, i, 'clause']),
        when: this.#when(entry.when, [...path, i, 'when']),
      };
    });
  }

  #when(entry: WhenEntry | undefined, path: Path): readonly Conditions[] | null {
    if (entry === undefined) return null;
    if (!Array.isArray(entry)) return [this.conditions(entry, path)];
    return entry.map((when, i) => this.conditions(when, [...path, i]));
  }

  /** Of a name written twice the second would never be seen. */
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
