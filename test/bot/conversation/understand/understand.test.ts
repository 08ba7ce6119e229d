import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_QUOTES } from '../../../../bot/conversation/understand/quote-order.ts';
import { LONGEST_QUESTION, Understander } from '../../../../bot/conversation/understand/understand.ts';
import type { Understanding } from '../../../../bot/conversation/understand/understanding.ts';
import type { Knowledge } from '../../../../bot/knowledge.ts';
import { messyText } from '../../../knowledge/search/messy-text.ts';
import { loadSendai } from '../../sendai.ts';

let knowledge: Knowledge;
let understander: Understander;
beforeAll(async () => {
  knowledge = await loadSendai();
  understander = new Understander(knowledge.pack, knowledge.search);
});

const understand = (text: string): Understanding => understander.understand(text);
/** `kind how`, `kind intent`, or `kind` alone. */
function short(text: string): string {
  const understood = understand(text);
  if (understood.kind === 'answer') return `answer ${understood.how}`;
  return 'intent' in understood ? `${understood.kind} ${understood.intent.id}` : understood.kind;
}
const citations = (text: string): readonly string[] => {
  const understood = understand(text);
  return 'citations' in understood ? understood.citations : [];
};

describe('nothing that could be looked for', () => {
  it.each([
    ['', 'empty'],
    [' \u3000\n', 'empty'],
    ['\u200B\u0000', 'empty'],
    ['123', 'no-words'],
    ['😱', 'no-words'],
    ['…。。', 'no-words'],
    ['ぱ'.repeat(2000), 'no-words'],
    ['たた た。'.repeat(20).slice(0, 60), 'no-words'],
    ['あ'.repeat(LONGEST_QUESTION + 1), 'too-long'],
  ])('is said to be so', (typed, why) => {
    expect(understand(typed)).toEqual({ kind: 'unreadable', why });
  });

  it('is not a long question that just fits', () => {
    expect(understand('端末'.repeat(LONGEST_QUESTION / 2)).kind).not.toBe('unreadable');
  });
});

it('a command is understood before anything is searched', () => {
  expect(understand('緊急！')).toEqual({ kind: 'command', command: 'emergency' });
  expect(understand('使い方')).toEqual({ kind: 'command', command: 'help' });
});

describe('a clause named by its number', () => {
  it.each([
    ['第2章（7）①（ⅶ）の6番目を見せて', ['2.7.1.vii#6']],
    ['1.2.3', ['1.2.3']],
    ['2.4.4#3って何のこと', ['2.4.4#3']],
    ['第１章（２）③と第１章（２）④の違い', ['1.2.3', '1.2.4']],
  ])('「%s」 is quoted as named', (typed, clauses) => {
    expect(short(typed)).toBe('answer citation');
    expect(citations(typed)).toEqual(clauses);
  });
});

describe('a whole item', () => {
  it.each([
    ['電子メールの送受信等の一覧を出して', '2.7.1.vii'],
    ['電子メールのルールをまとめて教えて', '2.7.1.vii'],
  ])('「%s」 is shown under its heading', (typed, heading) => {
    const understood = understand(typed);
    expect(understood).toMatchObject({ kind: 'answer', how: 'heading', heading });
    const inside = knowledge.pack.policy.descendants(heading).map(({ id }) => id as string);
    const [first, ...rest] = citations(typed);
    expect(first).toBe(heading);
    for (const id of rest) expect(inside).toContain(id);
  });
});

describe('a term', () => {
  it.each([
    ['テレワークとは何ですか', ['1.2.15']],
    ['CSIRTって何？', ['2.1.8']],
    ['行政情報の意味を教えて', ['1.2.8']],
    ['外部記録媒体の意味は？', ['1.2.4']],
    ['情報システムとネットワークの違い', ['1.2.7', '1.2.6']],
  ])('「%s」 is answered by its definition first', (typed, clauses) => {
    expect(short(typed)).toBe('answer term');
    expect(citations(typed).slice(0, clauses.length)).toEqual(clauses);
  });

  it('is read as the longest that stands there: モバイル端末 is not also 端末', () => {
    const terms = (text: string) => understander.definitionsIn(text).map(({ term }) => term);
    expect(terms('モバイル端末とテレワーク端末の違い')).toEqual(['モバイル端末', 'テレワーク端末']);
    expect(terms('ﾓﾊﾞｲﾙ端末は端末ですか')).toEqual(['モバイル端末', '端末']);
    expect(terms('LGWAN接続系ネットワークとは')).toEqual(['LGWAN 接続系ネットワーク']);
    expect(terms('天気')).toEqual([]);
  });
});

describe('a question on a rule', () => {
  it.each([
    ['執務室を最後に出る人は施錠しますか', '2.6.3#1'],
    ['サーバ室に業者を入れるとき職員は付き添うの？', '2.6.2'],
    ['監査は誰がやるの', '2.10.2#1'],
    ['委託契約書に何を書く必要がありますか', '2.4.2.i'],
    ['新人も研修を受けないといけませんか', '2.5.1#5'],
    ['共有IDのパスワードはいつ変えますか', '2.4.3#2'],
    ['退職した職員のIDはどうしますか', '2.7.2.ix#1'],
    ['停電に備えて何をしておく必要がありますか', '2.6.5'],
    ['もしなくしたらどうすればいいですか', '2.4.4#3'],
  ])('「%s」 is answered with %s', (typed, clause) => {
    expect(short(typed)).toMatch(/^answer /u);
    expect(citations(typed)).toContain(clause);
  });
});

