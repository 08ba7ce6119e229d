import { HEARTBEAT_EVENT, HEARTBEAT_MS, NEWS_EVENT } from '../wire.ts';

const eventOf = (name: string) => new TextEncoder().encode(`event: ${name}\ndata: \n\n`);
const heartbeat = eventOf(HEARTBEAT_EVENT);
const news = eventOf(NEWS_EVENT);

/**
 * The open `GET /api/live` streams. They carry heartbeats, by which a page knows that the server is there, and by their end
 * that it is gone; and that there is something new or that cards may have changed, never what.
 */
export class LiveStreams {
  /** Each stream with the person whose page it is; null where nobody is signed in. */
  readonly #open = new Map<ReadableStreamDefaultController<Uint8Array>, string | null>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => {
      for (const stream of this.#open.keys()) stream.enqueue(heartbeat);
    }, HEARTBEAT_MS);
    this.#timer.unref();
  }

  /** A new stream, with its first heartbeat already in it. */
  open(person: string | null): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | null = null;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        controller.enqueue(heartbeat);
        this.#open.set(controller, person);
      },
      cancel: () => {
        if (own !== null) this.#open.delete(own);
      },
    });
    return new Response(body, {
      headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
    });
  }

  /** Says to the pages of these persons that there is something new for them, or that a card of theirs may have changed. */
  tell(persons: readonly string[]): void {
    for (const [stream, person] of this.#open) {
      if (person !== null && persons.includes(person)) stream.enqueue(news);
    }
  }

  /** Ends every stream. */
  closeAll(): void {
    clearInterval(this.#timer);
    for (const stream of this.#open.keys()) stream.close();
    this.#open.clear();
  }
}
