import type { VNode } from 'preact';
import type { BarView, StageView } from '../../../../bot/views/case-view.ts';

/**
 * Charts as pictures without script or style attributes. All are as wide as a phone, so that letters keep their size
 * there; beside each stands a table that says the same. Classes colour the parts.
 */

const WIDTH = 360;
const BAR = 16;
const ROW = 44;
/** Room for a number after the longest bar. */
const END = 44;

/** Bars below each other, each with its label above it and its sum at its end. */
export function StackedBars(props: {
  readonly label: string;
  readonly bars: readonly BarView[];
  /** What the parts are, in order: named in the key under the bars. None: no key. */
  readonly parts: readonly string[];
}): VNode {
  const { label, bars, parts } = props;
  const sums = bars.map((bar) => bar.parts.reduce((sum, part) => sum + part, 0));
  const scale = (WIDTH - END) / Math.max(1, ...sums);
  const key = keyOf(parts);
  const height = bars.length * ROW + key.height;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      {bars.map((bar, row) => {
        const top = row * ROW;
        const starts = bar.parts.map((_, i) => bar.parts.slice(0, i).reduce((sum, part) => sum + part, 0));
        return (
          <g key={bar.label}>
            <text x="0" y={top + 16}>
              {bar.label}
            </text>
            {bar.parts.map((part, i) =>
              part === 0 ? null : (
                <rect
                  key={parts[i] ?? i}
                  class={`part-${i}`}
                  x={round((starts[i] ?? 0) * scale)}
                  y={top + 22}
                  width={round(part * scale)}
                  height={BAR}
                />
              ),
            )}
            <text class="sum" x={round((sums[row] ?? 0) * scale + 6)} y={top + 35}>
              {sums[row]}
            </text>
          </g>
        );
      })}
      {key.items.map(({ part, x, y, i }) => (
        <g key={part}>
          <rect class={`part-${i}`} x={x} y={bars.length * ROW + y - 10} width="11" height="11" />
          <text class="key" x={x + 15} y={bars.length * ROW + y}>
            {part}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Upright bars, one a month. */
export function Columns({ label, bars }: { label: string; bars: readonly BarView[] }): VNode {
  const height = 150;
  const floor = height - 34;
  const most = Math.max(1, ...bars.map(({ parts }) => parts[0] ?? 0));
  const step = WIDTH / Math.max(bars.length, 6);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <line class="axis" x1="0" y1={floor} x2={WIDTH} y2={floor} />
      {bars.map(({ label: month, parts: [count = 0] }, i) => {
        const tall = round((count / most) * (floor - 24));
        const middle = round(i * step + step / 2);
        const [year = '', number = ''] = month.split('-');
        return (
          <g key={month}>
            <rect
              class="part-0"
              x={round(middle - step * 0.32)}
              y={floor - tall}
              width={round(step * 0.64)}
              height={tall}
            />
            <text class="sum middle" x={middle} y={floor - tall - 5}>
              {count}
            </text>
            <text class="key middle" x={middle} y={floor + 15}>
              {Number(number)}月
            </text>
            {(i === 0 || number === '01') && (
              <text class="key middle" x={middle} y={floor + 30}>
                {year}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [
  { ms: MINUTE, words: '1分' },
  { ms: 10 * MINUTE, words: '10分' },
  { ms: HOUR, words: '1時間' },
  { ms: 8 * HOUR, words: '8時間' },
  { ms: 3 * DAY, words: '3日' },
  { ms: 30 * DAY, words: '30日' },
] as const;
const LONGEST = 90 * DAY;

/** From the median to what nine in ten take at most, on a scale from minutes to months. */
export function Spans({ label, rows }: { label: string; rows: readonly StageView[] }): VNode {
  const measured = rows.flatMap(({ label: name, median, ninth }) =>
    median === null || ninth === null ? [] : [{ name, median, ninth }],
  );
  const floor = measured.length * ROW + 4;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${floor + 24}`} role="img" aria-label={label}>
      {TICKS.map(({ ms, words }, i) => (
        <g key={words}>
          <line class="grid" x1={placeOf(ms)} y1="0" x2={placeOf(ms)} y2={floor} />
          <text class={i === 0 ? 'key' : 'key middle'} x={i === 0 ? 0 : placeOf(ms)} y={floor + 16}>
            {words}
          </text>
        </g>
      ))}
      {measured.map(({ name, median, ninth }, row) => {
        const y = row * ROW + 30;
        return (
          <g key={name}>
            <text x="0" y={row * ROW + 16} class="over">
              {name}
            </text>
            <line class="span" x1={placeOf(median.ms)} y1={y} x2={placeOf(ninth.ms)} y2={y} />
            <rect class="ninth" x={placeOf(ninth.ms) - 3} y={y - 7} width="6" height="14" />
            <circle class="median" cx={placeOf(median.ms)} cy={y} r="6" />
          </g>
        );
      })}
    </svg>
  );
}

/** Each unit of time gets room: a minute lies as far from ten as an hour from ten. */
function placeOf(ms: number): number {
  const share = Math.log(Math.min(Math.max(ms, MINUTE), LONGEST) / MINUTE) / Math.log(LONGEST / MINUTE);
  return round(8 + share * (WIDTH - 16));
}

/** Where the key's entries stand: as many on a line as there is room for. */
function keyOf(parts: readonly string[]) {
  const each = 112;
  const perLine = Math.floor(WIDTH / each);
  const items = parts.map((part, i) => ({
    part,
    i,
    x: (i % perLine) * each,
    y: Math.floor(i / perLine) * 20 + 18,
  }));
  return { items, height: Math.ceil(parts.length / perLine) * 20 + (parts.length > 0 ? 6 : 0) };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
