import type { ComponentChildren, VNode } from 'preact';
import type { BarView, BoardStatisticsView, StageView } from '../../../../bot/views/case-view.ts';
import { TableFrame } from '../decisions/parts.tsx';
import { Columns, Spans, StackedBars } from './charts.tsx';

/** Charts, each with a table that says the same. */
export function BoardStatistics({ statistics }: { statistics: BoardStatisticsView }): VNode {
  const { ages, byState, byKind, byMonth, toAcknowledgement, stages, cases } = statistics;
  if (cases === 0)
    return (
      <section>
        <h2>集計</h2>
        <p class="none">まだ事案がないため、集計はありません（訓練は数えません）。</p>
      </section>
    );
  return (
    <section class="statistics">
      <h2>集計（訓練を除く{cases}件）</h2>
      <div class="charts">
        <Chart title="対応中の事案：状態と、報告からの経過">
          <StackedBars label="対応中の事案を状態と経過時間で示した棒グラフ" bars={byState} parts={ages} />
          <CountTable caption="状態" bars={byState} parts={ages} />
        </Chart>
        <Chart title="報告から受領まで・各段階まで">
          <p class="help">
            丸は中央値（半数はこれより長くかからない）、四角は90%（10件中9件はこれより長くかからない）。横の目盛りは、1分・10分・1時間と、先へ行くほど長い時間を表します。
          </p>
          {[{ title: '受領', rows: [toAcknowledgement] }, ...stages].map(({ title, rows }) => (
            <StageChart key={title} title={title} rows={rows} />
          ))}
        </Chart>
        <Chart title="種類ごとの件数">
          <StackedBars label="種類ごとの件数の棒グラフ" bars={byKind} parts={['対応中', '終了']} />
          <CountTable caption="種類" bars={byKind} parts={['対応中', '終了']} />
        </Chart>
        <Chart title="月ごとの件数（報告した月）">
          <Columns label="月ごとの件数の棒グラフ" bars={byMonth.slice(-12)} />
          <CountTable caption="月" bars={byMonth} parts={['件数']} />
        </Chart>
      </div>
    </section>
  );
}

function Chart({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <figure class="chart-figure">
      <figcaption>{title}</figcaption>
      {children}
    </figure>
  );
}

function StageChart({ title, rows }: { title: string; rows: readonly StageView[] }): VNode | null {
  const measured = rows.filter(({ median }) => median !== null);
  if (measured.length === 0) return <p class="none">{title}：まだ測れるものがありません。</p>;
  return (
    <>
      <h3>{title}</h3>
      <Spans label={`${title}までの時間の図`} rows={measured} />
      <TableFrame label={`${title}までの時間`}>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">段階</th>
              <th scope="col">件数</th>
              <th scope="col">中央値</th>
              <th scope="col">90%</th>
            </tr>
          </thead>
          <tbody>
            {measured.map(({ label, count, median, ninth }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="count">{count}</td>
                <td class="count">{median?.words}</td>
                <td class="count">{ninth?.words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

function CountTable(props: {
  readonly caption: string;
  readonly bars: readonly BarView[];
  readonly parts: readonly string[];
}): VNode {
  const { caption, bars, parts } = props;
  return (
    <TableFrame label={`${caption}ごとの件数の表`}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            {parts.map((part) => (
              <th scope="col" key={part}>
                {part}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, parts: counts }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {parts.map((part, i) => (
                <td class="count" key={part}>
                  {counts[i] ?? 0}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