describe('leave that is asked for', () => {
  it.each([
    ['名簿をUSBメモリに入れて自宅へ持ち帰りたい', 'take-out'],
    ['古いハードディスクを捨てたいのですが', 'dispose-media'],
    ['市民の個人情報をメールに添付して送っていい？', 'send-email'],
    ['無料の圧縮ソフトを業務端末に入れてもいい？', 'install-software'],
    ['届いたメールを自宅のアドレスに転送したい', 'auto-forward'],
    ['大学の先生に調査データを渡してもよいでしょうか', 'provide-outside'],
    ['Zoomで打ち合わせを開いてもいい？', 'web-meeting'],
    ['自分のスマホを職場のWi-Fiにつないでもいい？', 'connect-device'],
    ['ルータを増やしたい', 'change-equipment'],
    ['この名簿の重要性分類はどれになりますか', 'classify-information'],
    ['守れない事情があるときの例外の許可はどうやって取りますか', 'exception'],
  ])('「%s」 is the guided decision %s', (typed, intent) => {
    expect(short(typed)).toBe(`flow ${intent}`);
  });
});

describe('what happened', () => {
  it.each([
    ['職員証をなくしてしまいました', 'report-lost-id-card'],
    ['昼から職員証が見当たりません', 'report-lost-id-card'],
    ['市民の申請書を別の人に郵送してしまった', 'report-incident'],
    ['ノートパソコンを電車に置き忘れた', 'report-incident'],
    ['ホームページの内容が誰かに書き換えられていた', 'report-incident'],
    ['誰かが私のIDでログインした形跡がある', 'report-incident'],
    ['端末の画面に身代金を要求する表示が出ています', 'report-incident'],
    ['知らない会社から添付ファイル付きのメールが届いた', 'report-suspicious-email'],
    ['パソコンがウイルスに感染したかもしれない', 'report-incident'],
    ['メールの誤送信が起きたかもしれません', 'report-incident'],
    ['😱😱職員証をなくしました', 'report-lost-id-card'],
  ])('「%s」 is the report %s', (typed, intent) => {
    expect(short(typed)).toBe(`report ${intent}`);
  });

  it.each([
    'もしなくしたらどうすればいいですか',
    '届いたメールを転送したい',
    '送っちゃっていい？',
    '紛失した場合の連絡先を教えて',
  ])('is not reported by 「%s」', (typed) => {
    expect(understand(typed).kind).not.toBe('report');
  });
});

describe('what the policy says nothing on', () => {
  it.each([
    '有給休暇の残り日数を教えて',
    '会議室のプロジェクターが映らない',
    '給与明細はどこで見られますか',
    '名刺の注文方法を知りたい',
    '議会の日程を教えてください',
    '旅費の精算方法を教えて',
    '職員食堂のメニューは',
    '暖房の設定温度は何度ですか',
  ])('is not answered: 「%s」', (typed) => {
    expect(understand(typed).kind).toBe('none');
  });

  it.each([
    ['有給休暇の残り日数を教えて', '休暇'],
    ['旅費の精算方法を教えて', '旅費'],
    ['給与明細はどこで見られますか', '給与'],
  ])('names the known border: 「%s」 is about %s', (typed, about) => {
    const understood = understand(typed);
    expect(understood.kind === 'none' && understood.outside?.about).toContain(about);
  });

  it.each(['となりの惑星までの距離は', '俳句の季語を知りたい'])(
    'names no border where nothing known is like it: 「%s」',
    (typed) => {
      const understood = understand(typed);
      expect(understood.kind === 'none' && understood.outside).toBeNull();
    },
  );
});

describe('whatever is typed', () => {
  it('is understood as one of the known things, with no more than five clauses that all exist, each once', () => {
    const phrases = [
      '端末',
      '紛失した',
      'メールを',
      '送っていい？',
      '職員証',
      '第1章(2)③',
      'とは',
      '一覧',
      '天気',
      '。',
    ];
    const typed = fc.oneof(
      messyText,
      fc.array(fc.constantFrom(...phrases), { maxLength: 6 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const understood = understand(text);
        expect(['unreadable', 'command', 'answer', 'flow', 'report', 'none']).toContain(understood.kind);
        const quoted = citations(text);
        expect(new Set(quoted).size).toBe(quoted.length);
        expect(quoted.every((id) => knowledge.pack.policy.get(id) !== undefined)).toBe(true);
        if (understood.kind === 'answer' && understood.how !== 'citation')
          expect(quoted.length).toBeLessThanOrEqual(MOST_QUOTES);
        if (understood.kind === 'answer') expect(quoted.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is understood the same the second time', () => {
    const stable = (text: string) => [short(text), citations(text)];
    for (const example of knowledge.pack.examples) expect(stable(example)).toEqual(stable(example));
  });

  it('comes with the reasons in words', () => {
    const understood = understand('USBメモリをなくしてしまいました');
    expect(understood.kind === 'report' && understood.because.join('\n')).toMatch(/happened[\s\S]*なくし/u);
  });
});
