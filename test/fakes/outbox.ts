import type { ClaimedNotice, NoticeOutbox } from '../../bot/work/deliver.ts';

export interface FakeMessage extends ClaimedNotice {
  readonly order: string;
}

interface Row {
  readonly id: string;
  readonly order: string;
  /** When it may be claimed, in milliseconds; null at its end. */
  due: number | null;
  attempt: number;
  resend: boolean;
  /** Who holds it now. */
  held: boolean;
  outcome: string | null;
}

/** An outbox in memory that keeps the promises of the real one: leases, order, one claim at a time. */
export class FakeOutbox implements NoticeOutbox<FakeMessage> {
  readonly rows: Row[] = [];
  /** Set to make everything fail, as a full disk does. */
  broken = false;

  put(id: string, order = id): void {
    this.rows.push({ id, order, due: 0, attempt: 0, resend: false, held: false, outcome: null });
  }

  async claim(_worker: string, limit: number, leaseMs: number): Promise<readonly FakeMessage[]> {
    this.#mayFail();
    const at = Date.now();
    const open = this.rows.filter(({ due }) => due !== null);
    const first = open.filter((row) => open.find(({ order }) => order === row.order) === row);
    const due = first.filter((row) => row.due !== null && row.due <= at).slice(0, limit);
    for (const row of due) {
      row.resend ||= row.held;
      row.held = true;
      row.attempt += 1;
      row.due = at + leaseMs;
    }
    return due.map(({ id, order, attempt, resend }) => ({ id, order, attempt, resend }));
  }

  delivered = async ({ id }: FakeMessage, receipt: string) => this.#change(id, null, receipt);
  failed = async ({ id }: FakeMessage, retryAt: Date | null, code: string) =>
    this.#change(id, retryAt?.getTime() ?? null, code);
  uncertain = async ({ id }: FakeMessage, retryAt: Date) => {
    const changed = this.#change(id, retryAt.getTime(), 'uncertain');
    this.#row(id).resend = true;
    return changed;
  };

  #change(id: string, due: number | null, outcome: string): boolean {
    this.#mayFail();
    Object.assign(this.#row(id), { due, outcome, held: false });
    return true;
  }

  #row(id: string): Row {
    const row = this.rows.find((each) => each.id === id);
    if (row === undefined) throw new Error(`no message ${id}`);
    return row;
  }

  #mayFail(): void {
    if (this.broken) throw Object.assign(new Error('full'), { code: 'STORE_UNAVAILABLE' });
  }
}
