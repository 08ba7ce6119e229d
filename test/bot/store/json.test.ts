import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseObject } from '../../../bot/store/json.ts';

describe('canonical JSON', () => {
  it('is the text of the example in RFC 8785, §3.2.2 and §3.2.3', () => {
    const value = {
      numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names by UTF-16 code units, as the RFC’s own test does', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const value = Object.fromEntries(names.map((name) => [name, 0]));
    expect(canonicalJson(value)).toBe('{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}');
  });

  it('does not depend on the order in which fields were written, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: -0 })).toBe('{"a":0,"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: 0, b: [{ c: 2, d: 1 }] })).toBe('{"a":0,"b":[{"c":2,"d":1}]}');
  });

  it('says the same as JSON, and is its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        const text = canonicalJson(plain);
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('leaves out what is undefined, and refuses what JSON cannot say, without repeating it', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    const hole: number[] = [];
    hole.length = 1;
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, hole, ['\ud800'], { '\udfff': 1 }])
      expect(() => canonicalJson(value)).toThrow(TypeError);
    // @ts-expect-error a Date is no JSON
    expect(() => canonicalJson({ at: new Date() })).toThrow(TypeError);
    expect(() => canonicalJson('某氏\ud800')).toThrow(/^[^某]*$/u);
  });

  it('keeps a field of any name', () => {
    const value = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"a":1},"constructor":2}');
  });
});

it('reads an object, and nothing else, from a text', () => {
  expect(parseObject('{"a":1}')).toEqual({ a: 1 });
  for (const text of ['[]', 'null', '1', '{', '', null, 5]) expect(parseObject(text)).toBeUndefined();
});
