import type { Pack } from '../../../knowledge/pack.ts';
import type { Case, StandingAlert } from './case.ts';
import type { Alert, CaseEvent } from './case-events.ts';
import type { CasePosts, Found } from './case-posts.ts';

/** An alert that the procedure asks for, with those told because nobody acknowledged it. */
export interface AlertChain {
  readonly root: StandingAlert;
  /** The root and all that followed from it, in order. */
  readonly alerts: readonly StandingAlert[];
  /** By anybody of them. */
  readonly acknowledged: StandingAlert['acknowledged'];
  /** Everybody told. */
  readonly persons: ReadonlySet<string>;
}

/** The alerts of a case, in the order in which they went out. */
export function chainsOf(one: Pick<Case, 'alerts'>): readonly AlertChain[] {
  return one.alerts
    .filter(({ of }) => of === null)
    .map((root) => {
      const alerts = one.alerts.filter(({ id, of }) => id === root.id || of === root.id);
      return {
        root,
        alerts,
        acknowledged: alerts.find(({ acknowledged }) => acknowledged !== null)?.acknowledged ?? null,
        persons: new Set(alerts.flatMap(({ persons }) => persons)),
      };
    });
}

const MINUTE_MS = 60_000;

/** When an alert goes further, if nobody acknowledges it; null where it does not. */
export function escalatesAt({ root, acknowledged }: AlertChain, times: Pack['alerts']): Date | null {
  if (acknowledged !== null || root.pace === 'open') return null;
  const { escalations } = root;
  const last = escalations.at(-1);
  const minutes =
    last === undefined
      ? times.deputyAfter
      : last.exhausted
        ? times.repeatEvery
        : escalations.length === 1
          ? times.aboveAfter - times.deputyAfter
          : times.thenEvery;
  return new Date((last?.at ?? root.at).getTime() + minutes * MINUTE_MS);
}

/** The next moment at which an alert of a case goes further; null where none does. */
export function nextEscalation(one: Case, times: Pack['alerts']): Date | null {
  if (one.status === 'closed') return null;
  const moments = chainsOf(one).flatMap((chain) => escalatesAt(chain, times)?.getTime() ?? []);
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

/** What happens to the alerts of a case that nobody has acknowledged in time by now. */
export function escalateDue(one: Case, times: Pack['alerts'], posts: CasePosts, at: Date): CaseEvent[] {
  if (one.status === 'closed') return [];
  return chainsOf(one).flatMap((chain) => {
    const due = escalatesAt(chain, times);
    return due === null || due > at ? [] : [escalate(one, chain, 'unacknowledged', posts, at)];
  });
}

/** Tells whom an alert goes to next: those who stand in, then one post further up each time; at the top the same again. */
export function escalate(
  one: Case,
  chain: AlertChain,
  cause: 'unacknowledged' | 'undelivered',
  posts: CasePosts,
  at: Date,
): CaseEvent {
  const { root, alerts, persons } = chain;
  const highest = Math.max(...alerts.map(({ level }) => level));
  const deputies = highest === 0 ? posts.deputies(one, root.role, persons, at) : null;
  const found = deputies ?? posts.above(one, root.role, persons, at);
  const level = deputies !== null ? 1 : Math.max(2, highest + 1);
  const further = found === null ? [] : [alertOf(one, root, found, level)];
  return {
    type: 'escalated',
    by: 'assistant',
    at,
    data: { alert: root.id, cause, alerts: further, exhausted: found === null },
    personal: {},
  };
}

/** The alert to whoever was found for a step's role. @param of the alert it follows from; null where the procedure asks for it. */
function alertOf(one: Case, root: StandingAlert, found: Found, level: number): Alert {
  const { step, role, why, pace } = root;
  return { id: alertId(one.alerts, step, role), of: root.id, step, role, why, pace, level, ...kept(found) };
}

/** `survey.csirt-manager.0`: the how many-th alert of a step to a role. */
export function alertId(alerts: readonly Pick<Alert, 'step' | 'role'>[], step: string, role: string): string {
  return `${step}.${role}.${alerts.filter((one) => one.step === step && one.role === role).length}`;
}

/** What was found, as it is stored. */
export function kept({ persons, post, because, reason, deputies }: Found) {
  return { persons: [...persons], post, because: [...because], reason, deputies };
}
