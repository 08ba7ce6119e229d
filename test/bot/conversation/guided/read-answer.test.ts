import { describe, expect, it } from 'vitest';
import { readAnswer, readChange, readFacts } from '../../../../bot/conversation/guided/read-answer.ts';
import type { Fact, Facts, Flow } from '../../../../knowledge/rules/flow.ts';
import { sendaiFlows } from '../../../knowledge/rules/sendai-flows.ts';

const flows = await sendaiFlows();
function flowCalled(id: string): Flow {
  const found = flows.find((flow) => flow.id === id);
  if (found === undefined) throw new Error(`no flow ${id}`);
  return found;
}
const email = flowCalled('send-email');
const password = flowCalled('check-password');
const information = flowCalled('classify-information');

function factOf(flow: Flow, id: string): Fact {
  const found = flow.facts.find((fact) => fact.id === id);
  if (found === undefined) throw new Error(`no fact ${id}`);
  return found;
}
const read = (flow: Flow, asked: string, typed: string) => readAnswer(flow, factOf(flow, asked), typed);
const factsOf = (flow: Flow, asked: string, typed: string) => {
  const answer = read(flow, asked, typed);
  return answer.kind === 'facts' ? answer.facts : answer.kind;
};

describe('a typed answer to the question asked', () => {
  it.each<[asked: string, typed: string, facts: Facts]>([
    ['attachment', 'はい', { attachment: true }],
    ['attachment', 'はい。', { attachment: true }],
    ['attachment', 'うん', { attachment: true }],
    ['attachment', 'あります', { attachment: true }],
    ['attachment', 'ハイ', { attachment: true }],
    ['attachment', 'いいえ', { attachment: false }],
    ['attachment', 'ない', { attachment: false }],
    ['attachment', 'ないです', { attachment: false }],
    ['attachment', '１', { attachment: true }],
    ['attachment', '2番', { attachment: false }],
    ['attachment', '二つ目', { attachment: false }],
    ['attachment', '一つ目でお願いします', { attachment: true }],
    ['attachment', '添付する', { attachment: true }],
    ['attachment', '添付なし', { attachment: false }],
    ['attachment', '添付はしません', { attachment: false }],
    ['attachment', '本文だけです', { attachment: false }],
    ['attachment', 'はい、Excelを添付します', { attachment: true }],
    ['article7Personal', '個人情報は入っていない', { article7Personal: false }],
    ['article7Personal', '個人情報は含まれていません', { article7Personal: false }],
    ['article7Personal', '名簿です', { article7Personal: true }],
    ['article7Personal', '個人情報が入っているけど問題ない', { article7Personal: true }],
    ['article7Personal', 'いいえ、個人情報は入っていません', { article7Personal: false }],
    ['classification', 'Ⅰ', { classification: 'I' }],
    ['classification', 'Ⅱです', { classification: 'II' }],
    ['classification', '分類Ⅰ', { classification: 'I' }],
    ['classification', '分類III', { classification: 'III' }],
    ['classification', '重要性分類２', { classification: 'II' }],
    ['classification', 'ｓ', { classification: 'S' }],
    ['classification', '4番目', { classification: 'III' }],
    ['classification', '最初', { classification: 'S' }],
    ['recipients', '外の業者あて', { recipients: 'external' }],
    ['recipients', '業者', { recipients: 'external' }],
    ['recipients', '庁内だけ', { recipients: 'groupware' }],
    ['account', '市のメールから送ります', { account: 'city' }],
    ['account', 'Gmailです', { account: 'other-domain' }],
    ['multiple', '一人だけ', { multiple: false }],
  ])('%s: 「%s」', (asked, typed, facts) => {
    expect(factsOf(email, asked, typed)).toEqual(facts);
  });

  it.each<[asked: string, typed: string, facts: Facts]>([
    ['length', '12', { length: 12 }],
    ['length', '１２文字', { length: 12 }],
    ['length', '十二文字です', { length: 12 }],
    ['length', '12文字で3種類', { length: 12, kinds: 3 }],
    ['length', '3種類で12文字です', { length: 12, kinds: 3 }],
    ['kinds', '3', { kinds: 3 }],
    ['kinds', '三種類', { kinds: 3 }],
    ['length', '二十文字', { length: 20 }],
    ['length', '百文字です', { length: 100 }],
    ['length', '12文字で大文字小文字数字', { length: 12, kinds: 3 }],
    ['length', '大文字と小文字と記号と数字を使った12文字', { length: 12, kinds: 4 }],
    ['length', '12文字で、数字だけです', { length: 12, kinds: 1 }],
    ['kinds', '大文字と小文字と数字です', { kinds: 3 }],
    ['kinds', '大文字も小文字も数字も入っています', { kinds: 3 }],
    ['kinds', '数字のみ', { kinds: 1 }],
    ['kinds', 'ぜんぶ使ってる', { kinds: 4 }],
    ['kinds', '全部', { kinds: 4 }],
    ['kinds', '４種類とも使っています', { kinds: 4 }],
    ['kinds', '記号以外は全部', { kinds: 3 }],
    ['kinds', '大文字、小文字、数字。記号は使っていない', { kinds: 3 }],
  ])('%s: 「%s」', (asked, typed, facts) => {
    expect(factsOf(password, asked, typed)).toEqual(facts);
  });

  it.each<[typed: string, values: readonly string[]]>([
    ['なし', []],
    ['どれにも当たらない', []],
    ['該当なし', []],
    ['2', ['2']],
    ['第2号', ['2']],
    ['1と3', ['1', '3']],
    ['第５号、第６号', ['5', '6']],
    ['個人情報です', ['2']],
  ])('several of a list: 「%s」', (typed, values) => {
    expect(factsOf(information, 'article7', typed)).toEqual({ article7: values });
  });
});

