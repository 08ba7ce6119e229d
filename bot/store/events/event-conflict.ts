/** Thrown by `append` when another write came between. Nothing was written: load again, and decide anew. */
export class EventConflict extends Error {
  readonly code = 'EVENT_CONFLICT';
  readonly stream: string;
  /** The version that the caller decided on. */
  readonly expected: number;
  /** The version that the stream has. */
  readonly found: number;

  constructor(stream: string, expected: number, found: number) {
    super('別の操作が先に記録されました。最新の状態を確かめて、もう一度操作してください。 [EVENT_CONFLICT]');
    this.name = 'EventConflict';
    this.stream = stream;
    this.expected = expected;
    this.found = found;
  }
}

/**
 * Thrown by `append` where the timer or the delivery that it was to settle is no longer the caller's: fired, cancelled,
 * done, or claimed by another after the lease ended. Nothing was written, and there is nothing to do.
 */
export class ClaimLost extends Error {
  readonly code = 'CLAIM_LOST';

  constructor() {
    super('この処理は、すでに済んだか、取り消されました。 [CLAIM_LOST]');
    this.name = 'ClaimLost';
  }
}
