import type { ComponentChildren, VNode } from 'preact';
import { FLOWS } from '../wire.ts';

/** The frame of every page that is read rather than used: whose policy it is, the ways back, one column. */
export function PaperPage(props: {
  readonly policyName: string;
  /** A class for the column, where it is not the usual one. */
  readonly column?: string;
  /** Further ways, before the usual ones. */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  const { policyName, column = '', more = null, children } = props;
  return (
    <div class={`paper ${column}`.trim()}>
      <header class="paper-header">
        <p>{policyName}</p>
        <nav aria-label="ほかのページ">
          {more} <a href={FLOWS}>判定の一覧</a> <a href="/">質問窓口を開く</a>
        </nav>
      </header>
      <main>{children}</main>
    </div>
  );
}
