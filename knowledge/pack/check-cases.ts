import { collectedBy, type Procedure } from '../rules/procedure.ts';
import type { PackError } from './pack-error.ts';
import type { Placed } from './read-file.ts';
import type { Collected, PackFile, Role } from './schemas.ts';

/** What a pack says of cases that is not so: roles that are no post, procedures unknown, fields without words. */
export function checkCases(
  { data, file, lineOf }: Placed<PackFile>,
  procedures: readonly Procedure[],
  roles: readonly Role[],
  collected: Placed<Collected[]> | undefined,
): PackError[] {
  const posts = roles.flatMap(({ role, rule }) => (rule === undefined ? [] : [role]));
  const { sees, closes, unlisted, notMinor } = data.cases;
  const fault = (path: readonly PropertyKey[], code: string, message: string): PackError => ({
    code,
    file,
    line: lineOf([...path]),
    message,
  });
  const noPost = (path: readonly PropertyKey[], named: readonly string[]) =>
    named
      .filter((role) => !posts.includes(role))
      .map((role) =>
        fault(
          path,
          'ROLE_NO_POST',
          `「${role}」は役職ではありません（${posts.join('、')}）。綴りを確かめてください。`,
        ),
      );
  const answers = new Set(
    procedures.flatMap(({ facts }) =>
      facts.flatMap(({ id, options }) => options.map(({ value }) => `${id} ${value}`)),
    ),
  );
  const fields = new Set(collected?.data.map(({ field }) => field) ?? []);
  return [
    ...noPost(['cases', 'sees'], [...sees.all, ...sees.bureau]),
    ...noPost(['cases', 'closes'], closes),
    ...noPost(['cases', 'unlisted'], unlisted),
    ...notMinor
      .filter(({ fact, is }) => !answers.has(`${fact} ${is}`))
      .map(({ fact, is }) =>
        fault(
          ['cases', 'notMinor'],
          'NOT_MINOR_UNKNOWN',
          `手順に「${fact}」の答え「${is}」はありません。綴りを確かめてください。`,
        ),
      ),
    ...(data.alerts.aboveAfter < data.alerts.deputyAfter
      ? [fault(['alerts'], 'ALERTS_TURNED_ROUND', 'aboveAfter は deputyAfter 以上にしてください。')]
      : []),
    ...[...collectedBy(procedures)]
      .filter((field) => !fields.has(field))
      .map((field) =>
        fault(
          ['collected'],
          'COLLECTED_UNKNOWN',
          `手順が記録する「${field}」の聞き方がありません。collected のファイルに加えてください。`,
        ),
      ),
  ];
}
