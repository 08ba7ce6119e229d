import { type DirectoryFault, shown } from './directory-fault.ts';
import type { Entries } from './read-entries.ts';

/** What to do where something that there may be once is there again. */
const REMEDY = {
  ID_REPEATED: '別の id を付けるか、行を一つにまとめてください。',
  HEAD_REPEATED: '一つの組織の長は一人です。どちらかの post を直してください。',
  MAIN_SECTION_REPEATED: '一つの局・区役所等の主管課は一つです。どちらかを false にしてください。',
  EMAIL_REPEATED: 'メールアドレスで本人を見分けるので、一人に一つずつ書いてください。',
  SLACK_ID_REPEATED: 'Slack の ID で本人を見分けるので、一人に一つずつ書いてください。',
  TEAMS_ID_REPEATED: 'Teams の ID で本人を見分けるので、一人に一つずつ書いてください。',
  ROLE_HELD_TWICE: 'この役職に就くのは一人です。行を一つにしてください。',
  ROLE_ROW_REPEATED: '同じ行が二つあります。一つにしてください。',
} as const;

/** Every row whose key, '' for none, an earlier row bears. */
export function repeated<T>(
  entries: Entries<T>,
  column: string,
  code: keyof typeof REMEDY,
  keyOf: (entry: T) => string,
): DirectoryFault[] {
  const first = new Map<string, number>();
  return entries.rows.flatMap(({ line, entry }) => {
    const key = keyOf(entry);
    if (key === '') return [];
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, line);
      return [];
    }
    const message = `「${shown(key)}」は${before}行目と重なっています。${REMEDY[code]}`;
    return [{ code: `DIRECTORY_${code}`, file: entries.file, line, column, message }];
  });
}