describe('what nobody is to be held to', () => {
  it.each([
    ['attachment', 'たぶん添付する'],
    ['attachment', '添付かも'],
    ['attachment', 'どっちでも'],
    ['attachment', 'ケースによる'],
    ['attachment', '添付なしじゃないわけではない'],
    ['classification', 'Ⅱかな'],
    ['classification', 'Ⅱ？'],
    // The first of the list, or the one that is called Ⅰ.
    ['classification', '1'],
    ['classification', 'はい'],
    ['recipients', '業者と庁内だけ'],
    ['recipients', '業者以外'],
  ])('%s: 「%s」 is asked again', (asked, typed) => {
    expect(read(email, asked, typed).kind).toBe('unsure');
  });

  it.each([
    ['attachment', '分からない'],
    ['classification', '重要性分類が分かりません'],
    ['classification', '知らない'],
  ])('%s: 「%s」 is not known', (asked, typed) => {
    expect(read(email, asked, typed).kind).toBe('unknown');
  });

  it.each(['0', '5', '99', '2.5', '-1', '百種類'])('%s kinds of letters there cannot be', (typed) => {
    expect(read(password, 'kinds', typed).kind).toBe('impossible');
  });

  it.each([
    ['length', '十文字くらい'],
    ['length', '約12文字'],
    ['length', '8文字以上'],
    ['length', '10から12文字'],
    ['length', '10文字か12文字'],
    ['length', '12文字でも16文字でも'],
    ['length', 'はい'],
    ['kinds', '記号も使ってる'],
    ['kinds', '記号は使っていない'],
    ['kinds', '英数字'],
    ['kinds', '英数字と記号'],
    ['kinds', '数字とアルファベット'],
    ['kinds', 'アルファベットと数字です'],
    ['kinds', '数字か記号'],
    ['kinds', '大文字とか数字とか'],
    ['kinds', '全部は使っていない'],
    ['kinds', '数字とか'],
  ])('%s: 「%s」 is no number that can be counted on', (asked, typed) => {
    expect(read(password, asked, typed).kind).toBe('unsure');
  });

  it.each([
    ['attachment', '離席するとき画面はどうする？'],
    ['attachment', '添付ファイルのパスワードは必要ですか'],
    ['attachment', ''],
    ['attachment', '。。。'],
    ['classification', '明日の天気'],
    ['attachment', '添付'.repeat(200)],
  ])('%s: 「%s」 is no answer', (asked, typed) => {
    expect(read(email, asked, typed).kind).toBe('nothing');
  });
});

