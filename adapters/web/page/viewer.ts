import type { Viewer } from '../wire.ts';

/** Who looks at the page, as the server wrote into its HTML: it came from our own server, with this script. */
export function viewerIn(root: HTMLElement): Viewer {
  return JSON.parse(root.dataset.viewer ?? '{"person":null,"demo":false,"token":null}');
}
