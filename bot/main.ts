import type { Assistant, Channel } from './channel.ts';
import { createAssistant } from './conversation/assistant.ts';
import type { Deliverer } from './delivery.ts';
import { type CurrentDirectory, openDirectory } from './directory.ts';
import { type EndedSessions, StoredEndedSessions } from './ended-sessions.ts';
import { endOnSignal } from './ending.ts';
import { type Environment, EnvironmentRefused, readEnvironment } from './environment.ts';
import { type Health, readHealth } from './health.ts';
import { loadKnowledge } from './knowledge.ts';
import { channelName, codeOf, createLog, type Log } from './log.ts';
import type { Conversations } from './store/conversations.ts';
import { openStore, type Store } from './store/open-store.ts';
import type { CasePages } from './views/case-view.ts';
import type { Delivery } from './work/deliver.ts';
import { deliverNotices } from './work/deliver-notices.ts';
import { SEEN } from './work/notices-desk.ts';
import { openWork, type Work } from './work/open-work.ts';
import { WORK_VIEWS } from './work/views.ts';

/** What the process gives to each channel. */
export interface ChannelContext {
  readonly assistant: Assistant;
  /** Cases as pages show them; null where there is no directory, and nothing goes on record. */
  readonly cases: CasePages | null;
  readonly environment: Environment;
  /** Who works where; null where neither the city nor its pack has a directory. */
  readonly directory: CurrentDirectory | null;
  /** Who has signed out before their time, remembered over a restart. */
  readonly ended: EndedSessions;
  readonly health: () => Promise<Health>;
  /** Takes what the administrator should know. Never anything that a person typed: it has no place for it. */
  readonly log: Log;
}

export interface Adapters {
  readonly channels: (context: ChannelContext) => readonly Channel[];
  /** The channels that only deliver. */
  readonly deliverers: (environment: Environment) => Promise<readonly Deliverer[]>;
}

/**
 * Runs the assistant until it is told to stop: reads the environment, loads the knowledge, starts the channels.
 * What stands in the way of a start is told in one message, and the process ends with exit code 1.
 */
export async function run(adapters: Adapters): Promise<void> {
  const environment = readEnvironmentOrRefuse();
  if (environment === null) return;
  const log = createLog({
    level: environment.logLevel,
    terminal: process.stdout.isTTY === true,
    write: (line) => void process.stdout.write(line),
  });
  // Whoever read the log is gone: no reason to stop answering.
  process.stdout.on('error', () => undefined);

  const started: Channel[] = [];
  const deliverers: Deliverer[] = [];
  let store: Store | null = null;
  let work: Work | null = null;
  const deliveries: Delivery[] = [];
  const ending = endOnSignal({
    log,
    stop: async () => {
      await Promise.all(started.map((channel) => channel.stop()));
      await work?.stop();
      await Promise.all(deliveries.map((delivery) => delivery.stop(DELIVERY_GRACE_MS)));
      await Promise.all(deliverers.map((deliverer) => deliverer.close()));
      // Last: until then an answer may still be on its way.
      await store?.close();
    },
  });
  if (process.env.npm_lifecycle_event !== undefined) stopWithParent(() => ending.begin('PARENT_GONE'));
  try {
    log({ code: 'POLICY_LOADING' });
    store = await openStore({ dataFolder: environment.dataFolder, views: WORK_VIEWS });
    const { conversations, outbox } = store;
    await forgetOld(conversations, log);
    const knowledge = await loadKnowledge(environment.dataFolder);
    const { directory: sample, roleRules } = knowledge.pack;
    const folder = environment.directoryFolder ?? sample;
    const directory = folder === null ? null : await openDirectory(folder, roleRules, log);
    if (environment.directoryFolder === null && environment.signIn.kind === 'oidc')
      log({ code: 'SAMPLE_DIRECTORY' });
    if (ending.begun) return;
    deliverers.push(...(await adapters.deliverers(environment)));
    if (deliverers.length === 0) log({ code: 'MAIL_NOT_SET' });
    for (const deliverer of deliverers) void checkDelivery(deliverer, log);
    if (directory !== null) {
      work = await openWork({
        pack: knowledge.pack,
        store,
        directory,
        deliverers: deliverers.map(({ channel }) => channel),
        tell(persons) {
          for (const channel of started) channel.tell?.(persons);
          for (const delivery of deliveries) delivery.wake();
        },
        log,
      });
    }
    const assistant = createAssistant(knowledge, {
      store: conversations,
      ...(work === null ? {} : { desk: work.desk }),
    });
    work?.start();
    if (directory !== null && work !== null)
      // Once there is a desk: an alert that cannot be delivered has to go to somebody else.
      for (const deliverer of deliverers)
        deliveries.push(deliverNotices({ outbox, deliverer, directory, undelivered: work.undelivered, log }));
    const health = () =>
      readHealth({
        policy: knowledge.pack.fingerprint,
        readStore: () => conversations.load('healthz'),
        oldestUndelivered: async () => (await outbox.oldest()).since,
        now: () => new Date(),
      });
    const ended = new StoredEndedSessions(conversations);
    for (const channel of adapters.channels({
      assistant,
      cases: work?.cases ?? null,
      environment,
      directory,
      ended,
      health,
      log,
    })) {
      if (ending.begun) return;
      started.push(channel);
      await channel.start();
    }
  } catch (error) {
    process.stderr.write(`${refusal(error)}\n`);
    process.exitCode = 1;
    await ending.begin('REFUSED');
  }
}

function readEnvironmentOrRefuse(): Environment | null {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    process.stderr.write(`${refusal(error)}\n`);
    process.exitCode = 1;
    return null;
  }
}

/** A mail server that is away is no reason not to answer questions: what is to be delivered waits. */
async function checkDelivery(deliverer: Deliverer, log: Log): Promise<void> {
  const channel = channelName(deliverer.channel);
  const begun = performance.now();
  try {
    await deliverer.check();
    log({ code: 'DELIVERY_READY', channel, ms: Math.round(performance.now() - begun) });
  } catch (error) {
    log({ code: 'DELIVERY_UNAVAILABLE', channel, reason: codeOf(error) });
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

/** What is on its way to a mail server may finish; longer, and the whole end would be cut. */
const DELIVERY_GRACE_MS = 8_000;
const DAY_MS = 24 * 60 * 60_000;
/** Whoever has not gone on with a guided decision for so long begins anew. */
const CONVERSATION_DAYS = 30;

/** Forgets conversations that nobody went on with: now, and daily. */
async function forgetOld(conversations: Conversations, log: Log): Promise<void> {
  const forget = async () => {
    await conversations.forgetBefore(new Date(Date.now() - CONVERSATION_DAYS * DAY_MS), SEEN);
  };
  await forget();
  const daily = setInterval(() => {
    forget().catch((error: unknown) => log({ code: 'FORGETTING_FAILED', reason: codeOf(error) }));
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
