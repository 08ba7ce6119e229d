import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { RoleRules } from './organisation/role-rule.ts';
import { checkCases } from './pack/check-cases.ts';
import { crossCheck } from './pack/cross-check.ts';
import { type FlowFile, factSchema, flowSchema } from './pack/flow-schema.ts';
import { packCache } from './pack/pack-cache.ts';
import { type PackError, PackRefused } from './pack/pack-error.ts';
import { type ProcedureFile, procedureSchema } from './pack/procedure-schema.ts';
import { type Placed, type Read, readText, readYaml } from './pack/read-file.ts';
import { readFlows } from './pack/read-flows.ts';
import { readProcedures } from './pack/read-procedures.ts';
import { readRoleRules } from './pack/read-role-rules.ts';
import {
  type Act,
  actSchema,
  type Collected,
  type Concept,
  collectedSchema,
  conceptSchema,
  type Intent,
  intentSchema,
  type Outside,
  outsideSchema,
  type PackFile,
  packSchema,
  type Retention,
  type Role,
  roleSchema,
  type SayingsOf,
  sayingsSchema,
  type Wording,
  wordingSchema,
} from './pack/schemas.ts';
import type { ClauseId } from './policy/clause.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import { PolicyText } from './policy/policy-text.ts';
import type { Flow } from './rules/flow.ts';
import type { Procedure } from './rules/procedure.ts';

export { PackRefused } from './pack/pack-error.ts';

/** A city's rules as data, loaded and cross-checked. The one door through which `bot/` gets knowledge. */
export interface Pack {
  readonly id: string;
  readonly city: string;
  /** The policy's printed name. */
  readonly name: string;
  /** Where the policy text comes from. */
  readonly source: string;
  readonly policy: PolicyText;
  readonly concepts: readonly Concept[];
  readonly acts: readonly Act[];
  readonly wordings: readonly Wording[];
  readonly intents: readonly Intent[];
  readonly outside: readonly Outside[];
  /** How staff put things, beside the examples that stand with each clause, intent and topic. */
  readonly sayings: readonly (SayingsOf & { readonly file: string })[];
  readonly roles: readonly Role[];
  /** How each of the roles is found in a directory; those that are no post are not among them. */
  readonly roleRules: RoleRules;
  /** The folder of the sample directory, for `loadDirectory`; null where the pack has none. */
  readonly directory: string | null;
  /** The guided decisions, every one proved whole. */
  readonly flows: readonly Flow[];
  /** What has to be done after each report, every one proved whole. */
  readonly procedures: readonly Procedure[];
  /** How long what people wrote of a case is kept, by procedure; empty: for ever. */
  readonly retention: readonly Retention[];
  /** The clause that says whom to ask where the policy is unclear or silent. */
  readonly askWhom: ClauseId;
  /** The flow for who cannot keep to the policy, or null. */
  readonly exceptionFlow: string | null;
  /** The clauses on whom to tell of a loss or a leak, first things first. */
  readonly emergency: readonly ClauseId[];
  /** Questions to begin with. */
  readonly examples: readonly string[];
  /** When the city works: local times as printed, days as `12-29`. */
  readonly hours: PackFile['hours'];
  /** When others are told of a report that nobody acknowledges, in minutes by day and night. */
  readonly alerts: PackFile['alerts'];
  /** Which posts have to do with cases beside those of the procedures. */
  readonly cases: PackFile['cases'];
  /** How that is asked for which is written down with the procedures' steps. */
  readonly collected: readonly Collected[];
  /** SHA-256 over all that was read: the same fingerprint means the same answers. */
  readonly fingerprint: string;
}

/**
 * Loads the pack in a folder.
 * @param cacheFolder where files that were checked before are kept; null reads all of them anew.
 * @throws {PackRefused} with every fault found, each with file, line and what to do.
 */
