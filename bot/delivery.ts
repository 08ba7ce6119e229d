import { deliveryRemedy } from './messages/delivery-remedy.ts';

/**
 * The door for channels that only deliver: a person is told that something waits, and where. What it is about stays
 * behind the link, for these channels lead out of the city's own systems.
 */

/** One message to one person. It has no field for content, nor for the name of anyone else. */
export interface OutgoingNotice {
  /** The outbox id: the same for every attempt, so that a repeat can be recognised. */
  readonly id: string;
  readonly to: { readonly person: string; readonly email: string };
  /** Number of the case or the application, as people see it. */
  readonly number: string;
  /** What is asked, in one Japanese line without content: 「許可の判断をお願いします」. */
  readonly asks: string;
  /** Where to go on, as a path of the web page: `/requests/2026-0012`. */
  readonly link: string;
  /** Whether it may have arrived before without our knowing; it is then marked 再送. */
  readonly again: boolean;
}

/** What became of one attempt. */
export type Delivered =
  /** Taken over by the next server, whose own words for it are the receipt. */
  | { readonly type: 'delivered'; readonly receipt: string }
  /**
   * Certainly not delivered.
   * - `permanent`: the same notice would be refused again, so somebody else has to be told.
   * - `retryAfterMs`: when the other side asks to be tried again, or null where it does not say.
   */
  | {
      readonly type: 'failed';
      readonly code: string;
      readonly retryAfterMs: number | null;
      readonly permanent: boolean;
    }
  /** It may have been delivered: the other side fell silent after all of it, or part of it, was sent. */
  | { readonly type: 'uncertain'; readonly code: string };

/** A channel that only delivers. */
export interface Deliverer {
  readonly channel: string;
  /** One attempt, within a bounded time. Never rejects for what the other side does. */
  deliver(notice: OutgoingNotice): Promise<Delivered>;
  /** Whether the other side can be reached as it is set up. @throws {DeliveryUnavailable} */
  check(): Promise<void>;
  /** Lets go of all connections. A notice under way then comes back at once, as failed or uncertain. */
  close(): Promise<void>;
}

/** A delivery channel does not work at present. The message is Japanese, for the administrator, and holds no secret. */
export class DeliveryUnavailable extends Error {
  override readonly name = 'DeliveryUnavailable';
  readonly code: string;

  constructor(code: string) {
    super(`${deliveryRemedy(code)} [${code}]`);
    this.code = code;
  }
}
