import type { z } from 'zod';

/** Kinds of values as an administrator reads them. */
const KINDS: Readonly<Record<string, string>> = {
  string: '文字列（"…"）',
  object: '{…}',
  record: '{…}',
  array: '[…]',
  number: '数',
  boolean: 'true か false',
};

/** What is wrong with a line whose JSON has not the form that was asked for: 「"text" がありません。文字列（"…"）で書いてください」. */
export function lineFault({ path, ...issue }: z.core.$ZodIssue, line: unknown): string {
  const kind =
    issue.code === 'invalid_type'
      ? (KINDS[issue.expected] ?? issue.expected)
      : issue.code === 'custom'
        ? KINDS.object
        : null;
  if (path.length === 0) return `1行を ${KINDS.object} の形で書いてください`;
  const field = `"${path.join('.')}"`;
  if (valueAt(line, path) === undefined)
    return `${field} がありません${kind === null ? '' : `。${kind}で書いてください`}`;
  return `${field} は${kind === null ? 'この値では読めません' : `${kind}で書いてください`}`;
}

function valueAt(line: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    line,
  );
}
