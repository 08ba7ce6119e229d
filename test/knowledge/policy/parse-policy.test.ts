import { describe, expect, it } from 'vitest';
import { clause, clausesOf, sendai, sendaiText } from './sendai-text.ts';
import { slowParse } from './slow-parse.ts';

const withoutBlanks = (text: string): string => text.replace(/\s/gu, '');
const MOVED = 'また，マナーと倫理をもって情報システムを利用しなければならない。';
const ITS_PLACE = '職員は，次の法令等を遵守しなければならない。';

describe('the whole text', () => {
  it('has 446 clauses with different ids', () => {
    expect(sendai.all).toHaveLength(446);
    expect(new Set(sendai.all.map(({ id }) => id)).size).toBe(446);
  });

  it('loses no character but the page number and moves none but the paragraph after the list of 2.9', () => {
    const joined = sendai.all.map(({ marker, title, body }) => marker + title + body).join('');
    const printed = withoutBlanks(sendaiText.replace(/^17 *$/mu, ''));
    expect(printed.split(MOVED)).toHaveLength(2);
    expect(printed.split(ITS_PLACE)).toHaveLength(2);
    const expected = printed.replace(MOVED, '').replace(ITS_PLACE, ITS_PLACE + MOVED);
    expect(withoutBlanks(joined)).toBe(expected);
  });

  it('agrees with the slow, obvious reading except on that paragraph', () => {
    const quick = sendai.all.map(({ id, marker, title, body }) => ({
      id,
      marker,
      text: withoutBlanks(title + body),
    }));
    const slow = slowParse(sendaiText);
    expect(slow.map(({ id }) => id)).toEqual(quick.map(({ id }) => id));
    const different = slow.filter((one, index) => JSON.stringify(one) !== JSON.stringify(quick[index]));
    expect(different.map(({ id }) => id)).toEqual(['2.9', '2.9.10']);
  });

  it('names the line on which each marker stands', () => {
    const lines = sendaiText.split('\n').map(withoutBlanks);
    for (const { id, line, marker } of sendai.all) {
      expect(lines[line - 1]?.startsWith(marker), id).toBe(true);
    }
  });

  it('puts every clause under one that was read before it', () => {
    const seen = new Set<string>();
    for (const { id, parent } of sendai.all) {
      expect(parent === null || seen.has(parent), id).toBe(true);
      seen.add(id);
    }
  });

  it.each([
    ['blanks at line ends cut off', sendaiText.replace(/ +$/gmu, '')],
    ['Windows line ends and a byte order mark', `\uFEFF${sendaiText.replaceAll('\n', '\r\n')}`],
    ['a form feed at each page', sendaiText.replace(/([^\n])\n ([^\n])/gu, '$1\n\f $2')],
  ])('reads the same with %s', (_, text) => {
    expect(clausesOf(text)).toEqual(sendai.all);
  });

  it('reads the same without the empty lines', () => {
    const lines = sendaiText.split('\n').filter((line) => line.trim() !== '');
    const withoutLine = sendai.all.map(({ line: _, ...rest }) => rest);
    expect(clausesOf(lines.join('\n')).map(({ line: _, ...rest }) => rest)).toEqual(withoutLine);
  });

  it('leaves no line break, tab or blank at an edge in any clause', () => {
    for (const { id, title, body } of sendai.all) {
      expect(`${title}|${body}`, id).not.toMatch(/[\n\r\t\f]/u);
      expect([title, body], id).toEqual([title.trim(), body.trim()]);
    }
  });

  it('breaks paragraphs inside the body, in order', () => {
    for (const { id, body, breaks = [] } of sendai.all) {
      expect(
        [...breaks].sort((a, b) => a - b),
        id,
      ).toEqual(breaks);
      expect(
        breaks.every((at) => at > 0 && at < body.length),
        id,
      ).toBe(true);
    }
  });
});

