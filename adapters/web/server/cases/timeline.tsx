import type { VNode } from 'preact';
import type { TimelineView } from '../../../../bot/views/case-view.ts';
import { Moment, Written } from './parts.tsx';

/** All that happened, the oldest first: when, what, who, and whether a person did it. */
export function Timeline({ entries }: { entries: readonly TimelineView[] }): VNode {
  return (
    <ol class="timeline">
      {entries.map(({ at, what, actor, source, details, tone }, i) => (
        <li key={`${at.iso} ${i}`} class={tone}>
          <p>
            <Moment at={at} />　<b>{what}</b>
          </p>
          <p class="help">
            {actor}（{source}）
          </p>
          <Written texts={details} />
        </li>
      ))}
    </ol>
  );
}
