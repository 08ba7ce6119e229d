import { randomUUID } from 'node:crypto';
import type { Deliverer } from '../delivery.ts';
import type { CurrentDirectory } from '../directory.ts';
import type { Log } from '../log.ts';
import { DRILL_MARK } from '../messages/case-wording.ts';
import { ASKS } from '../messages/desk-wording.ts';
import { isObject } from '../store/json.ts';
import { retryDelay } from '../store/queues/backoff.ts';
import type { ClaimedMessage, Outbox } from '../store/queues/outbox.ts';
import { caseOf } from './cases/case-number.ts';
import { type Delivery, type NoticeContent, startDelivery } from './deliver.ts';
import type { Work } from './open-work.ts';

export interface DeliverNoticesParts {
  readonly outbox: Outbox;
  readonly deliverer: Deliverer;
  readonly directory: CurrentDirectory;
  /** Told of an alert that does not arrive, before it is given up. */
  readonly undelivered: Work['undelivered'];
  readonly log: Log;
  readonly now?: () => Date;
}

/** Delivers what waits for one channel: to whom, by today's directory; what, without content. */
export function deliverNotices(parts: DeliverNoticesParts): Delivery {
  const { outbox, deliverer, directory, undelivered, log } = parts;
  return startDelivery<ClaimedMessage>({
    outbox,
    deliverer,
    worker: `${deliverer.channel} ${randomUUID()}`,
    noticeOf: async (claimed) => noticeOf(claimed, directory),
    // An application is also shown on the page, reminded of, and told to the deputies: only a report goes to others at once.
    givingUp: async ({ stream, to, payload }, code) => {
      const alerts = isObject(payload) && Array.isArray(payload.alerts) ? payload.alerts.map(String) : [];
      const { channel } = deliverer;
      if (alerts.length > 0) await undelivered({ stream, alerts, person: to, channel, code });
    },
    delay: (attempt, asked) => retryDelay(attempt, Math.random(), asked),
    log,
    ...(parts.now === undefined ? {} : { now: parts.now }),
  });
}

function noticeOf(
  { to, kind, payload, stream }: ClaimedMessage,
  { current }: CurrentDirectory,
): NoticeContent | { readonly refused: string } {
  const person = current.person(to);
  if (person === undefined) return { refused: 'PERSON_GONE' };
  if (person.email === null) return { refused: 'NO_ADDRESS' };
  const number = isObject(payload) && typeof payload.number === 'string' ? payload.number : '';
  const asked = ASKS[kind as keyof typeof ASKS] as string | undefined;
  if (number === '' || asked === undefined) return { refused: 'NOTICE_UNKNOWN' };
  const asks = `${isObject(payload) && payload.drill === true ? DRILL_MARK : ''}${asked}`;
  const link = caseOf(stream) === null ? `/requests/${number}` : `/cases/${number}`;
  return { to: { person: person.name, email: person.email }, number, asks, link };
}
