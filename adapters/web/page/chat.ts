import type { Input } from '../../../bot/channel.ts';
import { CARDS_AT_ONCE, type Welcome } from '../wire.ts';
import { copiesIn, keyOf, withCopies } from './copies.ts';
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
  /** How many things the person was told since they last looked. */
  readonly news: number;
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
  #refreshing = false;
  /** What the transcript shows copies of may have changed since they were last asked for. */
  #stale = false;

  constructor(conversation: Conversation, parts: ChatParts) {
    this.#parts = parts;
    // Kept at once, so that a reload before the first question stays in the same conversation.
    const kept = save(parts.drawer, conversation);
    this.#state = { conversation, connection: 'connecting', welcome: null, previous: null, kept, news: 0 };
    this.#live = parts.makeLive({
      onOpen: () => {
        const isBack = this.#state.connection !== 'open';
        this.#change({ connection: 'open' });
        this.#catchUp();
        // While nobody listened, anything may have happened.
        if (isBack) void this.#refreshCards();
      },
      onNews: () => {
        void this.#countNews();
        void this.#refreshCards();
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
    void this.#refreshCards();
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
    void this.#countNews();
    void this.#sendWaiting();
  }

  async #countNews(): Promise<void> {
    const news = await this.#parts.server.news();
    if (news !== null && news !== this.#state.news) this.#change({ news });
  }

  /** Shows every copy in the transcript as it stands now; once more where something happens meanwhile. */
  async #refreshCards(): Promise<void> {
    this.#stale = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#stale) {
      this.#stale = false;
      // The latest first: they are what is looked at.
      const wanted = [...copiesIn(this.#state.conversation)].reverse();
      for (let at = 0; at < wanted.length; at += CARDS_AT_ONCE) {
        const { id, turns } = this.#state.conversation;
        const some = wanted.slice(at, at + CARDS_AT_ONCE);
        const cards = await this.#parts.server.cards(some);
        // Asked again with the next news, or when the server is back.
        if (cards === null) break;
        const { conversation } = this.#state;
        if (conversation.id !== id) break;
        const copies = new Map(some.map((of, place) => [keyOf(of), cards[place] ?? null]));
        const next = withCopies(conversation, copies, turns);
        if (next !== conversation) this.#change({ conversation: next });
      }
    }
    this.#refreshing = false;
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
        const { problem, again, signIn, ring = [] } = outcome;
        this.#deliver(conversation, turn.id, { state: 'refused', problem, again, signIn, ring });
      }
    }
    this.#sending = false;
    // Looking at the news, or deciding, may have changed how much of it there is.
    void this.#countNews();
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