describe('several facts in one sentence', () => {
  it.each<[typed: string, facts: Facts]>([
    [
      '個人情報入りのExcelを外部の複数人に添付で',
      { article7Personal: true, attachment: true, recipients: 'external', multiple: true },
    ],
    ['添付なしで業者へ一斉に送りたい', { attachment: false, recipients: 'external', multiple: true }],
    ['分類Ⅱの資料をGmailで送っていい？', { classification: 'II', account: 'other-domain' }],
    [
      '個人情報は入っていないPDFを業者に',
      { article7Personal: false, attachment: true, recipients: 'external' },
    ],
    ['ＢＣＣで送りたい', { multiple: true }],
    ['ABCCDを送る', {}],
  ])('「%s」', (typed, facts) => {
    expect(readFacts(email, typed).facts).toEqual(facts);
  });

  it('two things said of one fact are not taken', () => {
    const { facts, torn } = readFacts(email, '市のアドレスかGmailで業者に');
    expect(facts).toEqual({ recipients: 'external' });
    expect(torn).toEqual(['account']);
  });
});

describe('a denial', () => {
  it.each<[flow: string, typed: string, facts: Facts]>([
    ['send-email', '個人情報なし、市のメールで', { article7Personal: false, account: 'city' }],
    ['send-email', '添付は無し、業者に', { attachment: false, recipients: 'external' }],
    ['send-email', '個人情報なし、添付なし。', { article7Personal: false, attachment: false }],
    [
      'send-email',
      '業務に必要、分類Ⅱ、個人情報なし、市のメールで外の業者一人に添付で送っていい？',
      {
        businessNeed: true,
        classification: 'II',
        article7Personal: false,
        attachment: true,
        account: 'city',
        recipients: 'external',
        multiple: false,
      },
    ],
    ['send-email', '個人情報、添付なし', { attachment: false }],
    ['classify-network', 'LGWAN、インターネットにはつながらない', { lgwan: false, internet: false }],
    [
      'send-media',
      '分類Ⅲ、業務に必要、業者には頼まない',
      { classification: 'III', businessNeed: true, byContractor: false },
    ],
    ['send-email', '個人情報もあるし、添付はしない', { article7Personal: true, attachment: false }],
    ['dispose-media', '壊れて中身が消せないUSBの廃棄をしたい', { erasable: false }],
    ['web-meeting', '貸与されているライセンスではないツールで会議を開催していいか', { lentLicence: false }],
    [
      'classify-network',
      'LGWANにもインターネットにもつながらないシステムの分類は？',
      { lgwan: false, internet: false },
    ],
    [
      'classify-network',
      'インターネット及びＬＧＷＡＮとの通信は予定しておりません',
      { lgwan: false, internet: false },
    ],
    ['classify-network', '出先とVPNでつないだシステムの区分を知りたい', { virtualLeasedLine: true }],
    ['classify-network', 'マイナンバーもLGWANも使う場合は？', { myNumberUse: true, lgwan: true }],
    ['send-email', '名簿をなくしたと連絡があった業者に', { article7Personal: true, recipients: 'external' }],
    [
      'send-email',
      '個人情報ではないPDFを市民に',
      { article7Personal: false, attachment: true, recipients: 'external' },
    ],
    ['send-email', '個人情報だけでなく内部資料も', { article7Personal: true }],
    ['send-email', '業者ではなく庁内だけ', { recipients: 'groupware' }],
    ['send-email', '個人情報などは一切入っていません', { article7Personal: false }],
    ['share-credential', '課のIDカードを共有していい？', { credential: 'id-card' }],
    ['web-meeting', '分類は１', { classification: 'I' }],
    ['take-out', '紙なら？', { object: 'information', onMedia: false }],
    ['install-software', '安全かどうか確認できていません', { safetyConfirmed: false }],
    ['install-software', '安全性は確認していない', { safetyConfirmed: false }],
    ['classify-system', 'Ｓは扱わない', { handlesS: false }],
    ['classify-network', 'ネットには出ない', { internet: false }],
    ['send-media', '業者に頼まない', { byContractor: false }],
    ['send-media', '業務に必要ない', { businessNeed: false }],
    [
      'store-information',
      '市の公用スマホに分類Ⅱの資料を保存していい？ネットにはつながない',
      { classification: 'II', destination: 'mobile-offline' },
    ],
    [
      'store-information',
      '公用スマホに分類Ⅱの資料を保存していい？インターネットには接続しません',
      { classification: 'II', destination: 'mobile-offline' },
    ],
    ['store-information', '公用スマホに分類Ⅱの資料を保存していい？', { classification: 'II' }],
    ['store-information', 'ネットにつながるタブレットに保存', { destination: 'mobile-online' }],
  ])('%s: 「%s」', (flow, typed, facts) => {
    expect(readFacts(flowCalled(flow), typed).facts).toEqual(facts);
  });

  it.each([
    ['exception', '緊急で守れない事情がある'],
    ['exception', '緊急に守れない事情がある'],
    ['send-media', '業者に頼まないと届かない'],
    ['return-equipment', '消去できないことはない'],
    ['return-equipment', '消去できないわけではない'],
    ['install-software', '業務に必要ないソフトじゃないので入れていい？'],
    ['install-software', '業務に必要なければ入れない'],
    ['share-credential', 'パスワードやIDカードを共有していい？'],
    ['share-credential', 'IDカードとパスワードを共有していい？'],
    ['send-email', '個人情報かどうか分からない一覧'],
    ['use-external-service', '市の基準を満たしているか分からない'],
    ['classify-network', 'このサーバ、LGWAN接続系か独立系か迷ってる'],
    ['store-information', '私物のUSBと市のサーバのどちらに保存していい？'],
    ['take-out', 'マイナンバーカードの受付'],
  ])('%s: 「%s」 says nothing for certain', (flow, typed) => {
    expect(readFacts(flowCalled(flow), typed).facts).toEqual({});
  });
});

