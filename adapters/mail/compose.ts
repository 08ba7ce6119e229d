import type { SendMailOptions } from 'nodemailer';
import type { OutgoingNotice } from '../../bot/delivery.ts';
import { isMailAddress, type MailSender } from '../../bot/environment/mail.ts';
import { noticeText } from '../../bot/messages/notice.ts';

/** Control and format characters and line separators: nothing that ends a header or turns the order of what is read. */
const NOT_ONE_LINE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const LONGEST_LINE = 200;

export type NoticeFault = 'MAIL_ADDRESS_MALFORMED' | 'MAIL_NOTICE_MALFORMED';

/** The mail for a notice, or what forbids it: a notice with a line break in it is not mended, but refused. */
export function compose(
  notice: OutgoingNotice,
  from: MailSender,
  publicUrl: string,
): SendMailOptions | NoticeFault {
  if (!isMailAddress(notice.to.email)) return 'MAIL_ADDRESS_MALFORMED';
  const lines = [notice.number, notice.asks, notice.link];
  if (!lines.every(isOneLine) || !isPath(notice.link) || !isPlainId(notice.id))
    return 'MAIL_NOTICE_MALFORMED';
  const { title, paragraphs } = noticeText(notice, publicUrl.replace(/\/$/, '') + notice.link);
  return {
    from,
    to: { address: notice.to.email, name: '' },
    envelope: { from: from.address, to: notice.to.email },
    subject: title,
    text: `${paragraphs.join('\n\n')}\n`,
    // Servers break long lines of plain text, and some break a character in two.
    textEncoding: 'base64',
    messageId: messageIdOf(notice.id, from),
    headers: {
      // RFC 3834 §5: no vacation notice in answer; the second is what Exchange knows of it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The same for every attempt: whoever got it twice, person or server, can see that it is one. */
function messageIdOf(id: string, from: MailSender): string {
  return `<notice.${id}@${from.address.split('@')[1]}>`;
}

function isOneLine(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_LINE && !NOT_ONE_LINE.test(text);
}

/** `/requests/2026-0012`: put behind our address it cannot lead to another host. */
function isPath(link: string): boolean {
  return /^\/(?!\/)[0-9A-Za-z/._~%?=&#-]*$/.test(link);
}

function isPlainId(id: string): boolean {
  return /^[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]+)*$/.test(id) && id.length <= 100;
}
