/** ASCII names that say station, range and date: sticks and old tools mangle Chinese ones. */
import { pinyin } from "pinyin-pro";

const suffix = /(镇|乡|街道)?(政协)?(委员)?(联络站|工作室|服务队|服务团)$/u;

/** A station's name in a few letters; the beginning of its id when nothing is left of it. */
export function slugOf(name: string, id: string): string {
  const short = name.replace(suffix, "") || name;
  const letters = pinyin(short, { toneType: "none", type: "array", v: true })
    .join("")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
  return letters === "" ? id.slice(0, 8) : letters.slice(0, 24);
}

export interface NameParts {
  readonly stationName: string;
  readonly station: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The file returns entries of a chain that its sender did not write. */
  readonly isReturn?: boolean;
}

/** Such as `lxq-tongling-000001-000340-20231231.lxq`. The extension tells a bundle (lxq) from a receipt (lxr). */
export function fileName(
  extension: "lxq" | "lxr",
  { stationName, station, fromSeq, toSeq, now, isReturn }: NameParts,
): string {
  const number = (seq: number) => String(seq).padStart(6, "0");
  const range = `${number(Math.min(fromSeq, toSeq))}-${number(toSeq)}`;
  return `lxq-${slugOf(stationName, station)}-${isReturn === true ? "back-" : ""}${range}-${day(now)}.${extension}`;
}

/** The day by this PC's clock, as in 20231231. */
function day(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
}
