import { inspect } from 'node:util';

const HIDDEN = '（秘密）';

/** A secret that says itself only when asked to: printed, logged or made into JSON by mistake, it shows nothing. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
