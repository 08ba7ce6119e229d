import { once } from 'node:events';
import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { createMailDeliverer, type MailDelivererOptions } from '../../adapters/mail/create-mail-deliverer.ts';
import type { OutgoingNotice } from '../../bot/delivery.ts';
import type { MailServer } from '../../bot/environment/mail.ts';

export interface Received {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly source: string;
  readonly mail: Email;
}

/** One client's connection. */
export interface Line {
  /** Cuts this line only. */
  cut(): void;
  /** Whether the client is gone: no reply reaches it. */
  readonly isCut: boolean;
}

/** What a test may change: a step that throws a {@link refusal}, or cuts the line. */
export interface Behaviour {
  /** Any free one where left out. */
  readonly port?: number;
  readonly options?: SMTPServerOptions;
  readonly onConnect?: (server: MailServerFake) => void | Promise<void>;
  readonly onSender?: (server: MailServerFake) => void | Promise<void>;
  readonly onRecipient?: (server: MailServerFake, address: string) => void | Promise<void>;
  /** After all of the mail has come, before the reply. */
  readonly onText?: (server: MailServerFake, line: Line) => void | Promise<void>;
  /** The mail is kept; the reply has not gone out. */
  readonly onKept?: (mail: Received, line: Line) => void;
}

export interface MailServerFake {
  readonly port: number;
  readonly received: readonly Received[];
  /** How many connections it has seen in all. */
  readonly connections: number;
  /** Cuts every line, as a router that restarts does. Not for encrypted ones. */
  cut(): void;
  stop(): Promise<void>;
}

export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real SMTP server on loopback that keeps what it gets. */
export async function startMailServer(behaviour: Behaviour = {}): Promise<MailServerFake> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const step = (act: (server: MailServerFake) => Promise<void>, done: (error?: Error | null) => void) => {
    act(fake).then(() => done(), done);
  };
  const lineOf = ({ remotePort }: SMTPServerSession): Line => {
    const found = [...sockets].find((socket) => socket.remotePort === remotePort);
    return {
      cut: () => void found?.destroy(),
      get isCut() {
        return found?.destroyed ?? true;
      },
    };
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect: (_, done) => step(async (self) => behaviour.onConnect?.(self), done),
    onMailFrom: (_, __, done) => step(async (self) => behaviour.onSender?.(self), done),
    onRcptTo: ({ address }, _, done) => step(async (self) => behaviour.onRecipient?.(self, address), done),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const line = lineOf(session);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        step(async (self) => {
          await behaviour.onText?.(self, line);
          const source = Buffer.concat(chunks).toString('latin1');
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address) };
          const mail = { envelope, source, mail: await PostalMime.parse(Buffer.concat(chunks)) };
          received.push(mail);
          behaviour.onKept?.(mail, line);
        }, done),
      );
    },
    ...behaviour.options,
  });
  // Whoever cuts a line makes the server complain; that is the test's own doing.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(behaviour.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const fake: MailServerFake = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    get connections() {
      return connections;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    // Its own close: whoever destroys the socket under a TLS handshake brings Node 20 down with it.
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}

/** Ours, set up for that server. */
export function delivererTo(
  port: number,
  { server = {}, ...options }: Partial<MailDelivererOptions> & { readonly server?: Partial<MailServer> } = {},
) {
  return createMailDeliverer({
    settings: {
      server: { host: '127.0.0.1', port, security: 'plain', signIn: null, ...server },
      from: { address: 'desk@city.example.jp', name: '情報セキュリティ窓口' },
    },
    publicUrl: 'https://desk.city.example.jp',
    ...options,
  });
}

export const NOTICE: OutgoingNotice = {
  id: 'out-0001',
  to: { person: 'p-0012', email: 'aoba.shokuin@city.example.jp' },
  number: '申請2026-0012',
  asks: '持出しの許可の判断をお願いします',
  link: '/requests/2026-0012',
  again: false,
};
