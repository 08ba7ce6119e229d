import { expect, it } from 'vitest';
import { joinLines } from '../../../../knowledge/policy/rules/line-joining.ts';

it.each([
  ['Incident Response ', 'Team，以下', 'Incident Response Team，以下'],
  ['Incident Response', 'Team，以下', 'Incident Response Team，以下'],
  ['Communication,', 'Technology', 'Communication, Technology'],
  ['法律(平成 25 年法律 ', '第 27 号)', '法律(平成 25 年法律第 27 号)'],
  ['LGWAN に接続する', 'CSIRT 責任者', 'LGWAN に接続するCSIRT 責任者'],
  ['city.sendai.', 'jp', 'city.sendai.jp'],
  ['1', '0 文字', '10 文字'],
  ['外部記録', ' 媒体という。', '外部記録媒体という。'],
  ['', '本文', '本文'],
])('%s + %s', (before, after, joined) => {
  expect(joinLines(before, after)).toBe(joined);
});
