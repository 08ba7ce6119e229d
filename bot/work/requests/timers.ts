import { afterWorkingTime, type WorkingHours, workingDay } from '../working-time.ts';
import type { Request } from './request.ts';

/** Unanswered for so long, whoever is asked is reminded. */
const REMIND_AFTER_MINUTES = 4 * 60;

export type RequestTimer = 'remind' | 'tell-deputies';

/** When a waiting application has to be looked at again. */
export function timersOf(
  { status, askedAt, asked }: Request,
  hours: WorkingHours,
): readonly { readonly timer: RequestTimer; readonly due: Date }[] {
  if (status !== 'waiting' || asked.length === 0) return [];
  return [
    { timer: 'remind', due: afterWorkingTime(askedAt, REMIND_AFTER_MINUTES, hours) },
    // After a whole working day the deputies are told, to reach the manager: silence is no absence, and they decide nothing.
    { timer: 'tell-deputies', due: afterWorkingTime(askedAt, workingDay(hours), hours) },
  ];
}
