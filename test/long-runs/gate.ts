/** Where whoever needs a program waits between two of its lives. */
export class Gate {
  #opened: Promise<void>;
  #open = () => {};
  #isOpen = false;

  constructor() {
    this.#opened = this.#renewed();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves while it is open. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  open(): void {
    this.#isOpen = true;
    this.#open();
  }

  /** Whoever waits already goes on waiting. */
  shut(): void {
    if (this.#isOpen) this.#opened = this.#renewed();
    this.#isOpen = false;
  }

  #renewed(): Promise<void> {
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
}
