import { createHash } from 'node:crypto';
import { z } from 'zod';
import { packCache } from './pack/pack-cache.ts';
import { type PackError, PackRefused } from './pack/pack-error.ts';
import { type Placed, type Read, readText, readYaml } from './pack/read-file.ts';
import {
  type Act,
  actSchema,
  type Concept,
  conceptSchema,
  type Intent,
  intentSchema,
  type Outside,
  outsideSchema,
  packSchema,
  type Wording,
  wordingSchema,
} from './pack/schemas.ts';
import type { ClauseId } from './policy/clause.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import { PolicyText } from './policy/policy-text.ts';

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
  /** The clause that says whom to ask where the policy is unclear or silent. */
  readonly askWhom: ClauseId;
  /** The clauses on whom to tell of a loss or a leak, first things first. */
  readonly emergency: readonly ClauseId[];
  /** Questions to begin with. */
  readonly examples: readonly string[];
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
  const wordings: (Placed<Wording[]> | undefined)[] = [];
  for (const file of files.wordings) wordings.push(await list(file, 'wording', wordingSchema));
  const text = take(await readText(folder, files.policy.file));
  const policy = text === undefined ? undefined : take(readPolicy(files.policy.file, text));

  if (policy !== undefined) {
    const place = (placed: Placed<unknown>, path: readonly PropertyKey[], clause: string) => {
      if (policy.get(clause) === undefined) errors.push(unknownClause(placed, path, clause));
    };
    const places = (placed: Placed<unknown>, path: readonly PropertyKey[], clauses: readonly string[]) => {
      for (const [i, clause] of clauses.entries()) place(placed, [...path, i], clause);
    };
    place(main, ['askWhom'], files.askWhom);
    places(main, ['emergency'], files.emergency);
    for (const file of [concepts, acts, ...wordings]) {
      for (const [i, entry] of file?.data.entries() ?? [])
        place(file as Placed<unknown>, [i, 'clause'], entry.clause);
    }
    for (const [i, entry] of outside?.data.entries() ?? [])
      places(outside as Placed<unknown>, [i, 'near'], entry.near);
    if (intents !== undefined) checkIntents(intents, place, places);
  }
  if (concepts !== undefined && acts !== undefined) {
    errors.push(...unknownObjects(acts, concepts.data));
    if (intents !== undefined) errors.push(...unknownCues(intents, concepts.data, acts.data));
  }
  errors.push(
    ...repeated(concepts, 'concept', (entry) => entry.concept),
    ...repeated(acts, 'act', (entry) => entry.act),
    ...repeated(intents, 'id', (entry) => entry.id),
    ...wordings.flatMap((file) => repeated(file, 'clause', (entry) => entry.clause)),
  );

  if (!policy || !concepts || !acts || !intents || !outside || errors.length > 0)
    throw new PackRefused(errors);
  const id = (clause: string) => {
    const found = policy.get(clause);
    if (found === undefined) throw new Error(`clause ${clause} was checked above`);
    return found.id;
  };
  const allWordings = wordings.flatMap((file) => file?.data ?? []);
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
    askWhom: id(files.askWhom),
    emergency: files.emergency.map(id),
    examples: files.examples,
    fingerprint: createHash('sha256')
      .update(
        JSON.stringify([files, text, concepts.data, acts.data, allWordings, intents.data, outside.data]),
      )
      .digest('hex'),
  };
}

function checkIntents(
  intents: Placed<Intent[]>,
  place: (placed: Placed<unknown>, path: readonly PropertyKey[], clause: string) => void,
  places: (placed: Placed<unknown>, path: readonly PropertyKey[], clauses: readonly string[]) => void,
): void {
  const ids = new Set(intents.data.map((intent) => intent.id));
  for (const [i, intent] of intents.data.entries()) {
    places(intents, [i, 'decides'], intent.decides);
    places(intents, [i, 'clauses'], intent.clauses);
    for (const [j, one] of intent.cases.entries()) places(intents, [i, 'cases', j, 'first'], one.first);
    for (const [j, one] of intent.not.entries()) {
      if (one.instead !== 'none' && !ids.has(one.instead))
        place(intents, [i, 'not', j, 'instead'], one.instead);
    }
  }
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

function unknownClause(placed: Placed<unknown>, path: readonly PropertyKey[], clause: string): PackError {
  return {
    code: 'PACK_CLAUSE_UNKNOWN',
    file: placed.file,
    line: placed.lineOf(path),
    message: `条項「${clause}」は規程の本文にありません。番号を確かめてください。`,
  };
}

function unknownObjects(acts: Placed<Act[]>, concepts: readonly Concept[]): PackError[] {
  const known = new Set(concepts.map((concept) => concept.concept));
  return acts.data.flatMap((act, i) =>
    (act.objects ?? []).flatMap((object, j) =>
      known.has(object)
        ? []
        : [
            {
              code: 'PACK_CONCEPT_UNKNOWN',
              file: acts.file,
              line: acts.lineOf([i, 'objects', j]),
              message: `「${object}」という concept は vocabulary にありません。綴りを確かめてください。`,
            },
          ],
    ),
  );
}

function unknownCues(
  intents: Placed<Intent[]>,
  concepts: readonly Concept[],
  acts: readonly Act[],
): PackError[] {
  const known = new Set([...concepts.map(({ concept }) => concept), ...acts.map(({ act }) => act)]);
  return intents.data.flatMap((intent, i) =>
    intent.cues.flatMap((set, j) =>
      set.flatMap((cue, k) =>
        known.has(cue)
          ? []
          : [
              {
                code: 'PACK_CONCEPT_UNKNOWN',
                file: intents.file,
                line: intents.lineOf([i, 'cues', j, k]),
                message: `「${cue}」は vocabulary にも lexicon にもありません。綴りを確かめてください。`,
              },
            ],
      ),
    ),
  );
}

/** Entries that bear the name of one before them: the later would silently add to the earlier, or hide it. */
function repeated<T>(
  placed: Placed<T[]> | undefined,
  key: string,
  nameOf: (entry: T) => string,
): PackError[] {
  const seen = new Set<string>();
  return (placed?.data ?? []).flatMap((entry, i) => {
    const name = nameOf(entry);
    if (placed === undefined || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      {
        code: 'PACK_ENTRY_REPEATED',
        file: placed.file,
        line: placed.lineOf([i, key]),
        message: `「${name}」が二度書かれています。一つにまとめてください。`,
      },
    ];
  });
}
