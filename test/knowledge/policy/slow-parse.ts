/**
 * A second reading of the text, slow and obvious, to check the parser against: regular expressions on single lines, a
 * fixed rank for each marker, no titles, no moved paragraphs, no sense of references (the text has none at a line start).
 */
export interface SlowClause {
  readonly id: string;
  readonly marker: string;
  /** Title and body, blanks removed. */
  readonly text: string;
}

const ROMAN = 'ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ';

interface Found {
  readonly rank: number;
  readonly marker: string;
  readonly part: string;
  readonly rest: string;
}

function find(line: string): Found | null {
  const patterns: readonly [number, RegExp, (text: string) => string][] = [
    [0, /^序(?=\s)/u, () => '0'],
    [0, /^第[１２]章(?=\s)/u, (m) => m.normalize('NFKC').replace(/\D/gu, '')],
    [1, /^（[０-９0-9]+）/u, (m) => m.normalize('NFKC').replace(/\D/gu, '')],
    [2, /^[①-⑳]/u, (m) => String('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'.indexOf(m) + 1)],
    [
      3,
      /^（[ⅰ-ⅻ]）(-２)?/u,
      (m) => (ROMAN[ROMAN.indexOf(m[1] ?? '')] ?? '').normalize('NFKC') + (m.length > 3 ? '-2' : ''),
    ],
    [4, /^\([a-c]\)/u, (m) => m[1] ?? ''],
    [4, /^[アイウ](?= )/u, (m) => m],
    [5, /^・/u, () => '#'],
    [5, /^●/u, () => '*'],
    [6, /^（注）/u, () => 'note'],
  ];
  for (const [rank, pattern, partOf] of patterns) {
    const marker = pattern.exec(line)?.[0];
    if (marker !== undefined) return { rank, marker, part: partOf(marker), rest: line.slice(marker.length) };
  }
  return null;
}

export function slowParse(text: string): SlowClause[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '17');
  const clauses: { id: string; marker: string; text: string; rank: number }[] = [];
  /** The id last read at each rank. */
  let path: string[] = [];
  lines.forEach((line, index) => {
    const found = find(line);
    if (found === null) {
      const last = clauses.at(-1);
      if (last !== undefined) last.text += line;
      return;
    }
    const { rank, marker, part, rest } = found;
    const before = clauses.at(-1);
    const next = lines
      .slice(index + 1)
      .map(find)
      .find((one) => one !== null);
    // A list of kana with no bullets of its own, right after a bullet, is that bullet's.
    const opensUnderBullet =
      before?.rank === 5 && next?.marker !== '・' && !path.some((id) => /\.[ア-ウ]$/u.test(id));
    if (/^[ア-ウ]$/u.test(part) && before !== undefined && (opensUnderBullet || before.rank === 7)) {
      clauses.push({ id: `${before.id.replace(/\.[ア-ウ]$/u, '')}.${part}`, marker, text: rest, rank: 7 });
      return;
    }
    path = path.slice(0, rank);
    const parent = path.findLast((id) => id !== undefined) ?? '';
    const count = clauses.filter(
      ({ id }) => id.startsWith(parent + part) && /^\d+$/u.test(id.slice(parent.length + 1)),
    );
    const id = rank === 0 ? part : rank === 5 ? `${parent}${part}${count.length + 1}` : `${parent}.${part}`;
    if (rank < 5) path[rank] = id;
    clauses.push({ id, marker, text: rest, rank });
  });
  return clauses.map(({ id, marker, text: words }) => ({ id, marker, text: words.replace(/\s/gu, '') }));
}
