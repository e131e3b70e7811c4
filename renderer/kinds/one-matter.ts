/**
 * 一事一议: signs that an opinion holds more than one matter. Enumerated suggestions for one matter (一是…二是…) are how opinions
 * are written, so only the title and the facts are looked at, and there only for what hardly ever means one matter.
 */
import { cutText } from "../../db/schema/plain-text.ts";

export interface SeveralMatters {
  /** The words that gave it away, for the remark. */
  readonly sign: string;
}

/** 关于A的建议及B问题, 关于…、关于…; 两件事, 几个问题 in a title. */
const titlePatterns: readonly RegExp[] = [
  /一是.{2,}?二是/u,
  /关于.{2,}?(?:和|及|以及|、|；|;)\s*关于/u,
  /(?:两|二|三|四|几|多)(?:件|个|项|条)(?:事(?:情|项)?|问题|建议|诉求)/u,
];

export function severalInTitle(title: string): SeveralMatters | null {
  for (const pattern of titlePatterns) {
    const sign = pattern.exec(title)?.[0];
    if (sign !== undefined) return { sign: shortened(sign) };
  }
  return null;
}

/** Turns to another matter; a bare 另外 goes on with the same one more often than not. */
const turns =
  /(?:另外|此外)[，,]?(?:还|也)?(?:有|想|要)?(?:反映|咨询|请问|问|说)?(?:另)?(?:一|另一|个|一个|一件|件)(?:件|个|项)?(?:事|问题|情况|诉求)|还有(?:一|另)(?:件|个)(?:事|问题)|(?:第二|再一)(?:件|个)(?:事|问题)|顺便(?:反映|问|咨询|说)/u;

/** 一、… 二、… as headings of their own at the beginning of lines. */
const headings = /^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])\s*(.{2,40})/gmu;

/** Headings that part one matter into its sides. */
const sides =
  /基本情况|现状|背景|存在|问题|原因|分析|建议|对策|意见|措施|危害|影响|后果|表现|案例|做法|成效|依据|目的|意义|必要性|可行性|难点|困难|风险/u;

export function severalMatters(facts: string): SeveralMatters | null {
  const turn = turns.exec(facts)?.[0];
  if (turn !== undefined) return { sign: shortened(turn) };
  const own = [...facts.matchAll(headings)].map((match) => match[1] ?? "").filter((heading) => !sides.test(heading));
  // Three headings that each end like a matter (…问题 is a side; …没有路灯, …破损 are matters) and share no word.
  if (own.length >= 2 && shareNothing(own)) return { sign: own.map(shortened).slice(0, 2).join("；") };
  return null;
}

/** No two characters in a row occur in more than one of them: sides of one matter repeat its name. */
function shareNothing(texts: readonly string[]): boolean {
  const seen = new Set<string>();
  for (const text of texts) {
    const own = new Set<string>();
    for (let index = 1; index < text.length; index += 1) {
      const pair = text.slice(index - 1, index + 1);
      if (/^\p{Script=Han}{2}$/u.test(pair)) own.add(pair);
    }
    for (const pair of own) {
      if (seen.has(pair)) return false;
      seen.add(pair);
    }
  }
  return true;
}

const longest = 24;
const shortened = (text: string): string => (text.length > longest ? `${cutText(text, longest)}……` : text);
