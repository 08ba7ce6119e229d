const JAPAN_MS = 9 * 3_600_000;

/** A moment as people in Japan read it: 「11月24日 10:15」. */
export function momentInJapan(at: Date): string {
  const local = new Date(at.getTime() + JAPAN_MS).toISOString();
  const [, month = '', day = '', time = ''] = /^\d{4}-(\d{2})-(\d{2})T(\d{2}:\d{2})/u.exec(local) ?? [];
  return `${Number(month)}月${Number(day)}日 ${time}`;
}
