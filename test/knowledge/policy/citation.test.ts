import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCitations, parseCitation } from '../../../knowledge/policy/citation.ts';
import { sendai } from './sendai-text.ts';

describe('the printed citation', () => {
  it.each([
    ['0', '序'],
    ['2', '第２章'],
    ['1.10', '第１章（10）'],
    ['2.7.1.vii', '第２章（７）①（ⅶ）'],
    ['2.7.1.vii#6', '第２章（７）①（ⅶ）6項目め'],
    ['2.4.1#1', '第２章（４）①1項目め'],
    ['2.3.4.i-2#1', '第２章（３）④（ⅰ）-２ 1項目め'],
    ['1.2.12.ii.a#1', '第１章（２）⑫（ⅱ）(a)1項目め'],
    ['2.3.6.i.ア', '第２章（３）⑥（ⅰ）ア'],
    ['2.3.6.i.ア#1', '第２章（３）⑥（ⅰ）ア1項目め'],
    ['2.8.3.ii#5.ア', '第２章（８）③（ⅱ）5項目めア'],
    ['2.7.2.ii*1', '第２章（７）②（ⅱ）●1項目め'],
    ['1.1.note', '第１章（１）（注）'],
  ])('of %s is 「%s」', (id, citation) => {
    expect(sendai.citation(id)).toBe(citation);
  });

  it.each([
    [
      '2.7.1.vii#6',
      '第２章 情報セキュリティ対策基準（７）技術的セキュリティ ① 情報システムの管理（ⅶ）電子メールの送受信等 6項目め',
    ],
    ['2.9.10', '第２章 情報セキュリティ対策基準（９）法令等遵守 ⑩'],
    [
      '2.8.3.ii#5.ア',
      '第２章 情報セキュリティ対策基準（８）運用 ③ セキュリティ障害時の対応（ⅱ）障害発生の報告 5項目め ア',
    ],
    [
      '1.2.12.ii.a',
      '第１章 情報セキュリティ基本方針（２）定義 ⑫ 外部サービス（ⅱ）約款等による外部サービス (a) 約款への同意のみにより利用可能となる外部サービス',
    ],
    ['0', '序 仙台市行政情報セキュリティポリシーの構成'],
  ])('of %s with titles is 「%s」', (id, citation) => {
    expect(sendai.longCitation(id)).toBe(citation);
  });

  it('is different for every clause', () => {
    expect(new Set(sendai.all.map(({ id }) => sendai.citation(id))).size).toBe(446);
  });
});

describe('every clause is found again', () => {
  const ways: readonly [string, (id: string) => string][] = [
    ['its id', (id) => id],
    ['its citation', (id) => sendai.citation(id)],
    ['its citation after NFKC, where ① and 1 become one', (id) => sendai.citation(id).normalize('NFKC')],
    ['its citation without blanks', (id) => sendai.citation(id).replace(/\s/gu, '')],
    ['its citation with titles', (id) => sendai.longCitation(id)],
    ['its citation with titles after NFKC', (id) => sendai.longCitation(id).normalize('NFKC')],
    [
      'its id in full width',
      (id) => id.replace(/[!-~]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
    [
      'its citation with の between the steps',
      (id) => sendai.citation(id).replace(/(?<=[）章])(?=[（①-⑳0-9])/gu, 'の'),
    ],
  ];
  it.each(ways)('by %s', (_, write) => {
    for (const { id } of sendai.all) expect(parseCitation(write(id), sendai), write(id)).toBe(id);
  });

  it('in running text, with its place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sendai.all.filter(({ id }) => id !== '0')),
        fc.constantFrom('この件は', '「', '', '参照：', 'USBメモリ、'),
        fc.constantFrom('', 'について教えてください。', '」', 'による。', '、'),
        fc.boolean(),
        (clause, before, after, long) => {
          const citation = long ? sendai.longCitation(clause.id) : sendai.citation(clause.id);
          const found = findCitations(before + citation + after, sendai);
          expect(found).toEqual([
            { id: clause.id, start: before.length, end: before.length + citation.length },
          ]);
        },
      ),
    );
  });
});

