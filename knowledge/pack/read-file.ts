import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
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

/**
 * A YAML file checked against a schema; every fault with its line. Reading YAML is what takes longest at a start, so
 * what was read and found good is kept in `cache` under the hash of the file's text.
 */
export async function readYaml<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  cache: PackCache<T> | null,
): Promise<Read<Placed<T>>> {
  const text = await readText(folder, file);
  if (!text.ok) return text;
  const known = (await cache?.get(text.value)) ?? null;
  if (known !== null) {
    const { data, lines } = known;
    let parsed: Parsed | undefined;
    // Parsed only when another line is asked for: a good pack never does.
    const lineOf = (path: readonly PropertyKey[]) => {
      const line = lines[path.join(' ')];
      if (line !== undefined) return line;
      parsed ??= parse(text.value);
      return parsed.lineOf(path);
    };
    return { ok: true, value: { file, data, lineOf } };
  }
  const { document, faults, lineOf } = parse(text.value);
  if (faults.length > 0) return { ok: false, errors: faults.map((fault) => ({ ...fault, file })) };
  const checked = schema.safeParse(document.toJS());
  if (!checked.success) {
    return {
      ok: false,
      errors: checked.error.issues.map((issue) => ({
        code: 'PACK_FILE_MALFORMED',
        file,
        line: lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path),
        message: `「${issue.path.map(String).join(' › ') || '全体'}」の書き方が違います（${issue.message}）。`,
      })),
    };
  }
  await cache?.set(text.value, { data: checked.data, lines: linesOfEntries(document, lineOf) });
  return { ok: true, value: { file, data: checked.data, lineOf } };
}

/** What is kept of a file: its checked data, and where the entries of its lists stand (path, joined by blanks → line). */
export interface KeptFile<T> {
  readonly data: T;
  readonly lines: Readonly<Record<string, number>>;
}

/** Keeps what was read by the text that it was read from. */
export interface PackCache<T> {
  get(text: string): Promise<KeptFile<T> | null>;
  set(text: string, kept: KeptFile<T>): Promise<void>;
}

/** Rows and steps say where they stand, so these lines are asked for at every start. Top-level lists may be thousands long. */
function linesOfEntries(document: Document, lineOf: Parsed['lineOf']): Record<string, number> {
  const lines: Record<string, number> = {};
  if (!isMap(document.contents)) return lines;
  visit(document, {
    Map(key, _, ancestors) {
      if (typeof key !== 'number') return;
      const path = pathOf(ancestors, key);
      lines[path.join(' ')] = lineOf(path);
    },
  });
  return lines;
}

/** From the document down to an entry of a list. */
function pathOf(ancestors: readonly unknown[], last: number): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (const [depth, ancestor] of ancestors.entries()) {
    const below = ancestors[depth + 1];
    if (isPair(ancestor)) path.push(String(ancestor.key));
    else if (isSeq(ancestor) && below !== undefined) path.push(ancestor.items.indexOf(below));
  }
  return [...path, last];
}

interface Parsed {
  readonly document: Document;
  readonly faults: readonly Omit<PackError, 'file'>[];
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function parse(text: string): Parsed {
  const lines = new LineCounter();
  // failsafe: every scalar is a string. Otherwise clause 2.10 would be read as the number 2.1.
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe' });
  const faults = new Map<number | null, Omit<PackError, 'file'>>();
  const fault = (line: number | null, why: string) => {
    // One slip makes several faults on its line: the first says enough.
    if (faults.has(line)) return;
    const message = `YAML として読めません（${why}）。字下げ・コロン・引用符を確認してください。`;
    faults.set(line, { code: 'PACK_FILE_MALFORMED', line, message });
  };
  for (const error of document.errors) fault(error.linePos?.[0].line ?? null, error.code);
  // An alias repeats another part of the file, or itself without end; a pack has no use for it.
  visit(document, {
    Alias: (_, alias) => fault(alias.range ? lines.linePos(alias.range[0]).line : null, 'ALIAS'),
  });
  return { document, faults: [...faults.values()], lineOf: (path) => lineAt(document, lines, path) };
}

/** Checked data that still knows where each part of it stands. */
export interface Placed<T> {
  readonly file: string;
  readonly data: T;
  /** The line of the entry at a path, or of the nearest entry around it. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.range)
      return lines.linePos(node.range[0]).line;
  }
  // Nothing but comments: the whole file is meant, from its beginning.
  return 1;
}
