/**
 * Answers given lately, by the message they answer. A page that never learned whether its message arrived sends it
 * again under the same id and must get the same answer, not a second one.
 */
export class RecentAnswers<Answer> {
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #capacity: number;

  /** @param capacity how many answers to keep. A page repeats only its last message, within seconds. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /**
   * The answer under this key, made by `make` if there is none yet or being made by an earlier call. If `make` fails, or
   * `isFinal` says no, nothing is kept.
   */
  async getOrMake(
    key: string,
    make: () => Promise<Answer>,
    isFinal: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const answer = this.#answers.get(key) ?? make();
    // A Map lists keys in the order they were put in: taking out and putting in again makes this the newest.
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#capacity) break;
      this.#answers.delete(oldest);
    }
    try {
      const made = await answer;
      if (!isFinal(made)) this.#forget(key, answer);
      return made;
    } catch (error) {
      this.#forget(key, answer);
      throw error;
    }
  }

  #forget(key: string, answer: Promise<Answer>): void {
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
  }
}
