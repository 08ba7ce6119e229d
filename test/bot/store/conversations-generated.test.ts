import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ConversationConflict, type StoredConversation } from '../../../bot/store/conversations.ts';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Whatever is done in whatever order, the store is a Map of what was saved last: with the file closed and opened between.

const KEYS = ['web:1', 'web:2', 'console:窓口'] as const;
const START = Date.parse('2026-04-01T00:00:00Z');
const key = fc.constantFrom(...KEYS);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('save' as const), key, state: fc.json() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('save late' as const), key, state: fc.json() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), before: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open again' as const) }) },
);

it('does what a map does, and survives being closed', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const dataFolder = temporaryFolder();
      let tick = 0;
      const open = () => openStore({ dataFolder, now: () => new Date(START + tick) });
      let store: Store = await open();
      const model = new Map<string, StoredConversation>();
      /** Every version that each key ever had, the present one left out. */
      const late = new Map<string, (number | null)[]>();

      for (const taken of steps) {
        tick += 1;
        switch (taken.do) {
          case 'save': {
            const before = model.get(taken.key)?.version ?? null;
            model.set(taken.key, await store.conversations.save(taken.key, taken.state, before));
            late.set(taken.key, [...(late.get(taken.key) ?? []), before]);
            break;
          }
          case 'save late':
            for (const version of late.get(taken.key) ?? []) {
              if (version === null && !model.has(taken.key)) continue;
              const saved = store.conversations.save(taken.key, taken.state, version);
              await expect(saved).rejects.toThrow(ConversationConflict);
            }
            break;
          case 'remove':
            await store.conversations.remove(taken.key);
            late.set(taken.key, [...(late.get(taken.key) ?? []), model.get(taken.key)?.version ?? null]);
            model.delete(taken.key);
            break;
          case 'forget': {
            const date = new Date(START + taken.before);
            const old = [...model].filter(([, { at }]) => at < date);
            expect(await store.conversations.forgetBefore(date)).toBe(old.length);
            for (const [name] of old) model.delete(name);
            break;
          }
          case 'open again':
            await store.close();
            store = await open();
        }
        for (const name of KEYS)
          expect(await store.conversations.load(name)).toEqual(model.get(name) ?? null);
      }
      await store.close();
    }),
    { numRuns: 40 },
  );
});
