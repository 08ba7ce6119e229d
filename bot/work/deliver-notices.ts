import { randomUUID } from 'node:crypto';
import type { Deliverer } from '../delivery.ts';
import type { CurrentDirectory } from '../directory.ts';
import type { Log } from '../log.ts';
import { ASKS } from '../messages/desk-wording.ts';
import { isObject } from '../store/json.ts';
import { retryDelay } from '../store/queues/backoff.ts';
import type { ClaimedMessage, Outbox } from '../store/queues/outbox.ts';
import { type Delivery, type NoticeContent, startDelivery } from './deliver.ts';

export interface DeliverNoticesParts {
  readonly outbox: Outbox;
  readonly deliverer: Deliverer;
  readonly directory: CurrentDirectory;
  readonly log: Log;
}

/** Delivers what waits for one channel: to whom, by today's directory; what, without content. */
export function deliverNotices({ outbox, deliverer, directory, log }: DeliverNoticesParts): Delivery {
  return startDelivery<ClaimedMessage>({
    outbox,
    deliverer,
    worker: `${deliverer.channel} ${randomUUID()}`,
    noticeOf: async (claimed) => noticeOf(claimed, directory),
    // An application is also shown on the page, reminded of, and told to the deputies: nothing else is done here.
    givingUp: async () => undefined,
    delay: (attempt, asked) => retryDelay(attempt, Math.random(), asked),
    log,
  });
}

function noticeOf(
  { to, kind, payload }: ClaimedMessage,
  { current }: CurrentDirectory,
): NoticeContent | { readonly refused: string } {
  const person = current.person(to);
  if (person === undefined) return { refused: 'PERSON_GONE' };
  if (person.email === null) return { refused: 'NO_ADDRESS' };
  const number = isObject(payload) && typeof payload.number === 'string' ? payload.number : '';
  const asks = ASKS[kind as keyof typeof ASKS] as string | undefined;
  if (number === '' || asks === undefined) return { refused: 'NOTICE_UNKNOWN' };
  return { to: { person: person.name, email: person.email }, number, asks, link: `/requests/${number}` };
}
