import { createAssistant } from '../../../../bot/conversation/assistant.ts';
import type { Pack } from '../../../../knowledge/pack.ts';
import { loadSendai } from '../../../bot/sendai.ts';
import { rawRequest } from '../../../fakes/raw-request.ts';
import { startWebChannel } from '../../../fakes/web-channel.ts';

/** The web channel over the pack of Sendai, on loopback. */
export async function startSendaiWeb() {
  const knowledge = await loadSendai();
  const assistant = createAssistant(knowledge, { newId: () => 'run' });
  const web = await startWebChannel({ assistant });
  const pack: Pack = knowledge.pack;
  return {
    pack,
    decisions: assistant.decisions,
    get: (path: string, method = 'GET') => rawRequest(`${web.url}${path}`, { method }),
    logged: web.logged,
    stop: web.stop,
  };
}

export type SendaiWeb = Awaited<ReturnType<typeof startSendaiWeb>>;

/** A page's text as a reader sees it. */
export function seen(html: string): string {
  return html
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
