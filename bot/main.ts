import type { Assistant, Channel } from './channel.ts';
import { createAssistant } from './conversation/assistant.ts';
import { type CurrentDirectory, openDirectory } from './directory.ts';
import { type Environment, EnvironmentRefused, readEnvironment } from './environment.ts';
import { loadKnowledge } from './knowledge.ts';
import { openStore, type Store } from './store/open-store.ts';

/** What the process gives to each channel. */
export interface ChannelContext {
  readonly assistant: Assistant;
  readonly environment: Environment;
  /** Who works where; null where neither the city nor its pack has a directory. */
  readonly directory: CurrentDirectory | null;
  /** Takes one line for the administrator. Never anything that a person typed. */
  readonly log: (line: string) => void;
}

const SAMPLE_IN_USE =
  '職員名簿に見本を使っています。職員がサインインするには、DIRECTORY_DIR に名簿のフォルダーを指定してください。 [SAMPLE_DIRECTORY]';

/**
 * Runs the assistant until it is told to stop: reads the environment, loads the knowledge, starts the channels.
 * What stands in the way of a start is told in one message, and the process ends with exit code 1.
 */
export async function run(channelsFor: (context: ChannelContext) => readonly Channel[]): Promise<void> {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const started: Channel[] = [];
  let store: Store | null = null;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const channel of started) await channel.stop();
    // Last: until then an answer may still be on its way.
    await store?.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(stop);
  try {
    const environment = readEnvironment(process.env);
    log('規程を読み込んでいます…');
    store = await openStore({ dataFolder: environment.dataFolder });
    if (stopping) return await store.close();
    await forgetOld(store, log);
    const knowledge = await loadKnowledge(environment.dataFolder);
    const { directory: sample, roleRules } = knowledge.pack;
    const folder = environment.directoryFolder ?? sample;
    const directory = folder === null ? null : await openDirectory(folder, roleRules, log);
    if (environment.directoryFolder === null && environment.signIn.kind === 'oidc') log(SAMPLE_IN_USE);
    const assistant = createAssistant(knowledge, { store: store.conversations });
    for (const channel of channelsFor({ assistant, environment, directory, log })) {
      if (stopping) return;
      started.push(channel);
      await channel.start();
    }
  } catch (error) {
    process.stderr.write(`${refusal(error)}\n`);
    process.exitCode = 1;
    await stop();
  }
}

/**
 * `npm start` runs the program in a shell, and a signal to npm ends npm and the shell only. The process that is left
 * gets another parent: it must not go on holding the port.
 */
function stopWithParent(stop: () => Promise<void>): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    void stop();
  }, 500);
  watch.unref();
}

const DAY_MS = 24 * 60 * 60_000;
/** Whoever has not gone on with a guided decision for so long begins anew. */
const CONVERSATION_DAYS = 30;

/** Forgets conversations that nobody went on with: now, and daily. */
async function forgetOld({ conversations }: Store, log: (line: string) => void): Promise<void> {
  const forget = async () => {
    await conversations.forgetBefore(new Date(Date.now() - CONVERSATION_DAYS * DAY_MS));
  };
  await forget();
  const daily = setInterval(() => {
    forget().catch((error: unknown) => log(refusal(error)));
  }, DAY_MS);
  daily.unref();
}

/** A refusal that was foreseen carries its own Japanese message and a code; anything else is a fault of ours. */
function refusal(error: unknown): string {
  if (error instanceof EnvironmentRefused) return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.message.includes(error.code) ? error.message : `${error.message} [${error.code}]`;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `起動できませんでした。この表示を管理者に知らせてください。 [UNEXPECTED]\n${detail}`;
}
