import type { PolicyText } from '../policy/policy-text.ts';
import { checkRetention } from './check-retention.ts';
import type { PackError } from './pack-error.ts';
import type { Placed } from './read-file.ts';
import type { Act, Concept, Intent, Outside, PackFile, Role, SayingsOf, Wording } from './schemas.ts';

/** A pack's files as they were read; undefined where one could not be. */
export interface PackFiles {
  readonly main: Placed<PackFile>;
  readonly concepts: Placed<Concept[]> | undefined;
  readonly acts: Placed<Act[]> | undefined;
  readonly wordings: readonly (Placed<Wording[]> | undefined)[];
  readonly intents: Placed<Intent[]> | undefined;
  readonly outside: Placed<Outside[]> | undefined;
  readonly sayings: readonly (Placed<SayingsOf[]> | undefined)[];
  readonly roles: Placed<Role[]> | undefined;
}

/** What the files say of each other and of the policy that is not so: unknown clauses, unknown words, names used twice. */
export function crossCheck(files: PackFiles, policy: PolicyText | undefined): PackError[] {
  const { main, concepts, acts, wordings, intents, outside, sayings, roles } = files;
  const errors: PackError[] = [];
  if (policy !== undefined) {
    const place: Place = (placed, path, clause) => {
      if (policy.get(clause) === undefined) errors.push(unknownClause(placed, path, clause));
    };
    const places = (placed: Placed<unknown>, path: readonly PropertyKey[], clauses: readonly string[]) => {
      for (const [i, clause] of clauses.entries()) place(placed, [...path, i], clause);
    };
    place(main, ['askWhom'], main.data.askWhom);
    places(main, ['emergency'], main.data.emergency);
    places(main, ['procedures', 'scope'], main.data.procedures?.scope ?? []);
    for (const file of [concepts, acts, roles, ...wordings]) {
      if (file === undefined) continue;
      for (const [i, entry] of file.data.entries()) place(file, [i, 'clause'], entry.clause);
    }
    if (outside !== undefined) {
      for (const [i, entry] of outside.data.entries()) places(outside, [i, 'near'], entry.near);
    }
    if (intents !== undefined) checkIntents(intents, place, places);
    if (intents !== undefined && outside !== undefined)
      errors.push(...unknownTargets(sayings, policy, intents.data, outside.data));
  }
  const { exceptionFlow } = main.data;
  if (
    exceptionFlow !== undefined &&
    intents?.data.some(({ id, kind }) => id === exceptionFlow && kind === 'flow') === false
  ) {
    errors.push({
      code: 'FLOW_UNKNOWN',
      file: main.file,
      line: main.lineOf(['exceptionFlow']),
      message: `「${exceptionFlow}」は intents の判定（kind: flow）にありません。綴りを確かめてください。`,
    });
  }
  if (concepts !== undefined && acts !== undefined) {
    errors.push(...unknownObjects(acts, concepts.data));
    if (intents !== undefined) errors.push(...unknownCues(intents, concepts.data, acts.data));
  }
  return [
    ...errors,
    ...(intents === undefined ? [] : checkRetention(main, intents.data)),
    ...repeated(concepts, 'concept', (entry) => entry.concept),
    ...repeated(acts, 'act', (entry) => entry.act),
    ...repeated(intents, 'id', (entry) => entry.id),
    ...repeated(roles, 'role', (entry) => entry.role),
    ...repeated(outside, 'about', (entry) => entry.about),
    ...wordings.flatMap((file) => repeated(file, 'clause', (entry) => entry.clause)),
    ...sayings.flatMap((file) => repeated(file, 'target', (entry) => entry.target)),
    ...repeatedSayings(files),
  ];
}

type Place = (placed: Placed<unknown>, path: readonly PropertyKey[], clause: string) => void;

function checkIntents(
  intents: Placed<Intent[]>,
  place: Place,
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

function unknownClause(placed: Placed<unknown>, path: readonly PropertyKey[], clause: string): PackError {
  return {
    code: 'PACK_CLAUSE_UNKNOWN',
    file: placed.file,
    line: placed.lineOf(path),
    message: `条項「${clause}」は規程の本文にありません。番号を確かめてください。`,
  };
}

/** Sayings for what neither the policy nor the pack knows. */
function unknownTargets(
  sayings: PackFiles['sayings'],
  policy: PolicyText,
  intents: readonly Intent[],
  outside: readonly Outside[],
): PackError[] {
  const known = new Set([...intents.map((intent) => intent.id), ...outside.map(({ about }) => about)]);
  return sayings.flatMap((file) =>
    (file?.data ?? []).flatMap(({ target }, i) =>
      file === undefined || known.has(target) || policy.get(target) !== undefined
        ? []
        : [
            {
              code: 'PACK_TARGET_UNKNOWN',
              file: file.file,
              line: file.lineOf([i, 'target']),
              message: `「${target}」は条項の番号・intents の id・outside の about のどれでもありません。綴りを確かめてください。`,
            },
          ],
    ),
  );
}

/** A saying that stands in the pack twice would count twice, or speak for two things at once. */
function repeatedSayings({ wordings, intents, outside, sayings }: PackFiles): PackError[] {
  const seen = new Set(
    [
      ...wordings.flatMap((file) => (file?.data ?? []).flatMap(({ asks }) => asks)),
      ...(intents?.data ?? []).flatMap(({ examples, not }) => [...examples, ...not.map(({ text }) => text)]),
      ...(outside?.data ?? []).flatMap(({ examples }) => examples),
    ].map(sameSaying),
  );
  return sayings.flatMap((file) =>
    (file?.data ?? []).flatMap(({ says }, i) =>
      says.flatMap((saying) => {
        const same = sameSaying(saying);
        if (file === undefined || !seen.has(same)) {
          seen.add(same);
          return [];
        }
        return [
          {
            code: 'PACK_SAYING_REPEATED',
            file: file.file,
            line: file.lineOf([i, 'says']),
            message: `「${saying}」と同じ言い方がすでにあります。どちらかを消してください。`,
          },
        ];
      }),
    ),
  );
}

/** Sayings are the same that differ in nothing but width, case, blanks and marks. */
function sameSaying(saying: string): string {
  return saying
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
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