describe('what a person types', () => {
  it.each([
    ['第2章（7）①（ⅶ）の6番目', '2.7.1.vii#6'],
    ['第二章(7)1(7)６項目め', '2.7.1.vii#6'],
    ['第2章 第7節 ① ⅶ 六つ目', '2.7.1.vii#6'],
    ['2.7.1.vii#6', '2.7.1.vii#6'],
    ['2.7.1.viiの6番目', '2.7.1.vii#6'],
    ['２．７．１．ⅶ', '2.7.1.vii'],
    ['2.7.1.VII', '2.7.1.vii'],
    ['2-7-1', '2.7.1'],
    ['２－７－１', '2.7.1'],
    ['2章8の例外措置', '2.8.4'],
    ['2章8の「例外措置」', '2.8.4'],
    ['第２章の電子メールの送受信等の6番目', '2.7.1.vii#6'],
    ['第1章の外部サービス', '1.2.12'],
    ['2.8 運用', '2.8'],
    ['第２章（８）③（ⅱ）5項目めア', '2.8.3.ii#5.ア'],
    ['第2章(8)3(2)の5番目のｱ', '2.8.3.ii#5.ア'],
    ['第２章（７）②（ⅱ）●の1番目', '2.7.2.ii*1'],
    ['第１章（１）注', '1.1.note'],
    ['第2章(3)4(1)-2', '2.3.4.i-2'],
    ['「第２章（９）」', '2.9'],
    ['序', '0'],
    ['序章', '0'],
    ['2.7', '2.7'],
    ['2', '2'],
  ])('「%s」 is %s', (text, id) => {
    expect(parseCitation(text, sendai)).toBe(id);
  });

  it.each([
    '第３章',
    '2.0',
    '2.11',
    '第２章（４）⑮',
    '第２章（７）①（ⅶ）の99番目',
    '2.7.1.vii#0',
    '第２章（７）①について',
    '第７条',
    '例外措置',
    '',
  ])('「%s」 is none', (text) => {
    expect(parseCitation(text, sendai)).toBeNull();
  });
});

describe('citations in running text', () => {
  it('are found each with its place, in order', () => {
    const text = '第1章と第2章（９）、それに2.7.1.viiの6番目を見てください';
    const found = findCitations(text, sendai);
    expect(found.map(({ id, start, end }) => [id, text.slice(start, end)])).toEqual([
      ['1', '第1章'],
      ['2.9', '第2章（９）'],
      ['2.7.1.vii#6', '2.7.1.viiの6番目'],
    ]);
  });

  it('stop where the sentence goes on', () => {
    expect(findCitations('第２章（８）の運用上の扱い', sendai)).toMatchObject([{ id: '2.8', end: 6 }]);
    expect(findCitations('2章8の例外措置を教えて', sendai)).toMatchObject([{ id: '2.8.4', end: 8 }]);
    expect(findCitations('序を見せて', sendai)).toMatchObject([{ id: '0', start: 0, end: 1 }]);
  });

  it.each([
    '2.5インチのディスク',
    '10文字以上で3種類以上',
    '第7条第1号',
    '3階の会議室',
    'バージョン2.0',
    'Ver 2.7.1 に更新',
    'v2.7.1',
    '2.7.1.3 へ接続',
    '192.168.2.7',
    '2026.7.1に',
    '2026-07-01',
    '令和2.10.1から',
    'R2.10.1',
    '1.2倍の1.1円',
    '1.2の2倍',
    '2.71',
    '2.7について',
    '2.1.2個',
    '一番町2-7-1',
    '2-7-1番地',
    '12.7.1',
    '番号法第2章',
    '個人情報保護条例（第２章）'.replace('（', ''),
    '第2章第7条',
    '全2章',
    '第2章7月',
    '第２章（４）⑮',
    '第２章（７）①（ⅶ）の99番目',
    '2.7.1.vii#99',
    '秩序と順序',
    '序の口',
    '序盤',
    '2',
    '2.5',
    '14時30分に100名',
    '022-261-1111',
  ])('are not seen in 「%s」', (text) => {
    expect(findCitations(text, sendai)).toEqual([]);
  });

  it('are not seen in any number with a counter', () => {
    const number = fc
      .tuple(fc.nat(30), fc.option(fc.nat(99)))
      .map(([a, b]) => (b === null ? `${a}` : `${a}.${b}`));
    const counter = fc.constantFrom(
      '円',
      '倍',
      'インチ',
      'GB',
      '%',
      '名',
      '階',
      '月',
      '日',
      '文字',
      '条',
      '号',
      'つ',
      '回',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, counter), { maxLength: 5 }), (parts) => {
        const text = parts.map(([n, c]) => `${n}${c}の`).join('');
        expect(findCitations(text, sendai)).toEqual([]);
      }),
    );
  });

  it('never overlap, lie inside the text and exist, whatever is typed', () => {
    const piece = fc.constantFrom(
      ...[
        '第',
        '章',
        '2',
        '２',
        '7',
        '.',
        '-',
        '（７）',
        '(1)',
        '①',
        '（ⅶ）',
        'ⅶ',
        'の',
        '6項目め',
        '#',
        ' ',
        'ア',
        '序',
        '例外措置',
        '運用',
        '𠮷',
        'ｶﾞ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { id, start, end } of findCitations(text, sendai)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(sendai.get(id)).toBeDefined();
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        const whole = parseCitation(text, sendai);
        expect(whole === null || sendai.get(whole) !== undefined).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
