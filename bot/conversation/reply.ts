import type { ClauseId } from '../../knowledge/policy/clause.ts';
import { termsOf } from '../../knowledge/search/analyse.ts';
import { normalise } from '../../knowledge/search/normalise.ts';
import type { Evidence } from '../../knowledge/search/policy-search.ts';
import type { Knowledge } from '../knowledge.ts';
import { LIMITS, label } from '../messages/limits.ts';
import type { Choice, Message, QuoteMessage } from '../messages/model.ts';
import { Quoter } from '../messages/quote.ts';
import { REPORTS } from '../messages/report-wording.ts';
import {
  ask,
  EMERGENCY_LABEL,
  flowsButton,
  GUIDED,
  heading,
  note,
  text,
  urgent,
  WORDING,
} from '../messages/wording.ts';
import { relatedClauses } from './related.ts';
import { groupSimilar } from './similar.ts';
import { LONGEST_QUESTION, type Understander } from './understand/understand.ts';
import type {
  Answer,
  Command,
  NoMishap,
  NotCovered,
  Offer,
  Understanding,
  Unreadable,
} from './understand/understanding.ts';

/** A guided decision that is offered under an answer. */
export interface Guided {
  readonly messages: readonly Message[];
  /** All its facts were in the question: the verdict stands there, with its own quotes. */
  readonly decided: boolean;
}

/** So many quotes fit into one answer; what holds more shows its headings. */
const MOST_CONTENTS = 15;

/** Turns what was understood into what is said. */
export class Replier {
  readonly #knowledge: Knowledge;
  readonly #understander: Understander;
  readonly #quoter: Quoter;
  readonly #reportButtons: readonly Choice[];

  /** @param reports what can be reported, as buttons; empty where nobody takes reports. */
  constructor(knowledge: Knowledge, understander: Understander, reports: readonly Choice[] = []) {
    this.#reportButtons = reports;
    this.#knowledge = knowledge;
    this.#understander = understander;
    this.#quoter = new Quoter(knowledge.pack.policy, knowledge.analyser);
  }

  /** @param guided the first question of the flow that fits, or its verdict, where the pack can guide through it. */
  reply(understanding: Understanding, guided: Guided | null = null): Message[] {
    switch (understanding.kind) {
      case 'unreadable':
        return understanding.why === 'too-long'
          ? // It may tell of a loss, and nobody has read it.
            [text(unreadable(understanding)), urgent(WORDING.longReport), ...this.#reports()]
          : [text(unreadable(understanding))];
      case 'command':
        return this.command(understanding.command);
      case 'answer':
        return this.#answer(understanding);
      case 'flow':
      case 'report':
        if (guided === null) return this.#offer(understanding);
        return understanding.kind === 'flow'
          ? this.#guided(understanding, guided)
          : this.#reported(understanding, guided);
      case 'no-mishap':
        return this.#noMishap(understanding);
      case 'none':
        return this.#notCovered(understanding);
    }
  }

  /** The parts of one message, each under its own heading where there are several. */
  replyAll(parts: readonly Understanding[]): Message[] {
    if (parts.length === 1 && parts[0] !== undefined) return this.reply(parts[0]);
    const said = parts.flatMap((part, i) => {
      const question = 'evidence' in part ? part.evidence.question : '';
      return [heading(WORDING.part(i + 1, question)), ...this.reply(part)];
    });
    return onceEach(said);
  }

  /** Says whose continuation an answer is, and offers to take the message for itself. */
  continuation(of: readonly string[], alone: string): Message {
    return {
      type: 'choices',
      prompt: WORDING.continuation(
        of
          .slice(-2)
          .map((said) => `「${said}」`)
          .join(' → '),
      ),
      choices: [
        { label: WORDING.notContinued, action: { do: 'say', text: alone, fresh: true }, style: 'plain' },
      ],
    };
  }

  #choices(choices: readonly string[]): Message[] {
    if (choices.length === 0) return [];
    return [{ type: 'choices', prompt: WORDING.whichOne, choices: choices.map(ask) }];
  }

