import type { Incoming } from '../channel.ts';
import type { Message } from '../messages/model.ts';
import { REPORTS } from '../messages/report-wording.ts';
import { GUIDED, text, urgent } from '../messages/wording.ts';
import { EventConflict } from '../store/events/event-conflict.ts';
import { StoreError } from '../store/store-error.ts';
import { caseNumber } from '../work/cases/case-number.ts';
import type { ToRecord } from './guided/moves.ts';
import type { ReportDesk } from './report-desk.ts';
import type { Recorded } from './stored-states.ts';

/**
 * Puts on record what a conversation comes to. Whoever is not signed in signs in first; where nothing could be recorded
 * the person is told so, and has back what they said.
 * @param listed the directory's person, or null.
 */
export async function putOnRecord(
  desk: ReportDesk,
  record: ToRecord,
  { at }: Incoming,
  listed: string | null,
): Promise<Recorded> {
  if (listed === null) return { instead: { messages: [], hide: false, recorded: false, signIn: true } };
  try {
    if (record.do === 'learn')
      return { messages: await desk.learn(caseNumber(record.key), record.facts, listed, at) };
    if (record.do === 'note')
      return { messages: await desk.note(caseNumber(record.key), record.note, listed, at) };
    return { messages: await desk.report(record.filing, { kind: 'listed', person: listed }, at) };
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof EventConflict)) throw error;
    if (record.do !== 'file')
      return { instead: { messages: [text(GUIDED.notRecorded)], hide: false, recorded: false } };
    return { instead: { messages: notFiled(record), hide: false, recorded: true } };
  }
}

/** Nothing may look as if it had been told: whom to ring comes under the first sentence, then all that was said. */
function notFiled({ said, again }: Extract<ToRecord, { do: 'file' }>): readonly Message[] {
  const lines = said.map((one) => REPORTS.line(one.name, one.said));
  return [urgent(REPORTS.notFiled), text(REPORTS.givenBack(lines)), text(REPORTS.tryAgain), ...again];
}
