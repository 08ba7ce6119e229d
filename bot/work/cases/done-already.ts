import { isDeepStrictEqual } from 'node:util';
import type { Case } from './case.ts';
import type { CaseCommand, CaseContext } from './case-command.ts';
import { pendingAlerts } from './handle-case.ts';
import { maskMyNumber } from './mask-my-number.ts';

/** The same press came twice: it stands already, and leaves no second line. */
export function isDoneAlready(one: Case, command: CaseCommand, context: CaseContext): boolean {
  const { by } = context;
  // What was written was masked before it was kept.
  const stands = (kept: string, typed: string) => kept === maskMyNumber(typed);
  const kept = (written: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(written).flatMap(([field, text]) =>
        text.trim() === '' ? [] : [[field, maskMyNumber(text)]],
      ),
    );
  switch (command.do) {
    case 'acknowledge':
      return (
        pendingAlerts(one, context).length === 0 &&
        one.alerts.some(({ acknowledged }) => acknowledged?.by === by)
      );
    case 'do-step': {
      const written = kept(command.written);
      return one.done.some(
        (done) => done.step === command.step && done.by === by && isDeepStrictEqual(done.written, written),
      );
    }
    case 'note': {
      const last = one.notes.at(-1);
      return last !== undefined && last.by === by && stands(last.note, command.note);
    }
    case 'draw-report': {
      const last = one.reports.at(-1);
      return (
        last !== undefined &&
        last.by === by &&
        last.report === command.report &&
        stands(last.body, command.body)
      );
    }
    case 'record-card': {
      const last = one.card.at(-1);
      return (
        last !== undefined &&
        last.by === by &&
        last.fate === command.fate &&
        isDeepStrictEqual(last.written, kept(command.written))
      );
    }
    case 'join':
      return one.joined.includes(command.with);
    case 'close':
      return one.closed?.by === by;
    case 'change-facts':
    case 'take-back-card':
    case 'reopen':
      return false;
  }
}