  command(command: Command): Message[] {
    switch (command) {
      case 'help':
        return this.welcome();
      case 'greeting':
        return [text(WORDING.greeting), this.#examples()];
      case 'thanks':
        return [text(WORDING.thanks)];
      case 'at-hand':
        return [text(WORDING.atHand), ...this.#reports()];
      case 'emergency':
        return this.emergency();
    }
  }

  welcome(): Message[] {
    const emergency: Choice = { label: EMERGENCY_LABEL, action: { do: 'emergency' }, style: 'danger' };
    const flows: Message[] =
      this.#knowledge.pack.flows.length === 0
        ? []
        : [{ type: 'choices', prompt: WORDING.flows, choices: [flowsButton()] }];
    return [
      text(...WORDING.welcome(this.#knowledge.pack.name)),
      // Before all examples: whoever has lost something is not to look for it.
      ...this.#reports(),
      this.#examples(),
      ...flows,
      { type: 'choices', prompt: WORDING.emergency, choices: [emergency] },
    ];
  }

  emergency(): Message[] {
    return [
      urgent(WORDING.emergency),
      ...this.#reports(),
      text(WORDING.emergencySteps),
      ...this.#knowledge.pack.emergency.map((clause) =>
        this.#quoter.quote(clause, new Set(), { role: 'answer' }),
      ),
    ];
  }

  #reports(): Message[] {
    if (this.#reportButtons.length === 0) return [];
    return [{ type: 'choices', prompt: REPORTS.menu, choices: this.#reportButtons }];
  }

  /** One clause with what hangs on it. */
  clause(id: string): Message[] {
    const found = this.#knowledge.pack.policy.get(id);
    if (found === undefined) return [text(WORDING.unknownClause)];
    const contents = this.#tooMuch([found.id]);
    if (contents !== null) return [contents];
    const clauses = this.#withContents(found.id);
    return [text(WORDING.byNumber), ...this.#quotes(clauses, new Set()), ...this.#related(clauses)];
  }

  #answer(understood: Answer): Message[] {
    const { policy } = this.#knowledge.pack;
    const words = this.#words(understood.evidence);
    if (understood.heading !== null) {
      const inside = policy.descendants(understood.heading).filter((clause) => clause.body !== '');
      const title = policy.get(understood.heading)?.title ?? '';
      return [
        heading(WORDING.wholeItem(policy.citation(understood.heading), title, inside.length)),
        ...inside.map(({ id }) => this.#quoter.quote(id, words, { role: 'answer' })),
        this.#limits(),
      ];
    }
    const contents = understood.how === 'citation' ? this.#tooMuch(understood.citations) : null;
    if (contents !== null) return [contents, this.#limits()];
    const clauses = understood.citations.flatMap((id) => this.#withContents(id));
    return [
      ...this.#choices(understood.choices),
      ...this.#readings(understood.evidence),
      text(opening(understood.how, clauses.length)),
      ...this.#quotes(clauses, understood.how === 'citation' ? new Set() : words),
      ...this.#related(clauses),
      this.#limits(),
    ];
  }

  #offer(understood: Offer): Message[] {
    const words = this.#words(understood.evidence);
    const { offer } = understood.intent;
    const opening =
      understood.kind === 'report'
        ? [urgent(WORDING.reportFirst(offer))]
        : [...this.#readings(understood.evidence), text(WORDING.flowDepends(offer))];
    return [
      ...this.#choices(understood.choices),
      ...opening,
      ...this.#quotes(understood.citations, words),
      ...(understood.kind === 'flow' ? this.#related(understood.citations) : []),
      note(
        understood.kind === 'flow' ? WORDING.flowAsk(this.#askWhom()) : WORDING.reportAfter(this.#askWhom()),
      ),
    ];
  }

  /** The guided decision first, and under it the clauses that a plain answer quotes. */
  #guided(understood: Offer, { messages, decided }: Guided): Message[] {
    const readings = this.#readings(understood.evidence);
    if (decided) return [...readings, ...messages];
    return [
      ...this.#choices(understood.choices),
      ...readings,
      text(WORDING.flowDepends(understood.intent.offer), GUIDED.offered),
      ...messages,
      text(WORDING.flowClauses),
      ...this.#quotes(understood.citations, this.#words(understood.evidence)),
      ...this.#related(understood.citations),
      note(WORDING.flowAsk(this.#askWhom())),
    ];
  }

  /** Whom to tell at once, the first question, and under it the clauses. */
  #reported(understood: Offer, { messages }: Guided): Message[] {
    return [
      urgent(WORDING.reportFirst(understood.intent.offer)),
      ...messages,
      ...this.#choices(understood.choices),
      text(WORDING.flowClauses),
      ...this.#quotes(understood.citations, this.#words(understood.evidence)),
      note(WORDING.reportAfter(this.#askWhom())),
    ];
  }

  /** No alarm; and never kept from reporting: in doubt one tap leads there. */
  #noMishap({ standing, intent, citations, evidence }: NoMishap): Message[] {
    const begin = this.#reportButtons.find(
      ({ action }) => action.do === 'report' && action.flow === intent.id,
    );
    const quotes = this.#quotes(citations, this.#words(evidence));
    const named = (words: string): Choice[] =>
      begin === undefined ? [] : [{ ...begin, label: label(words) }];
    if (standing === 'put') {
      const report = named(WORDING.report(begin?.label ?? ''));
      return [
        text(WORDING.putAsCase),
        ...quotes,
        ...(report.length === 0 ? [] : [choicesOf(WORDING.putReport, report)]),
        this.#limits(),
      ];
    }
    const atHand: Choice = {
      label: label(WORDING.undoneAtHand),
      action: { do: 'say', text: WORDING.undoneAtHand, fresh: true },
      style: 'plain',
    };
    return [
      choicesOf(WORDING.undone, [atHand, ...named(WORDING.undoneForAWhile), ...named(WORDING.undoneNot)]),
      text(WORDING.undoneClauses),
      ...quotes,
      note(WORDING.reportAfter(this.#askWhom())),
    ];
  }

  #notCovered(understood: NotCovered): Message[] {
    const { policy, wordings, examples } = this.#knowledge.pack;
    const topics = understood.near.slice(0, 3).map((clause): Choice => {
      const about = wordings.find((wording) => wording.clause === clause)?.about;
      const words = about ?? policy.get(clause)?.title ?? policy.citation(clause);
      return { label: label(words), action: { do: 'show-clause', clause }, style: 'plain' };
    });
    const { outside } = understood;
    return [
      text(WORDING.notCovered, ...(outside === null ? [] : [WORDING.notCoveredBecause(outside.about)])),
      topics.length > 0
        ? { type: 'choices', prompt: WORDING.tryAgain, choices: topics }
        : { type: 'choices', prompt: WORDING.otherTopics, choices: examples.slice(0, 3).map(ask) },
      note(WORDING.whomToAsk(this.#askWhom())),
    ];
  }

  /** A chapter or section whole would be dozens of quotes: its headings, to choose from. Null where all can be quoted. */
  #tooMuch(ids: readonly ClauseId[]): Message | null {
    const { policy } = this.#knowledge.pack;
    const large = ids.find((id) => this.#withContents(id).length > MOST_CONTENTS);
    if (large === undefined) return null;
    const choices = policy.children(large).map(({ id, title, body }): Choice => {
      const words = `${policy.citation(id)} ${title === '' ? body : title}`;
      return { label: label(words), action: { do: 'show-clause', clause: id }, style: 'plain' };
    });
    const prompt = WORDING.contents(policy.citation(large), policy.get(large)?.title ?? '');
    return { type: 'choices', prompt, choices: choices.slice(0, LIMITS.choices) };
  }

  /** A clause asked for by number shows what is under it too: a heading alone would say nothing. */
  #withContents(id: ClauseId): ClauseId[] {
    const { policy } = this.#knowledge.pack;
    if (policy.get(id)?.body !== '') return [id];
    return policy.descendants(id).flatMap((clause) => (clause.body === '' ? [] : [clause.id]));
  }

  #quotes(clauses: readonly ClauseId[], words: ReadonlySet<string>): Message[] {
    return groupSimilar(clauses, this.#knowledge.pack.policy).map(({ clause, similar }) =>
      this.#quoter.quote(clause, words, { role: 'answer', similar }),
    );
  }

  #related(clauses: readonly ClauseId[]): Message[] {
    return relatedClauses(clauses, this.#knowledge.pack.policy, this.#understander).map(({ clause, why }) =>
      this.#quoter.quote(clause, new Set(), { role: 'related', why }),
    );
  }

  /** Says openly what a product's name was taken for. */
  #readings(evidence: Evidence): Message[] {
    const products = new Map(
      evidence.readings.filter((reading) => reading.product).map((reading) => [reading.said, reading]),
    );
    const typed = normalise(evidence.typed);
    const { concepts, policy } = this.#knowledge.pack;
    return [...products.values()].map(({ id, said, name, clause }) => {
      const at = typed.text.indexOf(said);
      const asTyped = at < 0 ? said : evidence.typed.slice(typed.origin[at], typed.origin[at + said.length]);
      const caveat = concepts.find(({ concept }) => concept === id)?.caveat ?? '';
      return note(WORDING.readAs(asTyped, name, policy.citation(clause), caveat));
    });
  }

  /** Dictionary forms of what the person typed and of what it was read as: these are marked in the quotes. */
  #words(evidence: Evidence): ReadonlySet<string> {
    const added = evidence.readings.flatMap(({ adds }) => adds);
    return new Set([...termsOf(evidence.analysis.tokens), ...added]);
  }

  #examples(): Message {
    return { type: 'choices', prompt: WORDING.examples, choices: this.#knowledge.pack.examples.map(ask) };
  }

  quote(clause: ClauseId): QuoteMessage {
    return this.#quoter.quote(clause, new Set(), { role: 'answer' });
  }

  #limits(): Message {
    return note(WORDING.limits(this.#askWhom()));
  }

  #askWhom(): string {
    return this.#knowledge.pack.policy.citation(this.#knowledge.pack.askWhom);
  }
}

function choicesOf(prompt: string, choices: readonly Choice[]): Message {
  return { type: 'choices', prompt, choices };
}

/** Advice that several parts end in alike stands once, at the last of them. */
function onceEach(messages: readonly Message[]): Message[] {
  const isAdvice = (message: Message) =>
    message.type === 'choices' || (message.type === 'text' && message.tone === 'note');
  const words = messages.map((message) => (isAdvice(message) ? JSON.stringify(message) : null));
  return messages.filter((_, at) => words[at] === null || words.lastIndexOf(words[at] ?? null) === at);
}

function unreadable({ why }: Unreadable): string {
  switch (why) {
    case 'empty':
      return WORDING.emptyInput;
    case 'too-long':
      return WORDING.tooLong(LONGEST_QUESTION);
    case 'no-words':
      return WORDING.noWords;
  }
}

function opening(how: Answer['how'], count: number): string {
  switch (how) {
    case 'citation':
      return WORDING.byNumber;
    case 'term':
      return WORDING.definition;
    case 'heading':
    case 'search':
      return count === 1 ? WORDING.foundOne : WORDING.found(count);
  }
}
