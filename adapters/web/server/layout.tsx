import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { IdentityBar } from '../identity/identity-bar.tsx';
import type { PageAssets } from './assets.ts';

/** A whole HTML document around a body. */
export function document(page: {
  readonly title: string;
  readonly assets: PageAssets;
  readonly withScript: boolean;
  readonly body: ComponentChildren;
}): string {
  return `<!DOCTYPE html>${renderToString(<Html {...page} />)}`;
}

function Html({ title, assets, withScript, body }: Parameters<typeof document>[0]): VNode {
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href={assets.icon} />
        <link rel="stylesheet" href={assets.fonts} />
        <link rel="stylesheet" href={assets.style} />
        {withScript && <script type="module" src={assets.script} />}
      </head>
      <body>
        {!withScript && <IdentityBar />}
        {body}
      </body>
    </html>
  );
}
