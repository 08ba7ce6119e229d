import type { Input } from '../../../bot/channel.ts';
import type { Welcome } from '../wire.ts';
import type { LiveConnection, LiveEvents } from './live-connection.ts';
import { type Drawer, save } from './saved-conversation.ts';
import type { Server } from './server.ts';
import { type Conversation, type Delivery, isPending, withDelivery, withoutWords, withTurn } from './turn.ts';

export interface ChatState {
  readonly conversation: Conversation;
  /** `resting`: let go of while nobody looks at the tab, for browsers grant a site only six connections. */
  readonly connection: 'connecting' | 'open' | 'lost' | 'resting';
  readonly welcome: Welcome | null;
  /** The conversation left for a new one, as long as it can be had back. */
  readonly previous: Conversation | null;
  /** Whether a reload would find everything again. */
  readonly kept: boolean;
}

export interface ChatParts {
  readonly server: Server;
  readonly drawer: Drawer | null;
  readonly newId: () => string;
  /** Holds a conversation for this tab. */
  readonly claim: (conversation: string) => void;
  readonly makeLive: (events: LiveEvents) => Pick<LiveConnection, 'connect' | 'reconnect' | 'rest'>;
}

/** The chat behind the page: what was said, what waits to be sent, and whether the server is there. */
export class Chat {
  readonly #parts: ChatParts;
  readonly #live: ReturnType<ChatParts['makeLive']>;
  readonly #listeners = new Set<() => void>();
  #state: ChatState;
  #sending = false;

  constructor(conversation: Conversation, parts: ChatParts) {
    this.#parts = parts;
    // Kept at once, so that a reload before the first question stays in the same conversation.
    const kept = save(parts.drawer, conversation);
    this.#state = { conversation, connection: 'connecting', welcome: null, previous: null, kept };
    this.#live = parts.makeLive({
      onOpen: () => {
        this.#change({ connection: 'open' });
        this.#catchUp();
      },
      onLost: () => this.#change({ connection: 'lost' }),
    });
  }

  get state(): ChatState {
    return this.#state;
  }

  /** @returns how to stop listening */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#live.connect();
    this.#catchUp();
  }

  /** Says something. It is in the transcript at once, and sent as soon as the server is there. */
  say(input: Input, shown: string): void {
    const last = this.#state.conversation.turns.at(-1);
    // A double click is one press.
    if (last && isPending(last) && input.type !== 'text' && same(last.input, input)) return;
    const turn = { id: this.#parts.newId(), shown, input, delivery: { state: 'unsent' } } as const;
    this.#change({ conversation: withTurn(this.#state.conversation, turn), previous: null });
    void this.#sendWaiting();
  }

  /** Sends a refused turn once more. */
  sayAgain(turnId: string): void {
    this.#change({ conversation: withDelivery(this.#state.conversation, turnId, { state: 'unsent' }) });
    void this.#sendWaiting();
  }

  /** Leaves this conversation for a new one; {@link undo} brings it back until something is said. */
  startAnew(): void {
    const id = this.#parts.newId();
    this.#parts.claim(id);
    this.#change({ previous: this.#state.conversation, conversation: { id, turns: [] } });
  }

  undo(): void {
    if (this.#state.previous === null) return;
    this.#change({ conversation: this.#state.previous, previous: null });
    void this.#sendWaiting();
  }

  /** Call when the tab is hidden or shown. */
  look(visible: boolean): void {
    const { connection, conversation } = this.#state;
    if (!visible && connection === 'open' && !conversation.turns.some(isPending)) {
      this.#live.rest();
      this.#change({ connection: 'resting' });
    } else if (visible && connection !== 'open') {
      if (connection === 'resting') this.#change({ connection: 'connecting' });
      this.#live.connect();
    }
  }

  #catchUp(): void {
    if (this.#state.welcome === null) {
      void this.#parts.server.welcome().then((welcome) => welcome && this.#change({ welcome }));
    }
    void this.#sendWaiting();
  }

  /** Sends what waits, in order and one at a time: an answer may depend on the one before. */
  async #sendWaiting(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#state.connection !== 'lost') {
      const { id: conversation, turns } = this.#state.conversation;
      const turn = turns.find(({ delivery }) => delivery.state === 'unsent');
      if (turn === undefined) break;
      this.#deliver(conversation, turn.id, { state: 'sending' });
      const outcome = await this.#parts.server.post({ conversation, id: turn.id, input: turn.input });
      if (outcome.type === 'unknown') {
        this.#deliver(conversation, turn.id, { state: 'unsent' });
        this.#live.reconnect();
      } else if (outcome.type === 'answered') {
        if (outcome.hide) this.#hide(conversation, turn.id);
        this.#deliver(conversation, turn.id, { state: 'answered', messages: outcome.messages });
      } else {
        const { problem, again, signIn } = outcome;
        this.#deliver(conversation, turn.id, { state: 'refused', problem, again, signIn });
      }
    }
    this.#sending = false;
  }

  #hide(conversation: string, turnId: string): void {
    const { conversation: current, previous } = this.#state;
    if (current.id === conversation) this.#change({ conversation: withoutWords(current, turnId) });
    else if (previous?.id === conversation) this.#change({ previous: withoutWords(previous, turnId) });
  }

  /** The person may have started a new conversation while the answer was on its way. */
  #deliver(conversation: string, turnId: string, delivery: Delivery): void {
    const { conversation: current, previous } = this.#state;
    if (current.id === conversation) {
      this.#change({ conversation: withDelivery(current, turnId, delivery) });
    } else if (previous?.id === conversation) {
      this.#change({ previous: withDelivery(previous, turnId, delivery) });
    }
  }

  #change(part: Partial<ChatState>): void {
    const next = { ...this.#state, ...part };
    const kept =
      next.conversation === this.#state.conversation
        ? next.kept
        : save(this.#parts.drawer, next.conversation);
    this.#state = { ...next, kept };
    for (const listener of this.#listeners) listener();
  }
}

function same(a: Input, b: Input): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