export async function loadPack(folder: string, cacheFolder: string | null = null): Promise<Pack> {
  const errors: PackError[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    if (read.ok) return read.value;
    errors.push(...read.errors);
    return undefined;
  };

  const main = take(await readYaml(folder, 'pack.yaml', packSchema, null));
  if (main === undefined) throw new PackRefused(errors);
  const files = main.data;

  const list = async <T>(file: string, kind: string, entry: z.ZodType<T>) => {
    const cache = cacheFolder === null ? null : packCache<T[]>(cacheFolder, kind);
    return take(await readYaml(folder, file, z.array(entry).min(1), cache));
  };
  const concepts = await list(files.vocabulary, 'concept', conceptSchema);
  const acts = await list(files.lexicon, 'act', actSchema);
  const intents = await list(files.intents, 'intent', intentSchema);
  const outside = await list(files.outside, 'outside', outsideSchema);
  const roles = await list(files.roles, 'role', roleSchema);
  const collected =
    files.collected === undefined ? undefined : await list(files.collected, 'collected', collectedSchema);
  const sharedFacts =
    files.sharedFacts === undefined ? undefined : await list(files.sharedFacts, 'fact', factSchema);
  const flowFiles: (Placed<FlowFile> | undefined)[] = [];
  for (const file of files.flows) {
    const cache = cacheFolder === null ? null : packCache<FlowFile>(cacheFolder, 'flow');
    flowFiles.push(take(await readYaml(folder, file, flowSchema, cache)));
  }
  const procedureFiles: (Placed<ProcedureFile> | undefined)[] = [];
  for (const file of files.procedures?.files ?? []) {
    const cache = cacheFolder === null ? null : packCache<ProcedureFile>(cacheFolder, 'procedure');
    procedureFiles.push(take(await readYaml(folder, file, procedureSchema, cache)));
  }
  const wordings: (Placed<Wording[]> | undefined)[] = [];
  for (const file of files.wordings) wordings.push(await list(file, 'wording', wordingSchema));
  const sayings: (Placed<SayingsOf[]> | undefined)[] = [];
  for (const file of files.sayings) sayings.push(await list(file, 'sayings', sayingsSchema));
  const text = take(await readText(folder, files.policy.file));
  const policy = text === undefined ? undefined : take(readPolicy(files.policy.file, text));

  const roleRules =
    policy === undefined || roles === undefined ? undefined : take(readRoleRules(roles, policy));
  errors.push(...crossCheck({ main, concepts, acts, wordings, intents, outside, sayings, roles }, policy));
  const flows =
    policy === undefined || intents === undefined || roles === undefined
      ? undefined
      : take(
          readFlows(flowFiles, sharedFacts?.data ?? [], { policy, intents: intents.data, roles: roles.data }),
        );

  const procedures =
    policy === undefined || intents === undefined || roles === undefined
      ? undefined
      : take(readProcedures(procedureFiles, main, { policy, intents: intents.data, roles: roles.data }));

  if (procedures !== undefined && roles !== undefined)
    errors.push(...checkCases(main, procedures, roles.data, collected));

  if (
    !policy ||
    !concepts ||
    !acts ||
    !intents ||
    !outside ||
    !roles ||
    !roleRules ||
    !flows ||
    !procedures ||
    errors.length > 0
  )
    throw new PackRefused(errors);
  const id = (clause: string) => {
    const found = policy.get(clause);
    if (found === undefined) throw new Error(`clause ${clause} was checked above`);
    return found.id;
  };
  const allWordings = wordings.flatMap((file) => file?.data ?? []);
  const allSayings = sayings.flatMap((placed) =>
    (placed?.data ?? []).map((entry) => ({ ...entry, file: placed?.file ?? '' })),
  );
  return {
    id: files.id,
    city: files.city,
    name: files.name,
    source: files.policy.source,
    policy,
    concepts: concepts.data,
    acts: acts.data,
    wordings: allWordings,
    intents: intents.data,
    outside: outside.data,
    sayings: allSayings,
    roles: roles.data,
    roleRules,
    directory: files.directory === undefined ? null : join(folder, files.directory),
    flows,
    procedures,
    retention: files.retention,
    askWhom: id(files.askWhom),
    exceptionFlow: files.exceptionFlow ?? null,
    emergency: files.emergency.map(id),
    examples: files.examples,
    hours: files.hours,
    alerts: files.alerts,
    cases: files.cases,
    collected: collected?.data ?? [],
    fingerprint: createHash('sha256')
      .update(
        JSON.stringify([
          files,
          text,
          concepts.data,
          acts.data,
          allWordings,
          intents.data,
          outside.data,
          allSayings,
          roles.data,
          flows,
          procedures,
          collected?.data ?? [],
        ]),
      )
      .digest('hex'),
  };
}

function readPolicy(file: string, text: string): Read<PolicyText> {
  const parsed = parsePolicy(text);
  if (parsed.ok) return { ok: true, value: new PolicyText(parsed.clauses) };
  return {
    ok: false,
    errors: parsed.errors.map((error) => ({
      code: `POLICY_${error.code.toUpperCase().replaceAll('-', '_')}`,
      file,
      line: error.line,
      message: error.message,
    })),
  };
}
