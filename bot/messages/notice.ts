import type { OutgoingNotice } from '../delivery.ts';

/** A notice in words, for a channel that shows plain text. */
export interface NoticeText {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/**
 * @param url the notice's link with the web page's address in front.
 */
export function noticeText(notice: OutgoingNotice, url: string): NoticeText {
  const title = `${notice.again ? '【再送】' : ''}${notice.asks}（${notice.number}）`;
  const paragraphs = [
    `${notice.asks}\n番号：${notice.number}`,
    `次のページを開いて、内容を確かめてください。\n${url}`,
  ];
  if (notice.again) {
    paragraphs.push(
      '前に送ったお知らせが届いたかどうかを確かめられなかったため、もう一度送っています。すでに対応が済んでいれば、何もしなくてかまいません。',
    );
  }
  paragraphs.push(
    '申請や報告の内容は、このお知らせには書いていません。\n自動で送っているため、返信は読まれません。',
  );
  return { title, paragraphs };
}