describe('the hard places', () => {
  it.each([
    ['0', 'chapter', '序', '仙台市行政情報セキュリティポリシーの構成'],
    ['1', 'chapter', '第１章', '情報セキュリティ基本方針'],
    ['1.10', 'section', '（10）', '情報セキュリティ対策基準の策定'],
    ['1.2.12', 'article', '⑫', '外部サービス'],
    ['2.1.1', 'article', '①', '最高情報セキュリティ責任者'],
    ['2.7.1.vii', 'item', '（ⅶ）', '電子メールの送受信等'],
    ['2.3.4.i-2', 'item', '（ⅰ）-２', 'テレワーク端末における行政情報の管理及び取扱いに関する特則'],
    ['2.3.4.ii-2', 'item', '（ⅱ）-２', 'テレワーク端末の管理に関する特則'],
    ['1.2.12.ii.a', 'sub-item', '(a)', '約款への同意のみにより利用可能となる外部サービス'],
    ['2.3.6.i.ア', 'sub-item', 'ア', '個人番号利用事務系ネットワークと他のネットワークとの分離'],
    ['2.1.8', 'article', '⑧', 'CSIRT 責任者'],
  ])('%s is a %s printed %s and titled 「%s」', (id, level, marker, title) => {
    expect(clause(id)).toMatchObject({ level, marker, title });
  });

  it.each([
    [
      '1.8.1',
      '①',
      '故意の不正アクセス又は不正操作によるデータやプログラムの持出，盗聴，改ざん，消去並びに機器及び外部記録媒体の盗難等',
    ],
    ['1.2.17.i', '（ⅰ）', '情報システムの故障，停止'],
    ['2.9.1', '①', '地方公務員法(昭和 25 年法律第 261 号）'],
    [
      '2.9.4',
      '④',
      '行政手続における特定の個人を識別するための番号の利用等に関する法律(平成 25 年法律第 27 号)',
    ],
    ['2.9.10', '⑩', '仙台市ソーシャルメディアの利用に関する要綱（平成 25年 1月 17 日市長決裁）'],
    ['2.7.2.ii*1', '●', 'クラウドサービスの利用を前提としたシステムを構築又は調達し，運用を行う場合'],
    ['2.8.3.ii#2', '・', 'セキュリティ障害の内容'],
    ['2.8.3.ii#4', '・', '確認した被害及び影響範囲'],
    [
      '2.8.3.ii#5',
      '・',
      'CSIRT 管理者は，セキュリティ障害の発生の報告を受けた場合，以下の対応を実施しなければならない。',
    ],
    [
      '2.8.3.ii#5.ア',
      'ア',
      '発生したセキュリティ障害の影響が他システムや他課に及ぶ可能性があるなど，技術的支援等が必要な場合は CSIRT 責任者へ報告を行う。',
    ],
    [
      '2.8.3.ii#5.イ',
      'イ',
      '発生したセキュリティ障害への対応等のため，技術的な助言又は必要な情報の提供をCSIRT 責任者に求める。',
    ],
    [
      '2.8.3.ii#6',
      '・',
      '局（区）情報管理者は，セキュリティ障害の程度が外部に重大な影響を及ぼすおそれがある場合には，直ちに CISO に報告のうえ必要な指示を仰がなければならない。',
    ],
    [
      '2.10.2#6',
      '・',
      'CISO は，監査結果を情報セキュリティポリシーの見直し及びその他情報セキュリティ対策の見直し時に活用しなければならない。',
    ],
    [
      '2.3.4.i-2#1',
      '・',
      '職員は，テレワーク端末において行政情報を取扱う場合は，（ⅰ）の定めのほか，CISO 及びネットワーク管理者が定める実施手順を遵守しなければならない。',
    ],
    ['1.2.12.ii.a#1', '・', '事業者が定める約款への同意によって利用可能となるサービスのことをいう。'],
  ])('%s is printed %s, has no title and says 「%s」', (id, marker, body) => {
    expect(clause(id)).toMatchObject({ marker, title: '', body });
  });

  it('keeps 「なお，…」 in the section whose last paragraph it is', () => {
    expect(clause('1.11').body).toMatch(/策定する。なお，情報セキュリティ実施手順は，.*非公開とする。$/u);
  });

  it('gives the paragraph after a list to the list’s parent', () => {
    expect(clause('2.9').body).toBe(ITS_PLACE + MOVED);
  });

  it('keeps the table in the preface', () => {
    expect(clause('0').body).toContain('文 書 名 内    容情報セキュリティポリシー情報セキュリティ基本方針');
    expect(clause('0').body).toMatch(/実施手順。$/u);
  });

  it('keeps the colon of the note and the three definitions under it', () => {
    expect(clause('1.1.note')).toMatchObject({ level: 'note', marker: '（注）', title: '' });
    expect(clause('1.1.note').body).toMatch(
      /^：国際標準化機構（ISO）.*機密性（confidentiality）：.*完全防護すること。可用性/u,
    );
  });

  it('joins words over a page break and past the page number', () => {
    expect(clause('2.6.6#2').body).toMatch(/点検を行わなければならない。$/u);
    expect(clause('1.2.4').body).toContain('外部記録媒体という。');
  });

  it('keeps a space between two Latin words over a line break and drops it elsewhere', () => {
    expect(clause('2.1.8').body).toContain('Computer Security Incident Response Team，以下');
    expect(clause('2.2.8#3').body).toContain('必要に応じて，CISO，国');
  });

  it('keeps what was printed, slips included', () => {
    expect(clause('2.4.1#5').body).toMatch(/^職職員は，/u);
    expect(clause('2.3.1').body).toContain('重要性分類Ｓ，Ⅰ，Ⅱ及びⅢ');
    expect(clause('2.3.4.vii#1').body).toContain(
      '第 1 章 ２ ⑫ （ⅱ）(b)に規定する 外部 サービス を利用する場合には ，',
    );
  });
});
