import { readFile } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzip } from 'node:zlib';
import type kuromoji from 'kuromoji';

export type Tokenizer = kuromoji.Tokenizer<kuromoji.IpadicFeatures>;

/** The parts of kuromoji that its own builder puts together. */
interface DictionaryLoader {
  loadArrayBuffer: (file: string, done: (error: Error | null, data?: ArrayBuffer) => void) => void;
  load(done: (error: Error | null, dictionary: unknown) => void): void;
}
interface Parts {
  readonly Loader: new (folder: string) => DictionaryLoader;
  readonly Tokenizer: new (dictionary: unknown) => Tokenizer;
}

let loading: Promise<Tokenizer> | undefined;

/**
 * kuromoji with the IPA dictionary that its package carries, so one process loads it once (`npm run bench -- start` prints
 * time and memory).
 *
 * kuromoji's own builder unpacks 97 MB in pieces of 16 KB and copies them twice: half of the time, and 100 MB more. Its
 * parts are put together here with one piece a file; they are as its last release left them.
 */
export function loadTokenizer(): Promise<Tokenizer> {
  loading ??= new Promise((resolve, reject) => {
    const require = createRequire(import.meta.url);
    const parts: Parts = {
      Loader: require('kuromoji/src/loader/DictionaryLoader.js'),
      Tokenizer: require('kuromoji/src/Tokenizer.js'),
    };
    const loader = new parts.Loader(join(dirname(require.resolve('kuromoji/package.json')), 'dict'));
    loader.loadArrayBuffer = unpack;
    loader.load((error, dictionary) => {
      if (error) reject(error);
      else resolve(new parts.Tokenizer(dictionary));
    });
  });
  return loading;
}

/** A gzip file ends with the length of what is in it (RFC 1952 §2.3.1). */
const LENGTH_BYTES = 4;
/** zlib takes no smaller pieces. */
const SMALLEST_PIECE = 64;

function unpack(file: string, done: (error: Error | null, data?: ArrayBuffer) => void): void {
  readFile(file, (unread, packed) => {
    if (unread) return done(unread);
    if (packed.length < LENGTH_BYTES) return done(new Error(`${file} is no gzip file`));
    const length = packed.readUInt32LE(packed.length - LENGTH_BYTES);
    gunzip(packed, { chunkSize: Math.max(SMALLEST_PIECE, length) }, (damaged, data) => {
      if (damaged) return done(damaged);
      const { buffer, byteOffset } = data;
      const whole = byteOffset === 0 && buffer.byteLength === data.length && buffer instanceof ArrayBuffer;
      done(null, whole ? buffer : Uint8Array.from(data).buffer);
    });
  });
}
