import type { Viewer } from '../wire.ts';
import type { PageAssets } from './assets.ts';
import { document } from './layout.tsx';

/** `GET /`: the frame into which the page's script draws the chat. */
export function chatPage(policyName: string, assets: PageAssets, viewer: Viewer): string {
  return document({
    title: `質問窓口 - ${policyName}`,
    assets,
    withScript: true,
    body: (
      <div id="app" data-viewer={JSON.stringify(viewer)}>
        <noscript>
          <p class="plain-notice">この窓口を使うには、ブラウザーのJavaScriptを有効にしてください。</p>
        </noscript>
      </div>
    ),
  });
}
