import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import { createCasePages } from '../../../bot/views/case-pages.ts';
import type { CasePages } from '../../../bot/views/case-view.ts';
import { caseStream } from '../../../bot/work/cases/case-number.ts';
import { CaseWork } from '../../../bot/work/cases/case-work.ts';
import { caseToStore } from '../../../bot/work/cases/stored-cases.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import { sample } from '../../knowledge/organisation/sample-directory.ts';
import type { CaseStory } from '../work/cases/case-story.ts';

/** A store with cases in it, and the pages over them: all real but the clock. */
export interface CaseHouse {
  readonly store: Store;
  readonly pages: CasePages;
  readonly work: CaseWork;
  readonly folder: string;
  keep(...stories: readonly CaseStory[]): Promise<void>;
  close(): Promise<void>;
}

export async function openCaseHouse(pack: Pack, now: () => Date): Promise<CaseHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'cases-'));
  const store = await openStore({ dataFolder: folder, now });
  const directory = () => sample;
  const work = new CaseWork({
    pack,
    store,
    directory,
    messagesFor: () => [],
    onChanged: () => undefined,
    channels: [],
  });
  const pages = createCasePages({ pack, work, directory });
  return {
    store,
    pages,
    work,
    folder,
    async keep(...stories) {
      for (const { id, events } of stories)
        await store.events.append({
          stream: caseStream(id),
          expectedVersion: 0,
          policy: pack.fingerprint,
          events: caseToStore(id, null, events),
        });
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
