/** Fields that two sides changed from the same base: whose value to take, and why a decision was not taken. */
import { z } from "zod";
import { words, type Words } from "./words.ts";

export const conflictSides = ["station", "district"] as const;
export const conflictSideSchema = z.enum(conflictSides);
export type ConflictSide = (typeof conflictSides)[number];

/** Why one cannot be decided, here or in this way. */
export const undecidableReasons = {
  gone: words(
    "这一项在此期间已经改过或决定过，请看现在的值",
    "it was changed or decided in the meantime; look at the value as it is now",
  ),
  stationsAlone: words(
    "这一项由联络站填写，只有联络站能决定",
    "this field is the station's own, and the station alone decides",
  ),
  newer: words(
    "这一项由更新版本的程序填写，请先升级本程序",
    "a newer program wrote this field; update this program first",
  ),
  noValue: words("这一方没有改过这一项", "that side has no value of its own here"),
  several: words(
    "这一方有两个不同的值，请逐处选择",
    "that side has two different values; choose one of them by itself",
  ),
} as const satisfies Record<string, Words>;
export type UndecidableReason = keyof typeof undecidableReasons;
