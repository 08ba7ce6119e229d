import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanced, listed, widthOf } from '../../../../adapters/web/server/decisions/fit-text.ts';
import {
  type LaidOut,
  laidOut,
  PADDING,
  type Rectangle,
} from '../../../../adapters/web/server/decisions/lay-out.ts';
import { type SendaiWeb, startSendaiWeb } from './sendai-web.ts';
import { assertWellFormed } from './well-formed.ts';

let web: SendaiWeb;
beforeAll(async () => {
  web = await startSendaiWeb();
});
afterAll(() => web.stop());

function drawings(): (readonly [id: string, drawn: LaidOut])[] {
  return web.pack.flows.map(({ id }) => {
    const flow = web.decisions.flow(id);
    if (flow === null) throw new Error(id);
    return [id, laidOut(flow.diagram)];
  });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

describe('the diagram of every decision', () => {
  test('is a well-formed SVG file of its own, and the same picture stands in the page', async () => {
    for (const { id } of web.pack.flows) {
      const file = await web.get(`/flows/${id}.svg`);
      expect([id, file.status, file.headers['content-type']]).toEqual([
        id,
        200,
        'image/svg+xml; charset=utf-8',
      ]);
      assertWellFormed(file.text);
      const page = await web.get(`/flows/${id}`);
      const svg = /<svg.*?<\/svg>/su.exec(page.text)?.[0] ?? '';
      assertWellFormed(svg);
      expect([...svg.matchAll(/<path/gu)]).toHaveLength([...file.text.matchAll(/<path/gu)].length);
      expect(svg).toMatch(/role="img".*<title.*<desc/su);
      expect(svg).not.toMatch(/style=|<script|<style/u);
    }
  });

  test('lays no box and no label over another, and none over the edge', () => {
    for (const [id, { boxes, arrows, width, height }] of drawings()) {
      const all: readonly Rectangle[] = [...boxes, ...arrows.map(({ label }) => label)];
      for (const [place, one] of all.entries()) {
        const over = all.slice(place + 1).filter((other) => overlap(one, other));
        expect([id, over]).toEqual([id, []]);
        expect([id, one.left >= 0, one.top >= 0]).toEqual([id, true, true]);
        expect([id, one.left + one.width <= width, one.top + one.height <= height]).toEqual([id, true, true]);
      }
    }
  });

  test('leads no arrow through a box or through another arrow’s label', () => {
    for (const [id, { boxes, arrows }] of drawings()) {
      for (const { from, to, levels, label } of arrows) {
        const others = [
          ...boxes.filter(({ box }) => box.id !== from && box.id !== to),
          ...arrows.map((arrow) => arrow.label).filter((one) => one !== label),
        ];
        for (const { left, right, y } of levels) {
          const stretch = { left, top: y, width: right - left, height: 0.1 };
          expect([id, from, to, others.filter((one) => overlap(one, stretch))]).toEqual([id, from, to, []]);
        }
        // Bends lie between the columns: no box or label stands beside them at any height.
        for (const [place, { right }] of levels.entries()) {
          const next = levels[place + 1];
          if (next === undefined) continue;
          const gap = { left: right + 1, top: -1e6, width: next.left - right - 2, height: 2e6 };
          expect([id, from, to, gap.width > 10]).toEqual([id, from, to, true]);
          expect([id, from, to, others.filter((one) => overlap(one, gap))]).toEqual([id, from, to, []]);
        }
      }
    }
  });

  test('joins each arrow to the boxes that it names', () => {
    for (const [id, { boxes, arrows }] of drawings()) {
      const at = (name: string) => boxes.find(({ box }) => box.id === name) as Rectangle;
      for (const { from, to, levels } of arrows) {
        const [first, last] = [levels[0], levels.at(-1)];
        expect([id, first?.left, last?.right]).toEqual([id, at(from).left + at(from).width, at(to).left]);
        for (const [box, y = 0] of [
          [at(from), first?.y],
          [at(to), last?.y],
        ] as const) {
          expect([id, y > box.top && y < box.top + box.height]).toEqual([id, true]);
        }
      }
    }
  });

  test('fits its words into the boxes', () => {
    for (const [id, { boxes }] of drawings()) {
      for (const { lines, width } of boxes) {
        for (const { text, size } of lines) {
          expect([id, text, widthOf(text) * size <= width - 2 * PADDING]).toEqual([id, text, true]);
        }
      }
    }
  });

  test('has an end for every outcome, and every answer of every question leads somewhere', async () => {
    for (const { id } of web.pack.flows) {
      const flow = web.decisions.flow(id);
      const boxes = flow?.diagram.boxes ?? [];
      const ends = boxes.flatMap((box) => (box.type === 'end' ? [box.outcome] : []));
      expect([id, ends.sort((a, b) => a - b)]).toEqual([id, flow?.outcomes.map(({ number }) => number)]);
      const ids = new Set(boxes.map((box) => box.id));
      for (const box of boxes) {
        if (box.type === 'question') for (const { to } of box.branches) expect(ids).toContain(to);
      }
    }
  });
});

describe('breaking lines', () => {
  test('loses no character', () => {
    const text = 'モバイル端末（インターネットにつながる）・テレワーク端末（インターネットにつながる）・私物';
    for (const ems of [5, 9, 14, 100]) {
      expect(listed(text, ems).join('')).toBe(text);
      expect(balanced(text, ems).join('')).toBe(text);
    }
  });

  test('begins no line with a mark that closes, and ends none with one that opens', () => {
    for (const ems of [4, 6, 8, 11]) {
      for (const line of balanced('情報（個人情報など、ほかのもの）を「送る」ことができますか？', ems)) {
        expect(line).not.toMatch(/^[、。）」？]|[（「]$/u);
      }
    }
  });

  test('keeps the entries of a list whole where they fit', () => {
    expect(listed('市のアドレスから・ウェブページの送信機能', 12)).toEqual([
      '市のアドレスから・',
      'ウェブページの送信機能',
    ]);
  });
});
