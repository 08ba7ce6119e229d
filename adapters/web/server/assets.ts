import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { fontFiles } from './fonts.ts';

/** A file served under an address that changes whenever its bytes do. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What the page is made of: the addresses that its HTML names, and the files behind them. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  readonly fonts: string;
  readonly icon: string;
  readonly files: readonly Asset[];
}

/** Answers `GET /assets/*`, or gives null where there is no such file. */
export type ServeAsset = (c: Context) => Promise<Response | null>;

const FOR_GOOD = 'public, max-age=31536000, immutable';

/** Serves from a fixed list of addresses, so that no address can lead out of it. */
export async function createAssetServer(assets: PageAssets): Promise<ServeAsset> {
  const files = new Map(
    assets.files.map((asset) => [asset.path, { ...asset, gzipped: gzipSync(asset.bytes) }]),
  );
  const fonts = await fontFiles(new TextDecoder().decode(files.get(assets.fonts)?.bytes));

  return async (c) => {
    const file = files.get(c.req.path);
    if (file !== undefined) {
      const gzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
      return c.body(copy(gzip ? file.gzipped : file.bytes), 200, {
        'Content-Type': file.type,
        'Cache-Control': FOR_GOOD,
        Vary: 'Accept-Encoding',
        ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
      });
    }
    const font = fonts.get(c.req.path);
    if (font === undefined) return null;
    return c.body(copy(await readFile(font)), 200, {
      'Content-Type': 'font/woff2',
      'Cache-Control': FOR_GOOD,
    });
  };
}

/** Node's buffers may lie in a shared pool, which a Response body may not take over. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
