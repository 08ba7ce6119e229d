import type { ConversationId, Input } from '../../bot/channel.ts';
import { createAssistant } from '../../bot/conversation/assistant.ts';
import type { Deliverer } from '../../bot/delivery.ts';
import { openDirectory } from '../../bot/directory.ts';
import { loadKnowledge } from '../../bot/knowledge.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { caseNumber, openedNumber } from '../../bot/work/cases/case-number.ts';
import type { Delivery } from '../../bot/work/deliver.ts';
import { deliverNotices } from '../../bot/work/deliver-notices.ts';
import type { Desk } from '../../bot/work/desk.ts';
import { openWork, type Work } from '../../bot/work/open-work.ts';
import { WORK_VIEWS } from '../../bot/work/views.ts';
import type { PersonId } from '../../knowledge/organisation/directory.ts';
import { delivererTo } from '../fakes/mail-server.ts';
import { createChatDeliverer } from './chat-deliverer.ts';
import type { Done, FromDesk, ToDesk, Wanted } from './wire.ts';

/*
 * The assistant's process as `bot/main.ts` puts it together, with a clock that the run moves, and asked by its parent in
 * place of a page: knowledge, store, directory, desk, and the deliverers of two channels. Killed at any moment.
 */

const [
  dataFolder = '',
  knowledgeFolder = '',
  directoryFolder = '',
  smtpPort = '',
  chatUrl = '',
  begins = '',
] = process.argv.slice(2);
let ahead = Number(begins);
const now = () => new Date(Date.now() + ahead);
const begun = new Map<string, number>();

const store = await openStore({ dataFolder, views: WORK_VIEWS, now });
const knowledge = await loadKnowledge(knowledgeFolder);
const directory = await openDirectory(directoryFolder, knowledge.pack.roleRules, () => undefined);
const deliverers = [delivererTo(Number(smtpPort)), createChatDeliverer(chatUrl, now)].map(timed);
const deliveries: Delivery[] = [];
const work = await openWork({
  pack: knowledge.pack,
  store,
  directory,
  deliverers: deliverers.map(({ channel }) => channel),
  tell: () => {
    for (const delivery of deliveries) delivery.wake();
  },
  log,
  now,
});
const desks: Desk[] = [];
const openDesk: Work['desk'] = (quote) => {
  const desk = work.desk(quote);
  desks.push(desk);
  return desk;
};
const assistant = createAssistant(knowledge, { store: store.conversations, desk: openDesk });
const { outbox } = store;
const { undelivered } = work;
for (const deliverer of deliverers)
  deliveries.push(deliverNotices({ outbox, deliverer, directory, undelivered, log, now }));

process.on('message', (asked: ToDesk) => {
  const { id } = asked;
  const from = now().getTime();
  act(asked).then(
    (done) => tell({ type: 'done', id, from, to: now().getTime(), text: '', waiting: 0, ...done }),
    (error: unknown) => tell({ type: 'failed', id, error: sayError(error) }),
  );
});
// The run is gone: nobody is left to work for.
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });

async function act(wanted: Wanted): Promise<Partial<Done>> {
  switch (wanted.do) {
    case 'report':
      return report(wanted);
    case 'press':
      return { text: await send(wanted.person, { type: 'action', action: wanted.action }) };
    case 'form':
      return {
        text: await send(wanted.person, { type: 'form', form: wanted.form, values: wanted.values }),
      };
    case 'move':
      ahead = wanted.ahead;
      for (const delivery of deliveries) delivery.wake();
      return {};
    case 'look':
      await directory.look();
      await work.look();
      return {};
    case 'waiting':
      return { waiting: (await outbox.oldest()).waiting };
  }
}

async function report({ filing, reporter }: Extract<Wanted, { do: 'report' }>): Promise<Partial<Done>> {
  const [desk] = desks;
  if (desk === undefined) throw new Error('no desk');
  const number = caseNumber(filing.key);
  const before = performance.now();
  // Where the report consists in opening another case, that one's alert is the first.
  for (const one of [number, openedNumber(number, 'file-incident')]) begun.set(one, before);
  const messages = await desk.report(filing, reporter, now());
  tell({ type: 'timed', what: 'answered', ms: performance.now() - before });
  return { text: plainText(messages) };
}

let sent = 0;
async function send(person: string, input: Input): Promise<string> {
  sent += 1;
  const { messages } = await assistant.receive({
    id: `message-${process.pid}-${sent}`,
    channel: 'page',
    conversation: `tab of ${person}` as ConversationId,
    person: person as PersonId,
    input,
    at: now(),
  });
  return plainText(messages);
}

/** Says when the first alert of a report is with a deliverer. */
function timed(deliverer: Deliverer): Deliverer {
  return {
    ...deliverer,
    deliver(notice) {
      const before = begun.get(notice.number);
      begun.delete(notice.number);
      if (before !== undefined) tell({ type: 'timed', what: 'handed', ms: performance.now() - before });
      return deliverer.deliver(notice);
    },
  };
}

/** What the administrator would read: only what must not happen is a fault of the run. */
function log(entry: { readonly code: string }): void {
  if (entry.code === 'OUTBOX_FAILED' || entry.code === 'CLOCKWORK_FAILED')
    tell({ type: 'failed', id: null, error: JSON.stringify(entry) });
}

function tell(said: FromDesk): void {
  process.send?.(said);
}

function sayError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
