import { beforeAll, describe, expect, it } from 'vitest';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';
import { MODALITIES, type Modality, normOf } from '../../../knowledge/policy/norms/norm.ts';
import { RoleNames } from '../../../knowledge/policy/norms/role-names.ts';
import { PolicyText } from '../../../knowledge/policy/policy-text.ts';
import { SENDAI } from '../pack/small-pack.ts';
import { clause, clausesOf, sendai } from './sendai-text.ts';

let pack: Pack;
let names: RoleNames;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
  names = new RoleNames(pack.roles);
});

const SHORT = {
  staff: 'staff',
  ciso: 'ciso',
  bureau: 'bureau-information-manager',
  info: 'information-manager',
  deputy: 'deputy-information-manager',
  system: 'system-manager',
  officer: 'system-officer',
  network: 'network-manager',
  head: 'csirt-head',
  csirt: 'csirt-manager',
  csirtStaff: 'csirt-staff',
} as const;

type Short = keyof typeof SHORT;

/** Read by hand from the printed text: clause, who bears it, and the words that decided. */
type Reading = readonly [id: string, bearers: readonly Short[], words: string];

const READINGS: Readonly<Record<Modality, readonly Reading[]>> = {
  prohibition: [
    ['2.3.4.i#3', ['staff'], '利用してはならない'],
    ['2.3.4.i#4', ['staff'], '送信を行ってはならない'],
    ['2.3.4.i#6', ['staff'], '原則として…行ってはならない。また，…しなければならない'],
    ['2.3.4.i#11', ['staff'], '放置してはならない'],
    ['2.3.6.i.ア#1', [], '原則として…行ってはならない。ただし…'],
    ['2.4.1#8', ['staff'], '記録してはならない'],
    ['2.4.1#10', ['staff'], '漏らしてはならない。その職を退いた後も同様とする'],
    ['2.4.3#1', [], 'パスワードは…共有してはならない。ただし…を除く'],
    ['2.4.4#1', ['staff'], '職員間で共有してはならない'],
    ['2.7.1.vi#3', ['staff'], 'インストールしてはならない'],
    ['2.7.1.vii#2', ['staff'], '原則行ってはならない。ただし，…許可を得た場合はこの限りでない'],
    ['2.7.1.vii#5', ['staff'], '転送してはならない。ただし，…この限りではない'],
    ['2.7.1.vii#7', [], '原則として…送信してはならない'],
    ['2.7.1.xii', ['staff'], '見出しの「使用禁止」と「行ってはならない」'],
    ['2.7.2.iv#2', ['system', 'info'], '原則禁止しなければならない'],
    ['2.7.2.vi#1', [], '情報システムは…行ってはならない'],
    [
      '2.7.2.vii#2',
      ['staff'],
      'システム管理者又は情報管理者によって定められた…と異なるネットワークに接続してはならない',
    ],
    ['2.7.3.iii#2', ['system', 'info'], '利用してはならない。また，…確認しなければならない'],
    ['2.7.3.v#3', ['system'], '許可に当たって，…生じさせてはならない'],
    ['2.7.4.i#5', ['info', 'deputy'], '情報管理者又は副情報管理者が一括管理し，…付与しないこと'],
    ['2.7.4.ii#2', ['staff'], '途中で止めないこと'],
    ['2.7.10#3', ['system', 'info'], '発信してはならない'],
  ],
  'permission-required': [
    ['2.2.4#2', ['system'], '…場合は，…承認を得なければならない'],
    ['2.3.4.i#5', ['staff'], '許可を得た上で…行わなければならない'],
    ['2.3.4.i#7', ['staff'], '許可を得なくてはならない'],
    ['2.3.4.i#8', [], '許可を得なくてはならない'],
    ['2.3.4.i#10', ['staff'], '許可なく部外者へ提供してはならない'],
    ['2.3.4.iv#3', [], '許可を得ることとし，…記録しなければならない'],
    ['2.3.4.vi#2', ['staff'], '許可を得た上で…申請しなければならない'],
    ['2.4.1#4', ['staff'], '（…）の許可なく変更してはならない'],
    ['2.4.1#5', ['staff'], '職職員は，…許可なく…持ち出してはならない。なお…'],
    ['2.7.1.vi#1', ['staff'], '許可を得るとともに，…しなければならない'],
    ['2.7.1.vii#6', ['staff'], '承認を受けなければならない'],
    ['2.7.2.vi#2', ['system'], '許可に基づき接続しなければならない'],
    ['2.7.2.vii#1', ['staff'], '許可なく…接続してはならない'],
    ['2.7.3.v#1', ['staff'], '許可を得なければならない'],
    ['2.7.3.v#2', ['staff'], '情報管理者を通じ，システム管理者の許可を得なければならない'],
  ],
  obligation: [
    ['1.5', ['staff'], '遵守しなければならない'],
    ['1.6', [], '確立するものとする'],
    ['1.8', [], '考慮するものとする'],
    ['1.11', [], '策定するものとする。…なお，…非公開とする'],
    ['2.2.1#1', ['ciso'], '助言を行う'],
    ['2.2.2#2', ['bureau'], '承認を行う'],
    ['2.2.3#1', ['info'], '許可なく情報を閲覧させることがないように，…施さなければならない'],
    ['2.2.3#2', ['info'], '職員が守るべき内容を理解させ，…遵守させなければならない'],
    ['2.2.6#1', ['deputy'], '推進する'],
    ['2.2.7#2', ['officer'], '行わなければならない'],
    ['2.2.8#2', ['head'], '見出し「CSIRT 責任者」の下で，提供する'],
    ['2.2.8#3', ['head'], '必要に応じて，…報告する'],
    ['2.2.9#1', ['csirt'], 'システム管理者又は情報管理者より報告を受けた場合には，…報告する'],
    ['2.2.10#1', ['csirtStaff'], '推進する'],
    ['2.3.1', ['info'], '分類する'],
    ['2.3.3', ['info', 'system'], '分類する'],
    ['2.3.3.iii', ['info', 'system'], 'ネットワークは，…に分類する（2.3.3 の「以下の要件」）'],
    ['2.3.4.i#2', ['info'], '原則として，台帳を作成して管理しなければならない'],
    ['2.3.4.ii#1', [], '媒体及び端末は，…記録しなければならない'],
    ['2.3.4.ii-2#1', [], 'CISO 及びネットワーク管理者が定める実施手順を遵守しなければならない'],
    ['2.3.4.i-2#1', ['staff'], 'CISO 及びネットワーク管理者が定める実施手順を遵守しなければならない'],
    ['2.3.4.v#2', ['info'], '保持しなければならない。なお、情報管理者は、…検討しなければならない'],
    [
      '2.3.6',
      ['network', 'info', 'system'],
      'ネットワーク管理者及び…を所管する情報管理者及びシステム管理者は',
    ],
    ['2.3.6.i', [], 'ネットワークは，以下の対策を行わなければならない'],
    ['2.3.6.ii.ア#1', [], '行えないようにしなければならない'],
    ['2.4.1#6', ['info'], '許可した場合は，…保管しなければならない'],
    ['2.4.2.i', ['system', 'info'], '管理しなければならない。また、…検討しなければならない'],
    ['2.4.2.iii', ['system', 'info'], '行うとともに，必要に応じて…確認しなければならない'],
    ['2.4.3#2', [], '変更等を行わなければならない'],
    ['2.5.1#1', ['ciso'], '啓発に努めるとともに，…実施しなければならない'],
    ['2.5.1#4', ['deputy'], '情報管理者を補佐する者として…受講しなければならない'],
    ['2.5.1#6', ['staff'], '携わる職員は，…受講しなければならない'],
    ['2.6.3#1', ['staff'], '職員は執務室に職員が不在となる場合には，…講じなければならない'],
    ['2.6.4', ['info'], '職員が立ち会う等の必要な措置を講じなければならない'],
    ['2.7.1.vii#1', ['staff'], '原則として…使用しなければならない。ただし，…この限りでない'],
    ['2.7.1.vii#9', ['staff'], 'わからないようにしなければならない'],
    ['2.7.1.ix', ['info'], '必要に応じて…管理するものとし，…しなければならない'],
    ['2.7.2.i#2', [], 'システム管理者に対する申請により行わなければならない'],
    ['2.7.2.ii#3', ['system', 'info'], '導入するものとする'],
    ['2.7.2.iii#2', ['system'], 'アクセス許可は必要最小限にしなければならない'],
    ['2.7.2.viii#2', ['system', 'info'], '十分な管理のもと，行うものとする'],
    ['2.7.2.ix#2', ['staff'], 'システム管理者又は情報管理者に通知しなければならない'],
    ['2.7.3.vi#4', [], '消去しなければならないが，…でも可とする'],
    ['2.7.4.i#2', ['info'], 'パターンファイルは常に最新のものに保つこと（見出しが情報管理者を名指す）'],
    ['2.7.4.ii#3', ['staff'], 'ウイルスチェックを行うこと（見出しが職員を名指す）'],
    ['2.7.5#2', ['system', 'info'], '情報収集に努め，…保存しなければならない'],
    ['2.7.5#6', ['bureau', 'info'], '局（区）情報管理者又は情報管理者は，職員により…'],
    ['2.7.9#1', [], '使用すること。なお、…この限りではない'],
    ['2.7.10', [], '以下の項目を遵守しなければならない'],
    ['2.7.10#1', ['system', 'info'], '参照可能とすること'],
    [
      '2.8.3',
      ['bureau', 'csirt', 'system', 'info'],
      '局（区）情報管理者, CSIRT 管理者，システム管理者及び情報管理者は',
    ],
    ['2.8.3.ii#5.イ', ['csirt'], '「以下の対応」の一つとして，…求める'],
    ['2.8.3.iii#2', ['system', 'info'], '保存に努めるとともに，…提供しなければならない'],
    ['2.9', ['staff'], '次の法令等を遵守しなければならない'],
    ['2.10.1#1', ['bureau', 'info'], '定期的及び必要に応じて…行い，…講じるものとする'],
    ['2.10.2#1', ['ciso'], '定期的及び必要に応じ監査を実施するものとする'],
    ['2.10.2#2', [], 'CISO の命により監査を行う者は，…でなければならない'],
  ],
  recommendation: [
    ['2.2.5#2', ['network'], '必要に応じ…行うものとする'],
    ['2.3.4.iii#2', ['info'], '管理に努めなければならない'],
    ['2.4.5#1', ['staff'], '努めるものとする'],
    ['2.6.3#2', ['info'], '必要に応じて施すものとする'],
    ['2.7.1.vii#8', [], '承認を受けた上で、…送信する場合には、…が望ましい'],
    ['2.7.2.ii#1', ['system', 'info'], '導入を検討しなければならない'],
    ['2.7.2.vi#3', ['system', 'network'], '努めなければならない'],
    ['2.7.2.vii#3', ['system', 'info'], '制限することが望ましい'],
    ['2.7.2.viii#3', ['system', 'info'], '職員が…使用する…，強化に努めるものとする'],
    ['2.7.3', ['system', 'info'], '必要に応じネットワーク管理者と協議するものとする'],
    ['2.7.5#4', ['system', 'info'], '対策に努めなければならない'],
    ['2.10.2#5', ['ciso'], '必要に応じて…報告するものとする'],
    ['2.10.3', ['ciso'], '適切な運用に努めなければならない'],
  ],
  definition: [
    ['1.1.note', [], '機密性：…にすること'],
    ['1.2.1', [], 'をいう'],
    ['1.2.3', [], 'をいう。また，…職員等が…という'],
    ['1.2.8', [], 'をいう。（…）ただし，…を除く'],
    ['1.2.12', [], '以下のものをいう'],
    ['1.2.12.ii.c#1', [], 'ことをいう。…利用可とする'],
    ['1.2.13', [], 'ものをいい，…ものをいう'],
    ['2.1.3', [], '情報管理者を置き，…課の長をもってこれに充てる'],
    ['2.1.6', ['info'], '副情報管理者を置き，…情報管理者が指名する'],
    ['2.1.10', ['csirtStaff'], '…係をもってこれに充てる'],
    ['2.2.1#4', ['ciso'], '役割を兼ねる'],
    ['2.2.5#3', ['network'], '役割を兼ねる'],
  ],
  statement: [
    ['0', [], '…ものである'],
    ['1.1', [], '目的'],
    ['1.2.17.v', [], '情報資産の盗難'],
    ['1.3', [], '位置するものである'],
    ['1.4', [], '対象範囲は，…とする'],
    ['1.9.1', [], '教育及び訓練を行う（誰がとは言わない）'],
    ['2', [], '基準である'],
    ['2.1', [], '下記のとおりとする'],
    ['2.2.3#3', ['info'], '権限及び責任を有する'],
    ['2.3.1.i#3', ['info'], '2.3.1 の要件の一つ：…と認める行政情報'],
    ['2.3.2#1', ['info'], '2.3.2 の要件の一つ：情報システム'],
    ['2.3.4.vii#1', ['staff'], '行うことが出来る'],
    ['2.7.2.ii*2', ['system', 'info'], '「以下の場合」の一つ'],
    ['2.8.3.ii#3', ['system', 'info'], '「次の項目」の一つ'],
    ['2.8.3.ii#5.ウ', ['csirt'], '報告を要しないものとする'],
    ['2.8.4.i', ['bureau'], '許可を得ることによって，…執行することができる'],
    ['2.8.4.ii', ['bureau'], '許可を得ることなく…できる。ただし，…報告しなければならない'],
    ['2.9.4', ['staff'], '「次の法令等」の一つ'],
    ['2.2.1', [], '見出し'],
    ['2.7.4.i', [], '見出し'],
    ['2.8', [], '見出し'],
  ],
};

