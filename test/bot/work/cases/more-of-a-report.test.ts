import { beforeAll, expect, it } from 'vitest';
import type { Knowledge } from '../../../../bot/knowledge.ts';
import { plainText } from '../../../../bot/messages/plain-text.ts';
import { sample } from '../../../knowledge/organisation/sample-directory.ts';
import { loadSendai } from '../../sendai.ts';
import { ReportStory } from './report-story.ts';

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await loadSendai();
});

it('what the reporter says more is a note of the case, once and without numbers of persons; nobody else can add one', async () => {
  const story = await ReportStory.begin(knowledge, sample);
  const { number } = await story.report('keiyaku-s1');
  const note = '300人分です。番号は1234 5678 9018です';
  const { desk, now } = story.desk;
  for (let twice = 0; twice < 2; twice += 1)
    expect(plainText(await desk.note(number, note, 'keiyaku-s1', now))).toContain(
      `（${number}）に書き足しました`,
    );
  const { notes } = await story.case(number);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatchObject({ by: 'keiyaku-s1' });
  expect(notes[0]?.note).toContain('300人分');
  expect(notes[0]?.note).not.toContain('9018');
  expect(plainText(await desk.note(number, '別の話', 'koho-s1', now))).not.toContain('書き足しました');
  expect((await story.case(number)).notes).toHaveLength(1);
});
