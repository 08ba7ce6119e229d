import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type MailServerFake, type Received, refusal, startMailServer } from '../fakes/mail-server.ts';
import type { Arrival } from './arrivals.ts';
import { posted } from './chat-deliverer.ts';
import type { Weather } from './weather.ts';

/** The longest that the chat asks to be left alone, in seconds. */
const MOST_ASKED_S = 40;
const ASKED_OF_MAIL_S = 20;

export interface ServicesParts {
  readonly weather: Weather;
  readonly onArrival: (arrival: Arrival) => void;
  /** An address that the mail server does not know. */
  readonly unknownMailbox: string;
}

/** A mail server and a chat service on loopback, both real servers, which can go away and come back. */
export class Services {
  /** Attempts that the chat sent back before the time that it had asked for. */
  readonly tooEarly: string[] = [];
  asked429 = 0;
  readonly #parts: ServicesParts;
  readonly #until = new Map<string, number>();
  #mail: MailServerFake | null = null;
  #chat: Server | null = null;
  #ports = { mail: 0, chat: 0 };

  constructor(parts: ServicesParts) {
    this.#parts = parts;
  }

  get smtpPort(): number {
    return this.#ports.mail;
  }

  get chatUrl(): string {
    return `http://127.0.0.1:${this.#ports.chat}/messages`;
  }

  /** At the same ports as before. */
  async open(): Promise<void> {
    const { weather, unknownMailbox, onArrival } = this.#parts;
    this.#mail = await startMailServer({
      port: this.#ports.mail,
      onRecipient: (_, address) => {
        if (address === unknownMailbox) throw refusal(550, '5.1.1 no such mailbox');
        if (weather.strikes('busy'))
          throw Math.random() < 0.5
            ? refusal(451, `4.7.1 try again in ${ASKED_OF_MAIL_S} seconds`)
            : refusal(421, '4.3.2 too many connections');
      },
      onText: (_, line) => {
        if (!weather.strikes('cut')) return;
        line.cut();
        throw refusal(451, 'not kept');
      },
      onKept: (received, line) => {
        if (weather.strikes('kept-and-cut')) line.cut();
        onArrival(mailArrival(received, line.isCut));
      },
    });
    const chat = createServer((request, response) => void this.#receive(request, response));
    chat.listen(this.#ports.chat, '127.0.0.1');
    await once(chat, 'listening');
    this.#chat = chat;
    const address = chat.address();
    const chatPort = typeof address === 'object' && address !== null ? address.port : 0;
    this.#ports = { mail: this.#mail.port, chat: chatPort };
  }

  /** Nobody listens any more: connections are refused. */
  async shut(): Promise<void> {
    const chat = this.#chat;
    this.#chat = null;
    if (chat !== null) {
      const closed = once(chat, 'close');
      chat.close();
      chat.closeAllConnections();
      await closed;
    }
    this.#mail?.cut();
    await this.#mail?.stop();
    this.#mail = null;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { weather, onArrival } = this.#parts;
    const chunks: Buffer[] = [];
    // A line that breaks in the middle of a request: nothing has come.
    const isWhole = await (async () => {
      for await (const chunk of request) chunks.push(chunk);
      return true;
    })().catch(() => false);
    if (!isWhole) return;
    const message = posted.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const { id, sentAt } = message;
    const until = this.#until.get(id) ?? 0;
    if (sentAt < until) this.tooEarly.push(`${id}: came back ${until - sentAt} ms too early`);
    if (weather.strikes('busy')) {
      const seconds = 1 + Math.floor(Math.random() * MOST_ASKED_S);
      this.#until.set(id, sentAt + seconds * 1_000);
      this.asked429 += 1;
      response.writeHead(429, { 'retry-after': String(seconds) }).end();
      return;
    }
    if (weather.strikes('cut')) {
      request.socket.destroy();
      return;
    }
    if (weather.strikes('kept-and-cut')) request.socket.destroy();
    onArrival({
      channel: 'chat',
      id,
      address: message.to,
      number: message.number,
      marked: message.title.includes(AGAIN),
      unknown: request.socket.destroyed,
      at: performance.now(),
    });
    response.end('ok');
  }
}

const AGAIN = '再送';

function mailArrival({ envelope, mail }: Received, unknown: boolean): Arrival {
  return {
    channel: 'mail',
    id: /^<notice\.(.+)@[^@]+>$/u.exec(mail.messageId ?? '')?.[1] ?? '',
    address: envelope.to[0] ?? '',
    number: /C-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(mail.text ?? '')?.[0] ?? '',
    marked: mail.subject?.includes(AGAIN) ?? false,
    unknown,
    at: performance.now(),
  };
}