describe('what sounds like a loss', () => {
  const takeOut = flowCalled('take-out');
  it('is an answer by its form where it is a plain no', () => {
    const isPlain = { kind: 'facts', facts: { onMedia: false }, whole: true };
    expect(read(takeOut, 'onMedia', 'USBには入れません')).toMatchObject(isPlain);
  });

  it.each(['USBをなくした', 'USBが見当たらない', 'USBが見つかりません'])('「%s」 is not', (typed) => {
    expect(read(takeOut, 'onMedia', typed)).toMatchObject({ whole: false });
  });
});

describe('a change after the verdict', () => {
  const known = { classification: 'II', attachment: true, recipients: 'external', account: 'city' };
  it.each<[typed: string, facts: Facts]>([
    ['Ⅲなら？', { classification: 'III' }],
    ['分類Ⅰの場合は？', { classification: 'I' }],
    ['添付なしなら？', { attachment: false }],
    ['やっぱりGmailで', { account: 'other-domain' }],
    ['庁内だけだったら', { recipients: 'groupware' }],
    ['はい', {}],
    ['1', {}],
    ['ありがとう', {}],
    ['添付ファイルのパスワードはどう決める？', {}],
  ])('「%s」', (typed, facts) => {
    expect(readChange(email, known, typed)).toEqual(facts);
  });
});

describe('every option of every flow', () => {
  it('is read from its own label, and from each of its words where they name nothing else', () => {
    for (const flow of flows) {
      for (const fact of flow.facts) {
        for (const [place, option] of fact.options.entries()) {
          const value =
            fact.type === 'boolean'
              ? option.value === 'true'
              : fact.type === 'subset'
                ? [option.value]
                : option.value;
          const place1 = `${place + 1}番目`;
          for (const typed of [option.label, ...option.words, place1]) {
            const answer = readAnswer(flow, fact, typed);
            expect(answer, `${flow.id} ${fact.id} 「${typed}」`).toMatchObject({
              kind: 'facts',
              facts: { [fact.id]: value },
            });
          }
        }
      }
    }
  });
});
