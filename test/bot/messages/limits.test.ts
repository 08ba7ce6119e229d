import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../../bot/channel.ts';
import { createAssistant } from '../../../bot/conversation/assistant.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import { excesses, LIMITS, label } from '../../../bot/messages/limits.ts';
import type {
  CardMessage,
  Choice,
  ChoicesMessage,
  Field,
  FormMessage,
  Message,
  TextMessage,
} from '../../../bot/messages/model.ts';
import { Quoter } from '../../../bot/messages/quote.ts';
import { readQuestions } from '../../bench/question-file.ts';
import { loadSendai, receive, say } from '../sendai.ts';

const long = (length: number) => 'あ'.repeat(length);
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

const choice: Choice = { label: '聞く', action: { do: 'say', text: '鍵は？' }, style: 'plain' };
/** A button whose serialised action has exactly this many characters. */
const choiceOf = (action: number): Choice => ({
  ...choice,
  action: { do: 'say', text: long(action - JSON.stringify({ do: 'say', text: '' }).length) },
});
const text: TextMessage = { type: 'text', paragraphs: ['はい。'], tone: 'plain' };
const choices: ChoicesMessage = { type: 'choices', prompt: 'どれですか。', choices: [choice] };
const dateField: Field = { kind: 'date', id: 'back', label: '返す日', hint: '', required: false };
const selectOf = (options: readonly { value: string; label: string }[]): Field => ({
  kind: 'select',
  id: 'class',
  label: '分類',
  hint: '',
  required: true,
  options,
});
const form: FormMessage = {
  type: 'form',
  form: 'take-out',
  title: '申請',
  fields: [dateField],
  submit: '送る',
};
const card: CardMessage = {
  type: 'card',
  title: '情報管理者',
  subtitle: '',
  body: '所属の課の長',
  facts: [],
  choices: [choice],
};

describe('each limit', () => {
  // What is exceeded; a message that just fits; the same with one more.
  it.each<[string, Message, Message]>([
    [
      'paragraph',
      { ...text, paragraphs: [long(LIMITS.paragraph)] },
      { ...text, paragraphs: ['短い', long(LIMITS.paragraph + 1)] },
    ],
    [
      'paragraph',
      { ...choices, prompt: long(LIMITS.paragraph) },
      { ...choices, prompt: long(LIMITS.paragraph + 1) },
    ],
    [
      'choices',
      { ...choices, choices: many(LIMITS.choices, choice) },
      { ...choices, choices: many(LIMITS.choices + 1, choice) },
    ],
    [
      'label',
      { ...choices, choices: [{ ...choice, label: long(LIMITS.label) }] },
      { ...choices, choices: [choice, { ...choice, label: long(LIMITS.label + 1) }] },
    ],
    [
      'action',
      { ...choices, choices: [choiceOf(LIMITS.action)] },
      { ...choices, choices: [choiceOf(LIMITS.action + 1)] },
    ],
    ['title', { ...form, title: long(LIMITS.title) }, { ...form, title: long(LIMITS.title + 1) }],
    ['label', { ...form, submit: long(LIMITS.label) }, { ...form, submit: long(LIMITS.label + 1) }],
    [
      'fields',
      { ...form, fields: many(LIMITS.fields, dateField) },
      { ...form, fields: many(LIMITS.fields + 1, dateField) },
    ],
    [
      'options',
      { ...form, fields: [selectOf(many(LIMITS.options, { value: 'S', label: 'Ｓ' }))] },
      { ...form, fields: [selectOf(many(LIMITS.options + 1, { value: 'S', label: 'Ｓ' }))] },
    ],
    [
      'optionValue',
      { ...form, fields: [selectOf([{ value: long(LIMITS.optionValue), label: 'Ｓ' }])] },
      { ...form, fields: [selectOf([{ value: long(LIMITS.optionValue + 1), label: 'Ｓ' }])] },
    ],
    [
      'label',
      { ...form, fields: [selectOf([{ value: 'S', label: long(LIMITS.label) }])] },
      { ...form, fields: [selectOf([{ value: 'S', label: long(LIMITS.label + 1) }])] },
    ],
    ['title', { ...card, title: long(LIMITS.title) }, { ...card, title: long(LIMITS.title + 1) }],
    ['paragraph', { ...card, body: long(LIMITS.paragraph) }, { ...card, body: long(LIMITS.paragraph + 1) }],
    [
      'facts',
      { ...card, facts: many(LIMITS.facts, { name: '電話', value: '内線' }) },
      { ...card, facts: many(LIMITS.facts + 1, { name: '電話', value: '内線' }) },
    ],
    [
      'choices',
      { ...card, choices: many(LIMITS.choices, choice) },
      { ...card, choices: many(LIMITS.choices + 1, choice) },
    ],
  ])('「%s」 holds to the last character or piece, and is named beyond it', (name, fits, exceeds) => {
    expect(excesses(fits)).toEqual([]);
    expect(excesses(exceeds)).toEqual([name]);
  });

  it('names everything that a message exceeds', () => {
    const title = long(LIMITS.title + 1);
    const facts = many(LIMITS.facts + 1, { name: '電話', value: '内線' });
    expect(excesses({ ...card, title, facts })).toEqual(['title', 'facts']);
  });
});

describe('a label', () => {
  it('keeps short words as they are and cuts long ones with an ellipsis', () => {
    expect(label('鍵はかける？')).toBe('鍵はかける？');
    expect(label(long(LIMITS.label))).toBe(long(LIMITS.label));
    expect(label(long(LIMITS.label + 1))).toBe(`${long(LIMITS.label - 1)}…`);
  });

  it('never exceeds a button, and begins as the words do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 200 }), (words) => {
        const cut = label(words);
        expect(cut.length).toBeLessThanOrEqual(LIMITS.label);
        expect(excesses({ ...choices, choices: [{ ...choice, label: cut }] })).toEqual([]);
        expect(words.startsWith(cut.replace(/…$/u, ''))).toBe(true);
        expect(cut === words).toBe(words.length <= LIMITS.label);
      }),
    );
  });
});

describe('what the assistant says', () => {
  let knowledge: Knowledge;
  let assistant: Assistant;
  beforeAll(async () => {
    knowledge = await loadSendai();
    assistant = createAssistant(knowledge);
  });

  /** `question: limit` for every limit that a reply to it exceeds. */
  const exceeded = (question: string, messages: readonly Message[]) =>
    messages.flatMap((message) => excesses(message).map((limit) => `${question}: ${limit}`));

  it('fits every channel: to begin with, in an emergency, and to every question collected from staff', async () => {
    const questions = await readQuestions(new URL('../../questions/dev.jsonl', import.meta.url));
    expect(questions.length).toBeGreaterThan(100);
    const emergency = await receive(assistant, { type: 'action', action: { do: 'emergency' } });
    const replies: string[] = [];
    for (const question of questions)
      replies.push(...exceeded(question.id, await say(assistant, question.text)));
    expect([
      ...exceeded('welcome', assistant.welcome()),
      ...exceeded('emergency', emergency),
      ...replies,
    ]).toEqual([]);
  });

  it('fits every channel whichever clause is quoted', () => {
    const { policy } = knowledge.pack;
    const quoter = new Quoter(policy, knowledge.analyser);
    const quotes = policy.all.map(({ id }) => quoter.quote(id, new Set(), { role: 'answer' }));
    expect(quotes).toHaveLength(446);
    expect(quotes.flatMap((quote) => exceeded(quote.clause, [quote]))).toEqual([]);
  });
});
