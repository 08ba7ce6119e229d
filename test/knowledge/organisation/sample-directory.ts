import { join } from 'node:path';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { SENDAI } from '../pack/small-pack.ts';
import { sendaiRules } from './directory-files.ts';

/** The sample directory of Sendai's pack. */
export const SAMPLE = join(SENDAI, 'directory');
export const { directory: sample, warnings: sampleWarnings } = await loadDirectory(SAMPLE, sendaiRules);
