import type { Arrow, PlacedBox, Rectangle } from './lay-out.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow as dagre leaves it: the boxes it joins, its label, and a point in every column that it passes. */
export interface LooseArrow extends Pick<Arrow, 'from' | 'to' | 'label'> {
  readonly through: readonly Point[];
}

/** How near to a box's corner an arrow may touch it. */
const CORNER = 8;

/**
 * Leads arrows from left to right: level through every column, bent only in the gaps between columns, where no box and
 * no label stands. So no arrow can cross one.
 */
export function routed(boxes: readonly PlacedBox[], loose: readonly LooseArrow[]): Arrow[] {
  const columns = columnsOf([...boxes, ...loose.map(({ label }) => label)]);
  const columnAt = (x: number) => columns.find(({ left, right }) => x >= left - 1 && x <= right + 1);
  const boxOf = new Map(boxes.map((placed) => [placed.box.id, placed]));
  const leaves = ports(
    loose,
    ({ from }) => boxOf.get(from),
    ({ through }) => through[0]?.y ?? 0,
  );
  const arrives = ports(
    loose,
    ({ to }) => boxOf.get(to),
    ({ through }) => through.at(-1)?.y ?? 0,
  );

  return loose.map((arrow, place) => {
    const from = boxOf.get(arrow.from);
    const to = boxOf.get(arrow.to);
    if (from === undefined || to === undefined) throw new Error('an arrow joins boxes that are not there');
    const [startY, endY] = [leaves[place] ?? 0, arrives[place] ?? 0];
    const startX = from.left + from.width;
    // The label stands in the middle of its column, and the line behind it.
    const levels = [
      { left: startX, right: columnAt(startX)?.right ?? startX, y: startY },
      ...arrow.through.map(({ x, y }) => ({
        left: columnAt(x)?.left ?? x,
        right: columnAt(x)?.right ?? x,
        y,
      })),
      { left: columnAt(to.left)?.left ?? to.left, right: to.left, y: endY },
    ];
    return { from: arrow.from, to: arrow.to, label: arrow.label, levels };
  });
}

/** How often arrows cross: only where they bend, in the gaps between columns, can they. */
export function crossings(arrows: readonly Arrow[]): number {
  const bends = arrows.flatMap(({ levels }) =>
    levels.slice(1).map((level, place) => {
      const { right, y } = levels[place] ?? level;
      return { left: right, right: level.left, from: y, to: level.y };
    }),
  );
  let count = 0;
  for (const [place, one] of bends.entries()) {
    for (const other of bends.slice(place + 1)) {
      const beside = one.left < other.right && other.left < one.right;
      if (beside && (one.from - other.from) * (one.to - other.to) < 0) count += 1;
    }
  }
  return count;
}

/** The stretches of the drawing's width in which boxes or labels stand. */
function columnsOf(all: readonly Rectangle[]): { left: number; right: number }[] {
  const columns: { left: number; right: number }[] = [];
  for (const { left, width } of [...all].sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last !== undefined && left <= last.right) last.right = Math.max(last.right, left + width);
    else columns.push({ left, right: left + width });
  }
  return columns;
}

/** Where on a box's side each arrow touches it: in the order in which they come or go, so that none cross there. */
function ports(
  loose: readonly LooseArrow[],
  boxOf: (arrow: LooseArrow) => PlacedBox | undefined,
  towards: (arrow: LooseArrow) => number,
): number[] {
  return loose.map((arrow) => {
    const box = boxOf(arrow);
    if (box === undefined) return 0;
    const beside = loose.filter((other) => boxOf(other) === box).sort((a, b) => towards(a) - towards(b));
    const room = box.height - 2 * CORNER;
    return box.top + CORNER + (room * (beside.indexOf(arrow) + 0.5)) / beside.length;
  });
}
