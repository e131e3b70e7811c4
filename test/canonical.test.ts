/** Canonical JSON is what is hashed and signed: the quick way must write the library's text, byte for byte. */
import serialize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../db/journal/canonical.ts";

test("不论什么内容，快写法和标准库写出的一字不差", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, false, -0, 0, 1e21, 1e-7, 0.1),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      text,
      fc.constantFrom("石桥村\n“饮水”", "\\ud83d", "\u2028", "😀"),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom("10", "9", "a", "A", "é", "toString", "__proto__")), tie("value"), {
        maxKeys: 5,
      }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      expect(canonicalJson(json)).toBe(serialize(json));
    }),
    { numRuns: 1_000 },
  );
});

test("没有值的项略去；写不成 JSON 的照旧拒绝", () => {
  expect(canonicalJson({ b: undefined, a: [1, "二"] })).toBe('{"a":[1,"二"]}');
  for (const wrong of [Number.NaN, { a: Infinity }, ["\ud800"], undefined])
    expect(() => canonicalJson(wrong)).toThrow();
});
