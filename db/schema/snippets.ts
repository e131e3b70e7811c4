/** 常用语: what a clerk writes again and again, and how it is called up. */
import { z } from "zod";

export const snippetSchema = z.object({
  label: z.string().trim().min(1).max(30),
  text: z.string().min(1).max(2_000),
  /** Typed in the text and followed by a space or Tab, e.g. ";jd"; null for none. */
  abbreviation: z
    .string()
    .trim()
    .regex(/^\S{2,12}$/)
    .nullable(),
  /** Ctrl with this digit inserts it; null for none. */
  digit: z.int().min(1).max(9).nullable(),
});
export type Snippet = z.infer<typeof snippetSchema>;

export const MOST_SNIPPETS = 200;

/** To begin with; every one of them can be changed or removed. */
export const defaultSnippets: readonly Snippet[] = [
  {
    label: "已电话答复",
    text: "已电话联系诉求人，说明办理情况，诉求人表示理解。",
    abbreviation: ";dh",
    digit: 1,
  },
  {
    label: "已转承办单位",
    text: "已转承办单位办理，请在期限内反馈办理结果。",
    abbreviation: ";zb",
    digit: 2,
  },
  {
    label: "现场查看",
    text: "会同村(社区)工作人员到现场查看，情况属实。",
    abbreviation: ";xc",
    digit: 3,
  },
  {
    label: "建议三条",
    text: "为此，建议：\n一是\n二是\n三是",
    abbreviation: ";jy",
    digit: 4,
  },
];
