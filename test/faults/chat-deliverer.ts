import { z } from 'zod';
import type { Delivered, Deliverer, OutgoingNotice } from '../../bot/delivery.ts';
import { DeliveryUnavailable } from '../../bot/delivery.ts';
import { noticeText } from '../../bot/messages/notice.ts';
import { retryAfter } from '../../bot/store/queues/backoff.ts';

/** What is posted for each notice. */
export const posted = z.object({
  id: z.string(),
  to: z.string(),
  number: z.string(),
  title: z.string(),
  text: z.string(),
  /** The desk's own clock: by it a service is come back to. */
  sentAt: z.number(),
});

/** Delivers to a chat service that is reached over HTTP, as Slack's and Teams' are: for this run only. */
export function createChatDeliverer(url: string, now: () => Date): Deliverer {
  return {
    channel: 'chat',
    async deliver(notice) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(bodyOf(notice, now())),
          signal: AbortSignal.timeout(60_000),
        });
        return outcomeOf(answer, await answer.text(), now());
      } catch (error) {
        // Nobody answered at all: certain. Any other end leaves open what the service had made of it.
        const refused = error instanceof TypeError && isRefused(error.cause);
        return refused ? later('CHAT_NO_ANSWER') : { type: 'uncertain', code: 'CHAT_CONNECTION_LOST' };
      }
    },
    async check() {
      const answer = await fetch(url).catch(() => null);
      if (answer === null) throw new DeliveryUnavailable('CHAT_NO_ANSWER');
    },
    close: async () => undefined,
  };
}

function bodyOf(notice: OutgoingNotice, at: Date): z.infer<typeof posted> {
  const { title, paragraphs } = noticeText(notice, `https://desk.city.example.jp${notice.link}`);
  const { id, number } = notice;
  return { id, to: notice.to.email, number, title, text: paragraphs.join('\n\n'), sentAt: at.getTime() };
}

function outcomeOf(answer: Response, receipt: string, at: Date): Delivered {
  if (answer.ok) return { type: 'delivered', receipt };
  const asked = retryAfter(answer.headers.get('retry-after'), at);
  return later(`CHAT_${answer.status}`, asked === 0 ? null : asked);
}

function later(code: string, retryAfterMs: number | null = null): Delivered {
  return { type: 'failed', code, retryAfterMs, permanent: false };
}

function isRefused(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
