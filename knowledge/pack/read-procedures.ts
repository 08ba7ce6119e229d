import type { PolicyText } from '../policy/policy-text.ts';
import { checkProcedure, checkScope } from '../rules/check-procedure.ts';
import { faultsOf } from '../rules/fact-values.ts';
import type { Procedure } from '../rules/procedure.ts';
import type { PackError } from './pack-error.ts';
import { describeProcedureFault } from './procedure-fault.ts';
import type { ProcedureFile } from './procedure-schema.ts';
import type { Placed, Read } from './read-file.ts';
import { factFaults } from './read-intake.ts';
import { type ReadProcedure, readProcedure } from './read-procedure.ts';
import type { Intent, PackFile, Role } from './schemas.ts';

/**
 * Reads all procedures and proves each of them whole, and that none of the scope's clauses is left out.
 * @param proved whether the same procedures were proved before.
 */
export function readProcedures(
  files: readonly (Placed<ProcedureFile> | undefined)[],
  main: Placed<PackFile>,
  pack: { readonly policy: PolicyText; readonly intents: readonly Intent[]; readonly roles: readonly Role[] },
  proved: boolean,
): Read<Procedure[]> {
  const { policy } = pack;
  const titlesOf = (kind: Intent['kind']) =>
    new Map(pack.intents.flatMap((intent) => (intent.kind === kind ? [[intent.id, intent.title]] : [])));
  const around = {
    policy,
    roles: new Set(pack.roles.map(({ role }) => role)),
    posts: new Set(pack.roles.flatMap(({ role, rule }) => (rule === undefined ? [] : [role]))),
    titles: titlesOf('flow'),
    reports: titlesOf('report'),
  };
  const errors: PackError[] = [];
  const procedures: Procedure[] = [];
  const foreign: { readonly file: Placed<ProcedureFile>; readonly facts: ReadProcedure['foreign'] }[] = [];
  for (const file of files) {
    if (file === undefined) continue;
    const read = readProcedure(file, around);
    if (!read.ok) {
      errors.push(...read.errors);
      continue;
    }
    const { procedure } = read.value;
    if (procedures.some(({ id }) => id === procedure.id)) {
      errors.push({
        code: 'PACK_ENTRY_REPEATED',
        file: file.file,
        line: file.lineOf(['procedure']),
        message: `「${procedure.id}」の手順が二つのファイルにあります。一つにまとめてください。`,
      });
    }
    procedures.push(procedure);
    foreign.push({ file, facts: read.value.foreign });
    if (!proved) errors.push(...checkProcedure(procedure, policy).faults.map(describeProcedureFault));
  }
  // What is missing of the whole can be said once every file is there and readable.
  if (main.data.procedures !== undefined && procedures.length === files.length)
    errors.push(
      ...missing(procedures, main, around.reports, policy),
      ...unknownOpened(procedures),
      ...foreignFaults(foreign, procedures),
    );
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: procedures };
}

/** Facts that an intake says are known of another report, and that that one does not have. */
function foreignFaults(
  foreign: readonly { readonly file: Placed<ProcedureFile>; readonly facts: ReadProcedure['foreign'] }[],
  procedures: readonly Procedure[],
): PackError[] {
  return foreign.flatMap(({ file: { file, lineOf }, facts }) =>
    facts.flatMap(({ report, facts: entries, path }) => {
      const known = procedures.find(({ id }) => id === report)?.facts ?? [];
      return factFaults(known, entries).map(({ fact, refusal: [code, message] }) => ({
        code,
        file,
        line: lineOf([...path, fact]),
        message,
      }));
    }),
  );
}

function missing(
  procedures: readonly Procedure[],
  main: Placed<PackFile>,
  reports: ReadonlyMap<string, string>,
  policy: PolicyText,
): PackError[] {
  const { file, lineOf, data } = main;
  const scope = (data.procedures?.scope ?? []).flatMap((clause) => policy.get(clause)?.id ?? []);
  const place = `${file}:${lineOf(['procedures', 'scope'])}`;
  return [
    ...[...reports.keys()]
      .filter((id) => !procedures.some((procedure) => procedure.id === id))
      .map((id) => ({
        code: 'PROCEDURE_MISSING',
        file,
        line: lineOf(['procedures', 'files']),
        message: `報告「${id}」の手順がありません。procedures にファイルを加えてください。`,
      })),
    ...checkScope(procedures, scope, policy, place).map(describeProcedureFault),
  ];
}

/** Facts that a step hands over to the report it opens, and that report does not know. */
function unknownOpened(procedures: readonly Procedure[]): PackError[] {
  return procedures.flatMap(({ file, steps }) =>
    steps.flatMap(({ id, opens, place }) => {
      const opened = procedures.find((procedure) => procedure.id === opens?.procedure);
      const faults = (opens?.facts ?? []).flatMap(({ value }) => (opened ? faultsOf(opened, value) : []));
      return faults.map(({ code, fact, allowed }) => ({
        code,
        file,
        line: Number(place.slice(place.lastIndexOf(':') + 1)),
        message: `手順「${id}」が ${opens?.procedure} に渡す「${fact}」は、そこにないか、値が違います（${allowed.join('、')}）。`,
      }));
    }),
  );
}
