import type { VNode } from 'preact';
import type { BoardView } from '../../../../bot/views/case-view.ts';
import type { PageAssets } from '../assets.ts';
import { REGISTER } from './addresses.ts';
import { BoardStatistics } from './board-statistics.tsx';
import { CaseList } from './case-list.tsx';
import { casesDocument, DrillBadge } from './parts.tsx';

/** `GET /cases`: CSIRT's board; for anybody else, the cases that concern them. */
export function boardPage(board: BoardView, policyName: string, assets: PageAssets): string {
  const { scope, open, closed, drills, statistics } = board;
  const silent = open.filter((one) => one.silent.length > 0);
  return casesDocument({
    title: '事案の一覧',
    policyName,
    assets,
    column: scope === 'own' ? 'sheet' : 'wide',
    body: (
      <>
        <p class="kind">事案</p>
        <h1>{HEADINGS[scope]}</h1>
        <p class="lead">{lead(board)}</p>
        <ul class="page-links">
          <li>
            <a href={REGISTER} download>
              台帳（CSV）を保存する
            </a>
          </li>
        </ul>
        {statistics !== null && (
          <ul class="tiles" aria-label="今の件数">
            <Tile label="対応中の事案" count={open.length} />
            <Tile label="受領の返事がない事案" count={silent.length} alarm={silent.length > 0} />
            <Tile label="終了した事案" count={statistics.closed} />
          </ul>
        )}
        <section>
          <h2>対応中の事案（{open.length}）</h2>
          <CaseList cases={open} empty="対応中の事案はありません。" />
        </section>
        {statistics !== null && <BoardStatistics statistics={statistics} />}
        <section>
          <h2>終了した事案（新しい順）</h2>
          <CaseList cases={closed} empty="終了した事案はありません。" />
        </section>
        {drills.length > 0 && (
          <section class="drills">
            <h2>
              <DrillBadge /> 訓練（{drills.length}）
            </h2>
            <p>訓練は、上の件数・時間・グラフには入っていません。</p>
            <CaseList cases={drills} empty="" />
          </section>
        )}
      </>
    ),
  });
}

const HEADINGS: Readonly<Record<BoardView['scope'], string>> = {
  all: 'セキュリティ事案の一覧（全市）',
  bureau: 'セキュリティ事案の一覧',
  own: 'あなたが関わる事案',
};

function lead({ scope, bureau }: BoardView): string {
  switch (scope) {
    case 'all':
      return 'すべての局・区の事案です。';
    case 'bureau':
      return `${bureau}の事案と、そのほかにあなたが関わる事案です。`;
    case 'own':
      return 'あなたが報告した・知らせを受けた・対応する立場にある事案です。';
  }
}

function Tile({ label, count, alarm = false }: { label: string; count: number; alarm?: boolean }): VNode {
  return (
    <li class={alarm ? 'tile alarm' : 'tile'}>
      <b>{count}</b> <span>{label}</span>
    </li>
  );
}
