import { normaliseText } from '../../knowledge/search/normalise.ts';

/**
 * A text in the form in which titles are compared: 「ソフトを入れていい」 and 「｢ソフトを入れていい?｣」 are the title
 * 「ソフトを入れていい？」 typed whole.
 */
export function asTitle(text: string): string {
  return normaliseText(text)
    .replace(/[\s「」『』"]/gu, '')
    .replace(/[?。.!、…~]+$/u, '');
}
