/** How alike two texts are worded, by the pairs of neighbouring characters that they share. */
import { normalise } from "./tokens.ts";

/** Longer texts say the same in their beginning; the rest would only cost time. */
const compared = 800;

/** Words that every opinion and call is made of. */
const boilerplate =
  /关于|进一步|切实|加强|解决|完善|推进|问题|建议|意见|反映|希望|请求|请问|咨询|您好|你好|尊敬的|领导|有关部门|相关部门|群众|居民|村民|市民|我们|你们|谢谢/g;

/** 双河村, 龙塘社区: of a longer name the last two characters. What is no name (农村, 全村) is left. */
const place = /\p{Script=Han}[^\P{Script=Han}农乡全本我各该他一个每区](?:村(?!民|道|委|两|组|里|内|干|集体)|社区)/gu;

/** The villages and communities that a text names. */
export const placesIn = (text: string): ReadonlySet<string> => new Set(normalise(text).match(place) ?? []);

/** Pairs of neighbouring letters, digits and Chinese characters; punctuation and names of villages part them. */
export function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const run of normalise(text.slice(0, compared))
    .replaceAll(boilerplate, " ")
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    const characters = [...run];
    for (let index = 1; index < characters.length; index += 1) {
      pairs.add(`${characters[index - 1] ?? ""}${characters[index] ?? ""}`);
    }
  }
  return pairs;
}

/** From this many pairs on, a short text that lies wholly inside a long one counts as the same wording. */
const tellingPairs = 8;

/**
 * 0 (nothing shared) to 1. While a text is being typed it is shorter than the finished one beside it: then the share of the
 * shorter one counts, at four fifths.
 */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  const dice = (2 * shared) / (small.size + large.size);
  const inside = small.size < tellingPairs ? 0 : (0.8 * shared) / small.size;
  return Math.max(dice, inside);
}
