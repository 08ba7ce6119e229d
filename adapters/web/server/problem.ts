import type { Context } from 'hono';
import type { Problem } from '../wire.ts';

/** Everything the API may refuse, with the status it is refused with and what the person can do about it. */
const PROBLEMS = {
  BAD_UTF8: [400, '文字コードが正しくありません。UTF-8で送り直してください。'],
  BAD_JSON: [400, 'JSONとして読み取れませんでした。送る形式を確かめてください。'],
  BAD_INPUT: [400, '送られた内容の項目が正しくありません。画面を再読み込みして、もう一度お試しください。'],
  UNKNOWN_CLAUSE: [400, 'その条文は見つかりませんでした。条文の番号を確かめてください。'],
  SIGN_IN_NEEDED: [
    401,
    'サインインしていないか、サインインの有効期限が切れています。サインインしてから、もう一度送ってください。',
  ],
  FOREIGN_ORIGIN: [403, 'ほかのサイトからの送信は受け付けません。この窓口の画面から送ってください。'],
  NOT_FOUND: [404, 'お探しの場所はありません。'],
  METHOD_NOT_ALLOWED: [405, 'この操作はできません。'],
  PERSON_CHANGED: [
    409,
    'この画面を開いたあとで、サインインの状態が変わりました（有効期限切れなど）。まだ受け付けていません。サインインを確かめてから、もう一度送ってください。',
  ],
  TOO_LARGE: [413, '文章が長すぎて受け取れません。短く分けて送ってください。'],
  NOT_JSON: [415, 'Content-Type は application/json にしてください。'],
  WRONG_HOST: [421, 'この名前では応答できません。起動時に表示されたアドレスを開いてください。'],
  INTERNAL: [500, 'プログラムの不具合で答えを作れませんでした。言い方を変えるか、担当者にお知らせください。'],
  NOT_RECORDED: [
    503,
    '記録できなかったため、今の操作は行われていません。少し待って、もう一度送ってください。',
  ],
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/**
 * Refuses a request: `{"error":{"code":"TOO_LARGE","message":"文章が…"}}`.
 * @param ring lines on whom to ring meanwhile; empty where nothing presses.
 */
export function refuse(c: Context, code: ProblemCode, ring: readonly string[] = []): Response {
  const [status, message] = PROBLEMS[code];
  return c.json<Problem>({ error: { code, message, ...(ring.length === 0 ? {} : { ring }) } }, status);
}
