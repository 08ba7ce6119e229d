/** What may befall an attempt, in this order. */
export type Fate =
  /** Told to come back later. */
  | 'busy'
  /** The line breaks before anything is kept. */
  | 'cut'
  /** It is kept, and the line breaks before the answer: nobody at the desk knows. */
  | 'kept-and-cut';

/** Together three attempts in ten: 1 − .88 × .90 × .88. */
const CHANCE = { busy: 0.12, cut: 0.1, 'kept-and-cut': 0.12 } as const satisfies Record<Fate, number>;

/** What the services do to attempts, and how often they did it. */
export class Weather {
  isBad = false;
  attempts = 0;
  readonly struck: Record<Fate, number> = { busy: 0, cut: 0, 'kept-and-cut': 0 };

  /** Whether this befalls an attempt that has come so far. */
  strikes(fate: Fate): boolean {
    if (fate === 'busy') this.attempts += 1;
    if (!this.isBad || Math.random() >= CHANCE[fate]) return false;
    this.struck[fate] += 1;
    return true;
  }
}
