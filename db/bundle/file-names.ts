/** Names of files that two offices exchange: for people, and in ASCII, because some sticks and old tools mangle Chinese ones. */
import { pinyin } from "pinyin-pro";
import { cleanFileName } from "../schema/attachment.ts";
import { fileMarks, type FileMark } from "../schema/exchange-files.ts";

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
  /** Of a file whose entries are of a chain that its sender did not write, or that only asks to join. */
  readonly mark?: FileMark | undefined;
}

/** The extension tells a bundle (lxq) from a receipt (lxr). */
export interface FileNames {
  /** For people: `桐岭镇联络站-上报-2026-11-27-1.lxq` once it is numbered. Without its number here. */
  readonly readable: string;
  /** ASCII, where a file system cannot carry the other: `lxq-tongling-000001-000340-20261127.lxq`. */
  readonly plain: string;
}

const purposes = { lxq: "上报", lxr: "回执" } as const;

export function fileNames(
  extension: "lxq" | "lxr",
  { stationName, station, fromSeq, toSeq, now, mark }: NameParts,
): FileNames {
  const number = (seq: number) => String(seq).padStart(6, "0");
  const range = `${number(Math.min(fromSeq, toSeq))}-${number(toSeq)}`;
  // A join file has no range; it says nothing of the chain.
  const marked =
    mark === undefined ? range : mark === "join" ? fileMarks.join.plain : `${fileMarks[mark].plain}-${range}`;
  const { year, month, date } = day(now);
  return {
    readable: `${cleanFileName(stationName)}-${mark === undefined ? purposes[extension] : fileMarks[mark].readable}-${year}-${month}-${date}.${extension}`,
    plain: `lxq-${slugOf(stationName, station)}-${marked}-${year}${month}${date}.${extension}`,
  };
}

/** The day by this PC's clock. */
function day(now: number) {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  return { year: at.getFullYear(), month: two(at.getMonth() + 1), date: two(at.getDate()) };
}
