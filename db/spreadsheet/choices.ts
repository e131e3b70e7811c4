/** Codes for what clerks write in a column of choices: the option's own label, or a word that means it. */
import type { Option } from "../schema/field.ts";
import { toHalfWidth } from "../schema/plain-text.ts";
import { cleanText, comparable } from "./normalise.ts";

type Aliases = readonly (readonly [RegExp, string])[];

/** By field; the first pattern that fits wins, so the narrower one stands first. */
const aliases: Readonly<Record<string, Aliases>> = {
  line: [
    [/企业|公司|商户/, "enterprise"],
    [/群众|居民|村民|个人|市民/, "resident"],
  ],
  channel: [
    [/电话|来电|手机|座机|12345/, "phone"],
    [/来访|上门|走访|现场|接待/, "visit"],
    [/微信|小程序|公众号/, "wechat"],
    [/来信|信件|书信/, "letter"],
    [/网/, "other"],
  ],
  demandType: [
    [/咨询|询问/, "enquiry"],
    [/求助|诉求|求决/, "help"],
    [/投诉/, "complaint"],
    [/举报/, "report"],
    [/建议|意见/, "suggestion"],
    [/表扬|感谢/, "praise"],
  ],
  handling: [
    [/即时|即办|当场|立即|直接|现场|当日/, "immediate"],
    [/转办|交办|转交|派单|分办|转/, "assigned"],
  ],
  form: [
    [/毗邻|联合/, "neighbouring"],
    [/名誉村主任/, "honoraryHead"],
    [/小微|微协商/, "small"],
    [/重点/, "key"],
    [/专题/, "topical"],
    [/对口/, "counterpart"],
    [/界别/, "sector"],
    [/提案/, "proposal"],
    [/接待/, "reception"],
    [/调研|视察|考察/, "survey"],
    [/监督/, "supervision"],
    [/宣讲|宣传/, "policyTalk"],
    [/公益|志愿|捐|慰问|帮扶/, "service"],
    [/培训|学习/, "training"],
  ],
  platform: [
    [/议事/, "chamber"],
    [/工作室/, "studio"],
    [/小院|院坝/, "courtyard"],
    [/沙龙/, "salon"],
    [/服务[队团]/, "team"],
    [/联络站|工作站/, "station"],
  ],
  source: [
    [/小院|院坝/, "courtyard"],
    [/随手/, "snapshot"],
    [/协商/, "session"],
    [/热线|电话/, "hotline"],
    [/走访|调研|下乡|视察/, "visit"],
    [/来信|来访|信访/, "letter"],
    [/网|留言|微信|微博/, "web"],
  ],
  reporterKind: [
    [/委员/, "member"],
    [/群众|居民|村民|市民/, "resident"],
  ],
  grade: [
    [/(?:非常|很|极)不满意/, "veryDissatisfied"],
    [/不满意|差评?$/, "dissatisfied"],
    [/基本满意|一般|尚可/, "fair"],
    [/非常满意|很满意|十分满意/, "verySatisfied"],
    [/满意|好评/, "satisfied"],
  ],
};

/** The code that a text stands for; null when none does. */
export function matchChoice(field: string, options: Readonly<Record<string, Option>>, text: string): string | null {
  const key = comparable(text);
  const exact = Object.entries(options).find(([code, { zh }]) => comparable(zh) === key || code.toLowerCase() === key);
  if (exact !== undefined) return exact[0];
  return aliases[field]?.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

/** 是/否 and the signs that stand for them; null when it is neither. */
export function matchFlag(text: string): boolean | null {
  const key = comparable(text);
  if (/^(?:是|√|✓|✔|y|yes|true|1|有|已.*|紧急|特急|加急|保密)$/.test(key)) return true;
  if (/^(?:否|×|✗|x|n|no|false|0|无|未.*|没有|一般|普通|公开|不.*)$/.test(key)) return false;
  return null;
}

/** A whole number of people or things, with or without its measure word: 3, ３件, 共12人. */
export function parseCount(text: string): number | null {
  const match = /^(?:共|约)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?[\p{Script=Han}]{0,2}$/u.exec(
    comparable(toHalfWidth(cleanText(text))),
  );
  return match?.[1] === undefined ? null : Number(match[1].replaceAll(",", ""));
}
