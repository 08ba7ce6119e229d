import type { VNode } from 'preact';
import type { OutcomeTone } from '../../../../bot/views/view.ts';
import { type Arrow, type LaidOut, LINE_HEIGHT, type Line, PADDING, type PlacedBox } from './lay-out.ts';

/**
 * A flow drawn as SVG. Everything is said in attributes, so that the picture is the same in the page, where no inline
 * style is allowed, and as a file of its own, which has no style sheet.
 */
export function Diagram(props: {
  readonly laidOut: LaidOut;
  readonly title: string;
  readonly description: string;
  /** Where an end leads to; null for a file that stands alone. */
  readonly outcomeHref: ((outcome: number) => string) | null;
}): VNode {
  const { width, height, boxes, arrows } = props.laidOut;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="diagram"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="diagram-title diagram-description"
      font-family="'BIZ UDPGothic', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans Symbols Variable', sans-serif"
    >
      <title id="diagram-title">{props.title}</title>
      <desc id="diagram-description">{props.description}</desc>
      <rect width={width} height={height} fill="#ffffff" />
      {arrows.map((arrow) => (
        <ArrowLine key={`${arrow.from} ${arrow.to}`} arrow={arrow} />
      ))}
      {arrows.map((arrow) => (
        <ArrowLabel key={`${arrow.from} ${arrow.to}`} arrow={arrow} />
      ))}
      {boxes.map((placed) => {
        const { box } = placed;
        const drawn = <Box key={box.id} placed={placed} />;
        if (box.type === 'question' || props.outcomeHref === null) return drawn;
        return (
          <a key={box.id} href={props.outcomeHref(box.outcome)}>
            {drawn}
          </a>
        );
      })}
    </svg>
  );
}

/** Told apart without colour too: by the words in the box, and by the border. */
const TONES: Readonly<Record<OutcomeTone, Record<string, string | number>>> = {
  allowed: { fill: '#e6f4ea', stroke: '#1d6b3d', 'stroke-width': 1.5 },
  approval: { fill: '#e3edf7', stroke: '#1d4f80', 'stroke-width': 1.5 },
  consult: { fill: '#fff4d6', stroke: '#7a5200', 'stroke-width': 1.5, 'stroke-dasharray': '5 3' },
  prohibited: { fill: '#fdeceb', stroke: '#b3141d', 'stroke-width': 3 },
  duty: { fill: '#e3edf7', stroke: '#1d4f80', 'stroke-width': 1.5 },
  result: { fill: '#e3edf7', stroke: '#1d4f80', 'stroke-width': 1.5 },
};

function Box({ placed }: { placed: PlacedBox }): VNode {
  const { box, left, top, width, height, lines } = placed;
  const look =
    box.type === 'question' ? { fill: '#ffffff', stroke: '#71808f', 'stroke-width': 1 } : TONES[box.tone];
  return (
    <g>
      <rect x={left} y={top} width={width} height={height} rx={box.type === 'question' ? 3 : 10} {...look} />
      <Lines lines={lines} left={left} top={top + PADDING} width={width} />
    </g>
  );
}

function ArrowLine({ arrow: { levels } }: { arrow: Arrow }): VNode {
  const { right: tip = 0, y = 0 } = levels.at(-1) ?? {};
  return (
    <g>
      <path d={pathAlong(levels)} fill="none" stroke="#4a5666" stroke-width={1.2} />
      <path d={`M${n(tip)},${n(y)} l-7,-3.5 v7 Z`} fill="#4a5666" />
    </g>
  );
}

function ArrowLabel({ arrow }: { arrow: Arrow }): VNode {
  const { left, top, width, height, lines } = arrow.label;
  return (
    <g>
      <rect x={n(left)} y={n(top)} width={width} height={height} fill="#ffffff" />
      <Lines lines={lines} left={left} top={top + 2} width={width} />
    </g>
  );
}

function Lines(props: {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
}): VNode {
  let bottom = props.top;
  return (
    <text text-anchor="middle" fill="#1b2430">
      {props.lines.map(({ text, size, bold }, place) => {
        bottom += size * LINE_HEIGHT;
        return (
          <tspan
            key={place}
            x={n(props.left + props.width / 2)}
            y={n(bottom - size * 0.35)}
            font-size={size}
            {...(bold ? { 'font-weight': 700 } : {})}
          >
            {text}
          </tspan>
        );
      })}
    </text>
  );
}

/** Level along each stretch, and from one to the next in a soft bend. */
function pathAlong(levels: Arrow['levels']): string {
  return levels
    .map(({ left, right, y }, place) => {
      const before = levels[place - 1];
      if (before === undefined) return `M${n(left)},${n(y)} H${n(right)}`;
      const middle = n((before.right + left) / 2);
      return `C${middle},${n(before.y)} ${middle},${n(y)} ${n(left)},${n(y)} H${n(right)}`;
    })
    .join(' ');
}

function n(value: number): number {
  return Math.round(value * 10) / 10;
}
