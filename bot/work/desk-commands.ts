import type { Role } from '../../knowledge/pack/schemas.ts';
import { normaliseText } from '../../knowledge/search/normalise.ts';

export type DeskCommand =
  | 'mine'
  | 'waiting'
  | 'notices'
  | 'absence'
  | 'my-reports'
  | 'cases-waiting'
  | 'all-cases';

/** Whole messages that are for the desk, politeness and marks taken off. */
const COMMANDS: readonly (readonly [DeskCommand, RegExp])[] = [
  [
    'mine',
    /^(?:(?:私|自分|わたし)の)?申請(?:状況|の状況|の?一覧|の?履歴)?(?:は|を見たい|を見せて|を確認)?$/u,
  ],
  ['mine', /^申請(?:は|って)?(?:どうなった|どうなってる|通った)(?:の|か|かな)?$/u],
  // Which one is chosen from the list, where it can be withdrawn.
  ['mine', /^申請を?(?:取り下げ|取りさげ|取り消し)たい(?:です)?$/u],
  ['waiting', /^(?:承認|決裁|許可)?待ち(?:の申請)?(?:一覧)?(?:は|を見たい|を見せて)?$/u],
  ['notices', /^お?知らせ(?:一覧)?(?:は|を見たい|を見せて)?$/u],
  [
    'my-reports',
    /^(?:(?:私|自分|わたし)の)?報告(?:状況|の状況|の?一覧|の?履歴)(?:は|を見たい|を見せて|を確認)?$/u,
  ],
  [
    'cases-waiting',
    /^(?:(?:私|自分|わたし)の)?(?:事案|(?:受領|対応)待ち(?:の事案)?)(?:は|を見たい|を見せて)?$/u,
  ],
  ['all-cases', /^(?:全ての|すべての|全)?事案の?一覧(?:は|を見たい|を見せて)?$/u],
  ['absence', /^不在(?:の?登録)?(?:を?したい|する|を登録(?:したい)?)?$/u],
];

/** The desk's command that a whole message is, or null. */
export function deskCommand(said: string): DeskCommand | null {
  const bare = normaliseText(said)
    .trim()
    .replace(/[\s。.!?、~…]+$/u, '');
  for (const [command, pattern] of COMMANDS) if (pattern.test(bare)) return command;
  return null;
}

/** 「うちの」「私の」「この課の」 before a post, and nothing but asking who after it. */
const MINE = /(?:うち|私|わたし|自分|僕|俺|当課|この課|所属|うちら)(?:の課|の部署|の係)?の?/u;
const WHO =
  /^(?:って|は|とは)?(?:、|\s)*(?:誰|だれ|どなた|何さん|どの人)?(?:ですか|なの|になりますか|でしょうか|だっけ|だべ)?$/u;

/** The post that somebody asks to be named for themselves, as a role; null for any other message. */
export function whoseRole(said: string, roles: readonly Role[]): string | null {
  const bare = normaliseText(said)
    .trim()
    .replace(/[\s。.!?…]+$/u, '');
  const names = roles
    .flatMap(({ role, names }) =>
      names.map((name) => ({ role, name: normaliseText(name).replace(/\s/gu, '') })),
    )
    .sort((a, b) => b.name.length - a.name.length);
  const compact = bare.replace(/\s/gu, '');
  for (const { role, name } of names) {
    const at = compact.indexOf(name);
    if (at < 0) continue;
    const isMine = MINE.test(compact.slice(0, at)) || at === 0;
    const after = compact.slice(at + name.length);
    return isMine && WHO.test(after) && (at > 0 || /誰|だれ|どなた/u.test(after)) ? role : null;
  }
  return null;
}

/** The number of the application that a whole message names: 「50V6-5B8Y」「申請 50V6-5B8Y を取り下げたい」; null for any other. */
export function requestNamed(said: string): string | null {
  const text = normaliseText(said).trim().toUpperCase();
  const named =
    /^(?:申請(?:番号)?[\s:]*)?([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})(?=$|[^0-9A-Z-])/u.exec(text)?.[1];
  // Two groups of letters alone may be a word; a number has at least one digit.
  return named !== undefined && /\d/u.test(named) ? named : null;
}

/** The number of the case that a whole message names: 「C-50V6-5B8Y」「事案 C-50V6-5B8Y は？」; null for any other. */
export function caseNamed(said: string): string | null {
  const text = normaliseText(said).trim().toUpperCase();
  return (
    /^(?:事案(?:番号)?[\s:]*)?(C-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})(?=$|[^0-9A-Z-])/u.exec(
      text,
    )?.[1] ?? null
  );
}
