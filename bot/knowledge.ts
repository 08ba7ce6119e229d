import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack } from '../knowledge/pack.ts';
import { Analyser } from '../knowledge/search/analyse.ts';
import { keptIndex, newIndex } from '../knowledge/search/index-cache.ts';
import { PolicyIndex, PolicySearch } from '../knowledge/search/policy-search.ts';
import { loadTokenizer } from '../knowledge/search/tokenizer.ts';

/** The pack of the first city. */
export const SENDAI = join(dirname(fileURLToPath(import.meta.url)), '../knowledge/packs/sendai');

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
  // The dictionary is read by other threads for a while: meanwhile all that can do without it is made ready.
  const loading = loadTokenizer();
  const pack = await loadPack(packFolder, cache);
  const kept = await keptIndex(cache, pack);
  const ready = kept === null ? null : new PolicyIndex(pack, kept);
  const analyser = new Analyser(await loading);
  const index = ready ?? new PolicyIndex(pack, await newIndex(cache, pack, analyser));
  return { pack, analyser, search: new PolicySearch(pack, analyser, index) };
}
