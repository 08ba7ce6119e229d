import type { ComponentChildren, VNode } from 'preact';
import { DRILL_MARK } from '../../../../bot/messages/case-wording.ts';
import type { CaseState, MomentView, WrittenView } from '../../../../bot/views/case-view.ts';
import { CASES } from '../../wire.ts';
import type { PageAssets } from '../assets.ts';
import { document } from '../layout.tsx';
import { PaperPage } from '../paper-page.tsx';

/** What several pages of cases show, each in one way. */

export function casesDocument(page: {
  readonly title: string;
  readonly policyName: string;
  readonly assets: PageAssets;
  readonly column?: string;
  readonly drill?: boolean;
  readonly body: ComponentChildren;
}): string {
  const { title, policyName, assets, column = 'sheet', drill = false, body } = page;
  return document({
    title: `${drill ? DRILL_MARK : ''}${title} - ${policyName}`,
    assets,
    withScript: false,
    body: (
      <PaperPage
        policyName={policyName}
        column={drill ? `${column} drill-page` : column}
        more={<a href={CASES}>事案の一覧</a>}
      >
        {drill && <DrillBand />}
        {body}
      </PaperPage>
    ),
  });
}

export function Moment({ at }: { at: MomentView }): VNode {
  return <time dateTime={at.iso}>{at.words}</time>;
}

export function DrillBadge(): VNode {
  return <strong class="drill-badge">{DRILL_MARK}</strong>;
}

/** On top of every page of an exercise, and on every sheet that is printed of it. */
function DrillBand(): VNode {
  return (
    <p class="drill-band" role="note">
      {DRILL_MARK}　これは訓練の記録です。実際の事案ではありません。
    </p>
  );
}

export function StateBadge({ state, words }: { state: CaseState; words: string }): VNode {
  return <span class={`case-state ${state}`}>{words}</span>;
}

/** What people wrote, under its names; each keeps its lines, and its marks of direction to itself. */
export function Written({ texts }: { texts: readonly WrittenView[] }): VNode | null {
  if (texts.length === 0) return null;
  return (
    <dl class="written">
      {texts.map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
