import { HEARTBEAT_EVENT, HEARTBEAT_MS } from '../wire.ts';

const heartbeat = new TextEncoder().encode(`event: ${HEARTBEAT_EVENT}\ndata: \n\n`);

/**
 * The open `GET /api/live` streams. They carry nothing but heartbeats: by them a page knows that the server is there,
 * and by their end that it is gone.
 */
export class LiveStreams {
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => {
      for (const stream of this.#open) stream.enqueue(heartbeat);
    }, HEARTBEAT_MS);
    this.#timer.unref();
  }

  /** A new stream, with its first heartbeat already in it. */
  open(): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | null = null;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        controller.enqueue(heartbeat);
        this.#open.add(controller);
      },
      cancel: () => {
        if (own !== null) this.#open.delete(own);
      },
    });
    return new Response(body, {
      headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
    });
  }

  /** Ends every stream. */
  closeAll(): void {
    clearInterval(this.#timer);
    for (const stream of this.#open) stream.close();
    this.#open.clear();
  }
}
