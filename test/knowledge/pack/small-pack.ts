import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, PackRefused } from '../../../knowledge/pack.ts';
import { sendaiText } from '../policy/sendai-text.ts';

export const SENDAI = fileURLToPath(new URL('../../../knowledge/packs/sendai', import.meta.url));

/** The files of a pack, by their path in its folder. */
export type PackFiles = Readonly<Record<string, string>>;

/** The whole policy of Sendai with one entry in each file: loads in a blink, and every line is in sight here. */
export const SMALL_PACK = {
  'pack.yaml': `id: small
city: 仙台市
name: 仙台市行政情報セキュリティポリシー
policy:
  file: policy.txt
  source: 市の公表
vocabulary: vocabulary.yaml
lexicon: lexicon.yaml
wordings:
  - wordings.yaml
intents: intents.yaml
outside: outside.yaml
sayings:
  - sayings.yaml
roles: roles.yaml
askWhom: 2.4.1#2
emergency: [2.8.3.i#1, 2.4.4#3]
examples: [一, 二, 三, 四, 五, 六]
`,
  'policy.txt': sendaiText,
  'vocabulary.yaml': `- concept: external-media
  name: 外部記録媒体
  clause: 1.2.4
  because: 取り外して持ち出せる媒体をいう。
  words: [USBメモリ]
  adds: [外部記録媒体]
`,
  'lexicon.yaml': `- act: take-out
  name: 持ち出し
  clause: 2.3.4.i#7
  because: 庁舎の外へ持って出ることは持ち出しである。
  verbs: [持って帰る]
  objects: [external-media]
  adds: [持ち出し]
`,
  'wordings.yaml': `- clause: 2.10.1#1
  about: 自主点検
  words: [セルフチェック]
  asks:
    - 自主点検は誰がする？
`,
  'intents.yaml': `- id: take-out
  kind: flow
  title: 持ち出してよい？
  offer: 何を持ち出すかで変わります。
  cues: [[external-media, take-out]]
  decides: [2.3.4.i#9]
  clauses: [2.3.4.i#7]
  cases:
    - when: [USBメモリ]
      first: [2.3.4.ii#1]
      because: 媒体の管理
  examples: [持って帰りたい, 家に持ち帰る, 持ち出していい]
  not:
    - text: 持ち出しの記録は誰がつける？
      instead: 2.4.1#6
    - text: 家の鍵を持ち帰りたい
      instead: none
    - text: これも持って帰っていい？
      instead: take-out
`,
  'roles.yaml': `- role: information-manager
  names: [情報管理者]
  clause: 2.1.3
  plain: 所属の課の長
`,
  'outside.yaml': `- about: 天気
  reason: 天気を定めた条項はない
  near: [2.4.1]
  words: [天気予報]
  examples: [明日の天気は？]
`,
  'sayings.yaml': `- target: take-out
  says: |
    カバンに入れて帰る
    家でやりたい
- target: 2.10.1#1
  says: |
    セルフチェック いつ
- target: 天気
  says: |
    傘いる？
`,
} as const satisfies PackFiles;

export type SmallPackFile = keyof typeof SMALL_PACK;

/** The small pack with one piece of one file written otherwise. The piece must be there, once. */
export function changed(file: SmallPackFile, piece: string, instead: string): PackFiles {
  const text = SMALL_PACK[file];
  if (text.split(piece).length !== 2) throw new Error(`「${piece}」 does not stand once in ${file}`);
  return { ...SMALL_PACK, [file]: text.replace(piece, () => instead) };
}

/** Writes a pack into a new folder, hands the folder on, and clears it away. */
export async function inFolder<T>(files: PackFiles, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pack-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A copy of the real pack in a new folder, cleared away after use. */
export function copyOfSendai<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return inFolder({}, async (folder) => {
    await cp(SENDAI, folder, { recursive: true });
    return use(folder);
  });
}

/**
 * Why a folder is refused; throws where it is not, or where anything but a refusal comes out.
 * @param cacheFolder for many copies of one pack: what none of them changed is read once.
 */
export async function refusalOf(folder: string, cacheFolder: string | null = null): Promise<PackRefused> {
  try {
    await loadPack(folder, cacheFolder);
  } catch (error) {
    if (error instanceof PackRefused) return error;
    throw error;
  }
  throw new Error('the pack was loaded');
}

/** {@link refusalOf} for files that are written first. */
export function refusalOfFiles(files: PackFiles): Promise<PackRefused> {
  return inFolder(files, refusalOf);
}
