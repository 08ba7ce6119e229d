import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clausesOf } from './sendai-text.ts';

/** A clause as it should be read, and the clauses printed under it. */
interface Plan {
  readonly id: string;
  readonly marker: string;
  readonly title: string;
  /** Printed before the children. */
  readonly paragraphs: readonly string[];
  readonly children: readonly Plan[];
  /** Printed after the children: part of this clause all the same. */
  readonly after: string;
}

const words = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'情報機器職員許可記録管理者対策端末承認持出庁舎をにはのがするこあんステム'), {
      minLength: min,
      maxLength: max,
    })
    .map((characters) => `本${characters.join('')}等`);
const phrase = words(1, 12);
const sentence = words(5, 150).map((text) => `${text}する。`);

const roman = (n: number): string => String.fromCodePoint(0x2170 + n - 1);
const circled = (n: number): string => String.fromCodePoint(0x2460 + n - 1);
const wide = (n: number): string => (n < 10 ? String.fromCodePoint(0xff10 + n) : String(n));

type Shape = {
  title: string;
  paragraphs: string[];
  kind: string;
  texts: string[];
  below: Shape[];
  after: string;
};
const shape = (depth: number): fc.Arbitrary<Shape> =>
  fc.record({
    title: phrase,
    paragraphs: fc.array(sentence, { minLength: 1, maxLength: 2 }),
    kind: fc.constantFrom('none', 'bullets', 'stars', 'phrases', 'titled'),
    texts: fc.array(phrase, { minLength: 2, maxLength: 4 }),
    below: depth === 0 ? fc.constant([]) : fc.array(shape(depth - 1), { minLength: 1, maxLength: 3 }),
    after: fc.oneof(
      fc.constant(''),
      sentence.map((text) => `また，${text}`),
    ),
  });

/** Markers by depth below the section: ① then （ⅰ） then ア. */
const LEVELS = [
  (n: number) => ({ marker: circled(n), part: `.${n}` }),
  (n: number) => ({ marker: `（${roman(n)}）`, part: `.${roman(n).normalize('NFKC')}` }),
  (n: number) => ({ marker: 'アイウエオ'[n - 1] ?? '', part: `.${'アイウエオ'[n - 1] ?? ''}` }),
];

function planOf(given: Shape, id: string, marker: string, level: number): Plan {
  const markerAt = LEVELS[level];
  const leaf = (childId: string, childMarker: string, text: string): Plan => ({
    id: childId,
    marker: childMarker,
    title: '',
    paragraphs: [text],
    children: [],
    after: '',
  });
  let children: Plan[] = [];
  if (given.kind === 'bullets') children = given.texts.map((text, i) => leaf(`${id}#${i + 1}`, '・', text));
  if (given.kind === 'stars') children = given.texts.map((text, i) => leaf(`${id}*${i + 1}`, '●', text));
  if (given.kind === 'phrases' && markerAt !== undefined) {
    children = given.texts.map((text, i) => leaf(id + markerAt(i + 1).part, markerAt(i + 1).marker, text));
  }
  const nested = given.kind === 'titled' && markerAt !== undefined;
  if (nested) {
    children = given.below.map((one, i) =>
      planOf(one, id + markerAt(i + 1).part, markerAt(i + 1).marker, level + 1),
    );
  }
  // Only after a list of phrases does the page show whose the paragraph is.
  const after = children.length > 0 && !nested ? given.after : '';
  return { id, marker, title: given.title, paragraphs: given.paragraphs, children, after };
}

/** Prints a plan as the city does: double-spaced, 44 characters a line, here and there a new page. */
function print(plan: Plan): string[] {
  const gap = plan.marker === '・' || plan.marker === '●' || plan.marker.startsWith('（') ? '' : ' ';
  const opening = plan.title === '' ? plan.paragraphs.slice(0, 1) : [plan.title];
  const rest = plan.title === '' ? plan.paragraphs.slice(1) : plan.paragraphs;
  return [
    ...wrap(plan.marker + gap + (opening[0] ?? '')),
    ...rest.flatMap((text) => wrap(` ${text}`)),
    ...plan.children.flatMap(print),
    ...(plan.after === '' ? [] : wrap(plan.after)),
  ];
}

const wrap = (text: string): string[] => text.match(/.{1,44}/gsu) ?? [];
const flatten = (plan: Plan): Plan[] => [plan, ...plan.children.flatMap(flatten)];

const policies = fc.array(fc.tuple(phrase, fc.array(shape(2), { minLength: 1, maxLength: 3 })), {
  minLength: 1,
  maxLength: 3,
});

it('reads any printed policy back as it was planned', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 3, max: 30 }), (chapters, linesPerPage) => {
      const plans = chapters.map(([title, sections], c): Plan => {
        const children = sections.map((one, s) => planOf(one, `${c + 1}.${s + 1}`, `（${wide(s + 1)}）`, 0));
        return { id: `${c + 1}`, marker: `第${wide(c + 1)}章`, title, paragraphs: [], children, after: '' };
      });
      const lines = plans.flatMap(print);
      const text = lines
        .map((line, i) => (i > 0 && i % linesPerPage === 0 ? `${i} \n\n ${line}` : `\n${line}`))
        .join('\n');
      const read = clausesOf(text).map(({ id, marker, title, body }) => ({ id, marker, title, body }));
      const planned = plans.flatMap(flatten).map(({ id, marker, title, paragraphs, after }) => ({
        id,
        marker,
        title,
        body: paragraphs.join('') + after,
      }));
      expect(read).toEqual(planned);
    }),
    { numRuns: 300 },
  );
});
