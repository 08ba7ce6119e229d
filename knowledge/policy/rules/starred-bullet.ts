import { type MarkerRule, markerOf } from './marker.ts';

// 「●クラウドサービスの利用を前提としたシステムを構築又は調達し，運用を行う場合」
const STARRED_BULLET = /^(●)(.*)$/u;

/** `●`: the id part `*n` is its count among the starred bullets of its parent. */
export const starredBullet: MarkerRule = (text) => {
  const match = STARRED_BULLET.exec(text);
  return match === null ? null : markerOf('starred-bullet', '●', 0, '', match[2] ?? '');
};
