import { beforeAll, describe, expect, it } from 'vitest';
import type { Act, Concept } from '../../../knowledge/pack/schemas.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { Lexicon, lexiconData, type Reading } from '../../../knowledge/search/lexicon.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';

const thing = (concept: string, words: string[], products: string[] = []): Concept => ({
  concept,
  name: concept,
  clause: '1.2.4',
  because: '試験',
  words,
  products,
  adds: [concept],
});
const act = (id: string, verbs: string[], objects?: string[]): Act => ({
  act: id,
  name: id,
  clause: '2.3.4.i#7',
  because: '試験',
  verbs,
  adds: [id],
  ...(objects === undefined ? {} : { objects }),
});

const THINGS = [
  thing('service', [], ['LINE', 'Googleドライブ', 'ライン']),
  thing('media', ['USB', 'USBメモリ', 'ドライブ', 'CD-R']),
  thing('phone', ['スマホ']),
  thing('terminal', ['パソコン']),
];
const ACTS = [
  act('take-out', ['持って帰る', '持ち出す']),
  act('copy', ['保存', '移す'], ['media', 'phone']),
  act('failure', ['動かない', '動きません']),
  act('move', ['動く']),
  act('connect', ['つなぐ']),
  act('join', ['つなぐ']),
];

let lexicon: Lexicon;
let analyser: Analyser;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
  lexicon = new Lexicon(THINGS, ACTS, lexiconData(THINGS, ACTS, analyser));
});

const read = (text: string): Reading[] => lexicon.read(analyser.analyse(text));
/** `id=as said` of every reading. */
const said = (text: string): string[] => read(text).map((reading) => `${reading.id}=${reading.said}`);

describe('a thing', () => {
  it('is read with its place, its policy name and what it adds', () => {
    expect(read('職場のUSBメモリを')).toEqual([
      {
        id: 'media',
        kind: 'thing',
        name: 'media',
        clause: '1.2.4',
        said: 'usbメモリ',
        product: false,
        adds: ['media'],
        start: 3,
        end: 9,
      },
    ]);
  });

  it('is read however wide it is typed', () => {
    expect(said('ＵＳＢﾒﾓﾘ')).toEqual(['media=usbメモリ']);
    expect(said('cd-rに')).toEqual(['media=cd-r']);
  });

  it('says openly whether it is a product’s name', () => {
    expect(read('LINEとスマホ').map(({ said: as, product }) => [as, product])).toEqual([
      ['line', true],
      ['スマホ', false],
    ]);
  });

  it('with a longer name hides the shorter one inside it', () => {
    expect(said('USBメモリ')).toEqual(['media=usbメモリ']);
    expect(said('Googleドライブに')).toEqual(['service=googleドライブ']);
    expect(said('ドライブに')).toEqual(['media=ドライブ']);
    expect(said('GoogleドライブとUSBと')).toEqual(['service=googleドライブ', 'media=usb']);
  });

  it.each(['ONLINEで申請', 'LINERで', 'オンラインで開く', 'ラインナップ', 'USBCで'])(
    'is not a part of a longer name: nothing in 「%s」',
    (text) => {
      expect(said(text)).toEqual([]);
    },
  );

  it.each(['LINEで', '「LINE」', 'ラインで送る', '公式ラインに', 'LINE/メール'])(
    'is found where the name ends: 「%s」',
    (text) => {
      expect(read(text).map(({ id }) => id)).toEqual(['service']);
    },
  );

  it('is read each time that it stands there', () => {
    expect(said('USBとUSB')).toEqual(['media=usb', 'media=usb']);
  });
});

describe('an act', () => {
  it.each([
    '持って帰りたい',
    '持って帰った',
    '持って帰りました',
    '持って帰っていい',
    '持って帰らず',
    '持って帰れば',
  ])('is read from any form of its verb: 「%s」', (text) => {
    expect(read(text).map(({ id }) => id)).toEqual(['take-out']);
  });

  it.each(['動かない', '動きません', '動かなかった', '動きませんでした'])(
    'with a negation is not the act without it: 「%s」',
    (text) => {
      expect(read(text).map(({ id }) => id)).toEqual(['failure']);
    },
  );

  it('without a negation is not the act with it', () => {
    expect(said('パソコンが動きました')).toEqual(['terminal=パソコン', 'move=動き']);
  });

  it('that wants an object is read only where one of its objects stands in the question', () => {
    expect(said('スマホに保存')).toEqual(['phone=スマホ', 'copy=保存']);
    expect(said('保存先はUSB')).toEqual(['copy=保存', 'media=usb']);
    expect(said('パソコンに保存')).toEqual(['terminal=パソコン']);
    expect(said('庁舎に保存')).toEqual([]);
  });

  it('is read in every meaning that the same words have', () => {
    expect(said('つないだ')).toEqual(['connect=つない', 'join=つない']);
  });
});

describe('readings', () => {
  it('come in the order in which the words stand', () => {
    expect(said('持ち出したいのはUSBとスマホ')).toEqual(['take-out=持ち出し', 'media=usb', 'phone=スマホ']);
  });

  it('are none in a text without such words', () => {
    expect(said('')).toEqual([]);
    expect(said('天気はどうですか。')).toEqual([]);
  });
});
