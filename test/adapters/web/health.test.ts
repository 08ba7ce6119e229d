import { expect, test } from 'vitest';
import type { Health } from '../../../bot/health.ts';
import { createFakeAssistant } from '../../fakes/assistant.ts';
import { rawRequest } from '../../fakes/raw-request.ts';
import { startWebChannel } from '../../fakes/web-channel.ts';

const assistant = createFakeAssistant();
const WELL: Health = { status: 'ok', policy: '0123abcd', store: true, oldestUndeliveredSeconds: 12 };

test.each<[Health, number]>([
  [WELL, 200],
  [{ ...WELL, status: 'late', oldestUndeliveredSeconds: 5_000 }, 200],
  [{ ...WELL, status: 'failing', store: false }, 503],
])('/healthz says %j with status %i, and is kept by nobody', async (health, status) => {
  const web = await startWebChannel({ assistant, health: async () => health });
  const answer = await rawRequest(`${web.url}/healthz`);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual(health);
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  await web.stop();
});