describe.each(MODALITIES)('the policy of Sendai, read by hand: %s', (modality) => {
  it.each(READINGS[modality])('%s is borne by %j: %s', (id, bearers) => {
    expect(normOf(clause(id), sendai, names)).toEqual({
      bearers: bearers.map((short) => SHORT[short]),
      modality,
    });
  });
});

describe('every role of Sendai', () => {
  it('bears something, by names that the text prints', () => {
    const borne = new Set(sendai.all.flatMap((one) => normOf(one, sendai, names).bearers));
    expect([...borne].sort()).toEqual(pack.roles.map(({ role }) => role).sort());
    const text = sendai.all.map(({ body }) => body).join('\n');
    for (const name of pack.roles.flatMap((role) => role.names)) expect(text).toContain(name);
  });
});

describe('every clause', () => {
  it('has one modality, and its bearers are roles of the pack, each once', () => {
    const known = new Set(pack.roles.map(({ role }) => role));
    for (const one of sendai.all) {
      const { bearers, modality } = normOf(one, sendai, names);
      expect(MODALITIES, one.id).toContain(modality);
      expect(new Set(bearers).size, one.id).toBe(bearers.length);
      for (const bearer of bearers) expect(known.has(bearer), `${one.id} ${bearer}`).toBe(true);
    }
  });

  it('that is a heading states nothing and lays nothing on anyone', () => {
    const headings = sendai.all.filter(({ body }) => body === '');
    expect(headings).toHaveLength(93);
    for (const heading of headings)
      expect(normOf(heading, sendai, names), heading.id).toEqual({ bearers: [], modality: 'statement' });
  });

  it('that says must, must not or should in its first sentence is a norm, and no definition or list is', () => {
    const duties = new Set<Modality>(['obligation', 'prohibition', 'permission-required', 'recommendation']);
    for (const one of sendai.all) {
      const first = one.body.split('。')[0] ?? '';
      const { modality } = normOf(one, sendai, names);
      if (/(?:なければ|なくては|ては)ならない$|望ましい$/u.test(first))
        expect(duties.has(modality), one.id).toBe(true);
      if (/をいう$|これに充てる$/u.test(first)) expect(modality, one.id).toBe('definition');
      if (/(?:等|場合|もの|情報|情報システム|[）)])$/u.test(first))
        expect(modality, one.id).toBe('statement');
    }
  });
});

