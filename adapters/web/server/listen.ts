import { createServer, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { bracketed, type OwnAddress } from './guard.ts';

export type StartErrorCode = 'PORT_IN_USE' | 'PORT_NOT_PERMITTED' | 'HOST_NOT_AVAILABLE' | 'NOT_ANSWERING';

/** The web channel could not start. The message is Japanese, for the person at the terminal, and says what to do. */
export class WebStartError extends Error {
  override readonly name = 'WebStartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Requests that have been heard and not yet wholly answered. */
  readonly underWay: ReadonlySet<ServerResponse>;
}

/** Listens, and says on which port. @throws {WebStartError} */
export async function listen(
  fetch: Parameters<typeof getRequestListener>[0],
  at: OwnAddress,
): Promise<Listening> {
  const underWay = new Set<ServerResponse>();
  const server = createServer();
  server.on('request', (_, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  server.on('request', getRequestListener(fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, at)));
    server.listen(at.port, at.host, () => resolve());
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : at.port;
  return { server, port, underWay };
}

/** Less than the ten seconds that the whole process has to end. */
const GRACE_MS = 8_000;

/**
 * Stops listening, answers what is under way, and then lets go of every connection: also of those that a browser opened
 * in advance. What still hangs after the grace is cut.
 */
export function close({ server, underWay }: Listening, graceMs = GRACE_MS): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    const cutWhenAnswered = () => {
      if (underWay.size === 0) server.closeAllConnections();
    };
    const last = (response: ServerResponse) => {
      if (!response.headersSent) response.setHeader('Connection', 'close');
      response.once('close', () => setImmediate(cutWhenAnswered));
    };
    for (const response of underWay) last(response);
    // On a connection that is kept open another request may still come.
    server.prependListener('request', (_, response) => last(response));
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    setImmediate(cutWhenAnswered);
  });
}

/** Where to reach a server that listens here: one that listens everywhere is reached on loopback. */
export function urlOf({ host, port }: Pick<OwnAddress, 'host' | 'port'>): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${bracketed(reachable)}:${port}`;
}

function explain(error: NodeJS.ErrnoException, at: OwnAddress): Error {
  const another = `別の番号を選んで起動してください：PORT=${at.port < 65_535 ? at.port + 1 : 3979} npm start`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new WebStartError(
        'PORT_IN_USE',
        `ポート ${at.port} は、すでに使われています。この窓口がもう動いているなら ${urlOf(at)} を開いてください。動いていないなら、${another}`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new WebStartError(
        'PORT_NOT_PERMITTED',
        `ポート ${at.port} を使う権限がありません。1024番以上の、PORT=3979 npm start のような番号で起動してください。`,
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new WebStartError(
        'HOST_NOT_AVAILABLE',
        `このコンピューターには ${at.host} というアドレスがありません。HOST を省く（127.0.0.1）か、このコンピューターのアドレスを指定してください。`,
        error,
      );
    default:
      return error;
  }
}
