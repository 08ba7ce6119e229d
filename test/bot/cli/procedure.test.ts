import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { proceeder } from '../../../bot/cli/procedure.ts';
import { sendaiProcedures } from '../../knowledge/rules/sendai-procedures.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the real command to its end. */
async function procedure(words: readonly string[], input: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli.ts', 'procedure', ...words], {
    cwd: ROOT,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  const lines = Buffer.concat(out).toString('utf8').trimEnd();
  return {
    code: Number(code),
    answers: lines.split('\n').map((line): unknown => JSON.parse(line)),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

const json = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('cli procedure', () => {
  it('answers in order with steps and open facts, and keeps going past a bad line', async () => {
    const { code, answers, stderr } = await procedure(
      [],
      `${json(
        { id: 'card', flow: 'report-lost-id-card', facts: { theft: true } },
        { id: 'fire', flow: 'report-fire', facts: {} },
      )}not json\n${json({ id: 'mail', flow: 'report-suspicious-email' })}`,
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(answers).toEqual([
      {
        id: 'card',
        steps: [
          {
            step: 'report',
            bearers: ['staff'],
            tells: ['system-manager', 'information-manager'],
            citations: ['2.4.4#3'],
            strength: 'must',
          },
          {
            step: 'stop-card',
            bearers: ['system-manager', 'information-manager'],
            tells: [],
            citations: ['2.4.4#4'],
            strength: 'must',
          },
          {
            step: 'file-incident',
            bearers: ['staff'],
            tells: ['information-manager'],
            citations: ['2.8.3.i#1', '1.2.17.v'],
            strength: 'must',
          },
        ],
        open: [],
      },
      {
        id: 'fire',
        error:
          '「report-fire」という報告はありません。次のどれかを書いてください：report-lost-id-card、report-incident、report-suspicious-email [FLOW_UNKNOWN]',
      },
      { id: null, error: expect.stringContaining('LINE_NOT_JSON') },
      {
        id: 'mail',
        steps: [
          {
            step: 'do-not-forward',
            bearers: ['staff'],
            tells: [],
            citations: ['2.7.1.vii#4'],
            strength: 'must',
          },
        ],
        open: ['opened'],
      },
    ]);
  });

  it('shows the steps of laws, marked, only when they are asked for', async () => {
    const leak = { id: 1, flow: 'report-incident', facts: { kind: 'leak' } };
    const plain = JSON.stringify(proceeder(await sendaiProcedures(), false)(leak));
    expect(plain).not.toMatch(/law|personal-data/u);
    const { code, answers } = await procedure(['--laws'], json(leak));
    expect(code).toBe(0);
    expect(answers).toEqual([
      expect.objectContaining({
        steps: expect.arrayContaining([
          {
            step: 'check-personal-data-report',
            bearers: ['information-manager'],
            tells: [],
            citations: ['2.9.6', '2.9.4'],
            strength: 'must',
            law: expect.objectContaining({
              name: expect.stringContaining('第68条'),
              status: '市の確認前',
              deadlines: expect.arrayContaining([{ name: '確報', days: 30 }]),
            }),
          },
        ]),
      }),
    ]);
  });
});

describe('what a script may ask', async () => {
  const proceed = proceeder(await sendaiProcedures(), false);

  it('is refused with what there is: an unknown fact, an unknown value, each by name', () => {
    expect(proceed({ id: 1, flow: 'report-incident', facts: { size: 3 } })).toEqual({
      id: 1,
      error:
        '報告「report-incident」に「size」という事実はありません。次のどれかを書いてください：kind、noticedBy、importantSystem、affectsOthers、minor、outsideImpact、spreading、unauthorisedAccess [FACT_UNKNOWN]',
    });
    for (const value of ['fire', true, null, ['loss']]) {
      expect(proceed({ id: 2, flow: 'report-incident', facts: { kind: value } })).toEqual({
        id: 2,
        error: expect.stringMatching(/「kind」.*failure、attack、.*、other \[FACT_VALUE_UNKNOWN\]/u),
      });
    }
    expect(proceed({ id: 3, flow: 'report-incident', facts: { minor: 'true' } })).toEqual({
      id: 3,
      error: expect.stringMatching(/「minor」.*true、false \[FACT_VALUE_UNKNOWN\]/u),
    });
    // A guided decision is no report.
    expect(proceed({ id: 4, flow: 'send-email', facts: {} })).toEqual({
      id: 4,
      error: expect.stringContaining('FLOW_UNKNOWN'),
    });
  });
});