describe('wordings that another city may print', () => {
  /** What is made of the first clause under （１）; 「｜」 stands between lines. */
  const normIn = (text: string, id = '1.1') => {
    const policy = new PolicyText(clausesOf(['第１章 総則', ...text.split('｜')].join('\n')));
    const found = policy.get(id);
    if (found === undefined) throw new Error(`no clause ${id}`);
    const { bearers, modality } = normOf(found, policy, names);
    return `${modality} ${bearers.join(' ')}`.trim();
  };

  it.each([
    ['権限の設定は，情報管理者により行われなければならない。', 'obligation information-manager'],
    ['権限の設定は，情報管理者により許可された者が行わなければならない。', 'obligation'],
    ['情報管理者が，毎年，台帳を点検しなければならない。', 'obligation information-manager'],
    ['職員が不在となる場合は，情報管理者が施錠すること。', 'obligation information-manager'],
    ['職員が申請し，情報管理者が台帳に記録する。', 'obligation staff information-manager'],
    ['情報管理者が定める手順を遵守しなければならない。', 'obligation'],
    ['CISO と協議した情報管理者は，手順を定めるものとする。', 'obligation information-manager'],
    [
      'ネットワーク管理者並びに端末を配る情報管理者は，台帳を作る。',
      'obligation network-manager information-manager',
    ],
    ['端末の持ち出しを禁止する。', 'prohibition'],
    ['職員は，パスワードを他人に教えないものとする。', 'prohibition staff'],
    ['職員は，設定に誤りがないことを確認すること。', 'obligation staff'],
    ['職員は，情報管理者の承認を得ずに端末を持ち出してはならない。', 'permission-required staff'],
    ['職員は，情報管理者の許可を得て，端末を持ち出すものとする。', 'permission-required staff'],
    ['職員は，許可を得た上で持ち出す場合は，記録しなければならない。', 'obligation staff'],
    ['職員は，必要に応じて端末を点検するものとする。', 'recommendation staff'],
    ['職員は，定期的に端末を点検するものとする。', 'obligation staff'],
    ['職員は，端末を庁舎内で使うことができる。', 'statement staff'],
    ['端末を点検する。', 'statement'],
  ])('「%s」 is %s', (text, norm) => {
    expect(normIn(`（１）規定｜${text}`)).toBe(norm);
  });

  it.each([
    ['（１）システム管理者の責務｜① 機器を点検する。', '1.1.1', 'obligation system-manager'],
    ['（１）職員以外の者の遵守事項｜① 機器を点検すること。', '1.1.1', 'obligation'],
    ['（１）規定｜職員は，以下の事項を守る。｜① 鍵をかけること。', '1.1.1', 'obligation staff'],
    ['（１）規定｜職員は，手順を守る。｜① 鍵をかけること。', '1.1.1', 'obligation'],
    ['（１）規定｜・職員は，次の事項を調べる。｜・原因｜・鍵をかけること。', '1.1#2', 'statement staff'],
    ['（１）規定｜・職員は，次の事項を調べる。｜・原因｜・鍵をかけること。', '1.1#3', 'obligation'],
  ])('「%s」: %s is %s', (text, id, norm) => {
    expect(normIn(text, id)).toBe(norm);
  });
});
