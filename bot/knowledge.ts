import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack } from '../knowledge/pack.ts';
import { Analyser } from '../knowledge/search/analyse.ts';
import { keptIndex } from '../knowledge/search/index-cache.ts';
import { PolicySearch } from '../knowledge/search/policy-search.ts';
import { loadTokenizer } from '../knowledge/search/tokenizer.ts';

/** The pack of the first city. */
const SENDAI = join(dirname(fileURLToPath(import.meta.url)), '../knowledge/packs/sendai');

/** Everything that a process needs to know the policy and to search it. */
export interface Knowledge {
  readonly pack: Pack;
  readonly analyser: Analyser;
  readonly search: PolicySearch;
}

/**
 * Loads pack, dictionary and index; the index is taken from the cache where the pack has not changed.
 * @param dataFolder `DATA_DIR`: the index is kept in `cache/` under it.
 * @throws {PackRefused}
 */
export async function loadKnowledge(dataFolder: string, packFolder = SENDAI): Promise<Knowledge> {
  const cache = join(dataFolder, 'cache');
  const [tokenizer, pack] = await Promise.all([loadTokenizer(), loadPack(packFolder, cache)]);
  const analyser = new Analyser(tokenizer);
  const search = PolicySearch.create(pack, analyser, await keptIndex(cache, pack, analyser));
  return { pack, analyser, search };
}
