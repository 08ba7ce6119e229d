import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { PackError } from './pack-error.ts';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly PackError[] };

/** The text of a pack's file, in UTF-8. */
export async function readText(folder: string, file: string): Promise<Read<string>> {
  const path = join(folder, file);
  const refuse = (code: string, message: string): Read<string> => ({
    ok: false,
    errors: [{ code, file, line: null, message }],
  });
  try {
    const found = await stat(path);
    if (!found.isFile())
      return refuse(
        'PACK_FILE_UNREADABLE',
        'ファイルではありません。同じ名前のフォルダーを取り除いてください。',
      );
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    if (text.trim() === '')
      return refuse('PACK_FILE_EMPTY', '中身が空です。配布されたファイルに戻してください。');
    return { ok: true, value: text };
  } catch (error) {
    if (error instanceof TypeError) {
      return refuse(
        'PACK_FILE_NOT_UTF8',
        'UTF-8 で読めません。文字コードを UTF-8 にして保存し直してください。',
      );
    }
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return refuse(
        'PACK_FILE_MISSING',
        'ファイルがありません。配布されたファイルを同じ場所に置いてください。',
      );
    }
    return refuse('PACK_FILE_UNREADABLE', '読み取れません。ファイルの権限を確認してください。');
  }
}

/** A YAML file checked against a schema; every fault with its line. */
export async function readYaml<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
): Promise<Read<Placed<T>>> {
  const text = await readText(folder, file);
  if (!text.ok) return text;
  const lines = new LineCounter();
  // failsafe: every scalar is a string. Otherwise clause 2.10 would be read as the number 2.1.
  const document = parseDocument(text.value, { lineCounter: lines, schema: 'failsafe' });
  if (document.errors.length > 0) {
    return {
      ok: false,
      errors: document.errors.map((error) => ({
        code: 'PACK_FILE_MALFORMED',
        file,
        line: error.linePos?.[0].line ?? null,
        message: `YAML として読めません（${error.code}）。字下げ・コロン・引用符を確認してください。`,
      })),
    };
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(document, lines, path);
  const checked = schema.safeParse(document.toJS());
  if (!checked.success) {
    return {
      ok: false,
      errors: checked.error.issues.map((issue) => ({
        code: 'PACK_FILE_MALFORMED',
        file,
        line: lineOf(issue.path),
        message: `「${issue.path.map(String).join(' › ') || '全体'}」の書き方が違います（${issue.message}）。`,
      })),
    };
  }
  return { ok: true, value: { file, data: checked.data, lineOf } };
}

/** Checked data that still knows where each part of it stands. */
export interface Placed<T> {
  readonly file: string;
  readonly data: T;
  /** The line of the entry at a path, or of the nearest entry around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
}

function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.range)
      return lines.linePos(node.range[0]).line;
  }
  return null;
}
