import { Graph, layout } from '@dagrejs/dagre';
import type { DiagramBox, DiagramView } from '../../../../bot/views/view.ts';
import { balanced, listed, widthOf } from './fit-text.ts';
import { crossings, routed } from './route-arrows.ts';

/** A diagram with everything in its place; lengths are pixels at 100 %. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly Arrow[];
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

export interface PlacedBox extends Rectangle {
  readonly box: DiagramBox;
  readonly lines: readonly Line[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Its level stretches from left to right; between them it bends. */
  readonly levels: readonly { readonly left: number; readonly right: number; readonly y: number }[];
  readonly label: Rectangle & { readonly lines: readonly Line[] };
}

export const LINE_HEIGHT = 1.35;
export const PADDING = 8;
/** Above so many questions a box shows only what its question is about: the sheet has the question itself. */
const QUESTIONS_IN_FULL = 10;
const MARGIN = 12;
/** Between columns, where arrows bend; and how much more for every answer above three, to tell them apart. */
const GAP = 68;
const GAP_FOR_EACH = 16;
/** In drawings of many questions, which have to be printed small enough as it is. */
const GAP_OF_MANY = 48;

const kept = new WeakMap<DiagramView, LaidOut>();

/**
 * Sizes every box to its text and lets dagre place boxes, arrows and their labels from left to right. Of what it finds
 * from different beginnings the drawing is taken whose arrows cross least, and whose answers stand in the order in which
 * they are asked.
 */
export function laidOut(diagram: DiagramView): LaidOut {
  const before = kept.get(diagram);
  if (before !== undefined) return before;
  const found = BEGINNINGS.map((beginning) => placed(diagram, beginning))
    .flatMap((drawn) => [drawn, upsideDown(drawn)])
    .map((drawn) => ({ drawn, crossings: crossings(drawn.arrows), turned: turned(diagram, drawn) }));
  found.sort((one, other) => one.crossings - other.crossings || one.turned - other.turned);
  const best = found[0]?.drawn ?? placed(diagram, BEGINNINGS[0]);
  kept.set(diagram, best);
  return best;
}

interface Beginning {
  readonly reversed: boolean;
  readonly asGiven: boolean;
}

const BEGINNINGS: readonly [Beginning, ...Beginning[]] = [
  { reversed: false, asGiven: true },
  { reversed: true, asGiven: true },
  { reversed: false, asGiven: false },
  { reversed: true, asGiven: false },
];

function upsideDown(drawn: LaidOut): LaidOut {
  const turnedOver = <T extends Rectangle>(at: T): T => ({ ...at, top: drawn.height - at.top - at.height });
  return {
    ...drawn,
    boxes: drawn.boxes.map(turnedOver),
    arrows: drawn.arrows.map((arrow) => ({
      ...arrow,
      label: turnedOver(arrow.label),
      levels: arrow.levels.map((level) => ({ ...level, y: drawn.height - level.y })),
    })),
  };
}

/** How many answers stand above one that is asked before. */
function turned({ boxes }: DiagramView, { arrows }: LaidOut): number {
  const heights = new Map(arrows.map(({ from, to, label }) => [`${from} ${to}`, label.top]));
  let count = 0;
  for (const box of boxes) {
    if (box.type === 'end') continue;
    const tops = box.branches.map(({ to }) => heights.get(`${box.id} ${to}`) ?? 0);
    for (const [place, top] of tops.entries()) {
      count += tops.slice(place + 1).filter((later) => later < top).length;
    }
  }
  return count;
}

function placed({ boxes }: DiagramView, { reversed, asGiven }: Beginning): LaidOut {
  const inFull = boxes.filter(({ type }) => type === 'question').length <= QUESTIONS_IN_FULL;
  const graph = new Graph({ multigraph: false, compound: false });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 18,
    edgesep: 10,
    ranksep: (inFull ? GAP : GAP_OF_MANY) + GAP_FOR_EACH * Math.max(0, mostBranches(boxes) - 3),
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const lines = new Map<string, readonly Line[]>();
  const inOrder = <T>(all: readonly T[]) => (reversed ? [...all].reverse() : all);
  for (const box of inOrder(boxes)) {
    const own = linesOf(box, inFull);
    lines.set(box.id, own);
    graph.setNode(box.id, sizeOf(own, PADDING));
  }
  const labels = new Map<string, readonly Line[]>();
  for (const box of inOrder(boxes)) {
    if (box.type === 'end') continue;
    for (const { label, to } of inOrder(box.branches)) {
      const own = listed(label, inFull ? 14 : 10).map((text): Line => ({ text, size: 11, bold: false }));
      labels.set(`${box.id} ${to}`, own);
      graph.setEdge(box.id, to, { ...sizeOf(own, 2), labelpos: 'c' });
    }
  }
  layout(graph, { disableOptimalOrderHeuristic: asGiven });

  // The library's own types do not reach us (its declarations lack file extensions): what it gives is named here.
  const size: { width?: number; height?: number } = graph.graph();
  const edges: readonly { v: string; w: string }[] = graph.edges();
  const inPlace = boxes.map(
    (box): PlacedBox => ({ box, lines: lines.get(box.id) ?? [], ...rectangle(graph.node(box.id)) }),
  );
  const loose = edges.map(({ v, w }) => {
    const edge: Middle & { points?: readonly { x: number; y: number }[] } = graph.edge(v, w);
    // The first and the last point lie on the boxes' borders.
    const through = (edge.points ?? []).slice(1, -1);
    return {
      from: v,
      to: w,
      through,
      label: { lines: labels.get(`${v} ${w}`) ?? [], ...rectangle(edge) },
    };
  });
  return {
    width: Math.ceil(size.width ?? 0),
    height: Math.ceil(size.height ?? 0),
    boxes: inPlace,
    arrows: routed(inPlace, loose),
  };
}

function mostBranches(boxes: DiagramView['boxes']): number {
  return Math.max(...boxes.map((box) => (box.type === 'end' ? 0 : box.branches.length)));
}

function linesOf(box: DiagramBox, inFull: boolean): Line[] {
  if (box.type === 'question') {
    const number = `問${box.id.slice(1)}`;
    return [
      ...fitted(`${number} ${box.name}`, 13, true, 12),
      ...(inFull ? fitted(box.question, 11, false, 15) : []),
    ];
  }
  return [
    ...fitted(box.label, 14, true, 10),
    ...box.details.flatMap((detail) => fitted(detail, 11, false, 14)),
    { text: `結果${box.outcome}`, size: 10, bold: false },
  ];
}

function fitted(text: string, size: number, bold: boolean, ems: number): Line[] {
  return balanced(text, ems).map((line) => ({ text: line, size, bold }));
}

function sizeOf(lines: readonly Line[], padding: number): { width: number; height: number } {
  return {
    width: Math.ceil(Math.max(...lines.map(({ text, size }) => widthOf(text) * size)) + 2 * padding),
    height: Math.ceil(lines.reduce((sum, { size }) => sum + size * LINE_HEIGHT, 0) + 2 * padding),
  };
}

interface Middle {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** dagre gives the middle; SVG wants the corner. */
function rectangle(at: Middle): Rectangle {
  const { x = 0, y = 0, width = 0, height = 0 } = at;
  return { left: x - width / 2, top: y - height / 2, width, height };
}
