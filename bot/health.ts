/** What a watchman may know: whether the assistant works, not what it works on. */
export interface Health {
  /**
   * - `ok`;
   * - `late`: it works, and a message has waited too long to be delivered;
   * - `failing`: nothing can be recorded.
   */
  readonly status: 'ok' | 'late' | 'failing';
  /** Fingerprint of the policy and its rules: the same one gives the same answers. */
  readonly policy: string;
  /** Whether the store answers; null where nothing is stored. */
  readonly store: boolean | null;
  /** How long the oldest message that should be out by now has waited; null where none waits. */
  readonly oldestUndeliveredSeconds: number | null;
}

export interface HealthParts {
  readonly policy: string;
  /** Reads something of the store; rejects where it cannot. Null where nothing is stored. */
  readonly readStore: (() => Promise<unknown>) | null;
  /** Since when the oldest undelivered message has been wanted. Null where there is no outbox. */
  readonly oldestUndelivered: (() => Promise<Date | null>) | null;
  readonly now: () => Date;
}

/** Longer than a mail server that greylists makes us wait, and than three attempts take. */
const LATE_SECONDS = 15 * 60;
/** A store that takes longer does not answer. */
const PATIENCE_MS = 2_000;

/** Never rejects: that something cannot be read is what is asked. */
export async function readHealth({
  policy,
  readStore,
  oldestUndelivered,
  now,
}: HealthParts): Promise<Health> {
  const reading = await within(PATIENCE_MS, async () => {
    await readStore?.();
    return (await oldestUndelivered?.()) ?? null;
  });
  if (reading === 'failed')
    return { status: 'failing', policy, store: false, oldestUndeliveredSeconds: null };
  // A clock that was set back makes nothing wait for less than no time.
  const seconds =
    reading === null ? null : Math.max(0, Math.floor((now().getTime() - reading.getTime()) / 1_000));
  return {
    status: seconds !== null && seconds > LATE_SECONDS ? 'late' : 'ok',
    policy,
    store: readStore === null ? null : true,
    oldestUndeliveredSeconds: seconds,
  };
}

async function within<T>(ms: number, read: () => Promise<T>): Promise<T | 'failed'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'failed'>((resolve) => {
    timer = setTimeout(() => resolve('failed'), ms);
  });
  try {
    return await Promise.race([read(), late]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}
