import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import kuromoji from 'kuromoji';

export type Tokenizer = kuromoji.Tokenizer<kuromoji.IpadicFeatures>;

let loading: Promise<Tokenizer> | undefined;

/**
 * kuromoji with the IPA dictionary that its package carries. Loading takes about a second and 300 MB while it runs
 * (`npm run bench -- start` prints both), so one process loads it once.
 */
export function loadTokenizer(): Promise<Tokenizer> {
  loading ??= new Promise((resolve, reject) => {
    const packageFolder = dirname(createRequire(import.meta.url).resolve('kuromoji/package.json'));
    kuromoji.builder({ dicPath: join(packageFolder, 'dict') }).build((error, tokenizer) => {
      if (error) reject(error);
      else resolve(tokenizer);
    });
  });
  return loading;
}
