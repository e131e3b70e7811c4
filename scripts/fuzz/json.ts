/** Changes to decoded JSON that a faulty or hostile program might make, and the text they are written as. */
import { canonicalJson } from "../../db/journal/canonical.ts";
import type { Random } from "../../db/sample/random.ts";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/**
 * What no object in memory can hold or no serialiser writes stands for itself until the text is made: nesting deeper than the stack,
 * a member called `__proto__`.
 */
const marks = /"@(deep|wide|long|surrogate|proto)(\d*)@"/g;

const written: Readonly<Record<string, (size: number) => string>> = {
  deep: (size) => `${"[".repeat(size)}${"]".repeat(size)}`,
  wide: (size) => `[${Array.from({ length: size }, () => "0").join(",")}]`,
  long: (size) => `"${"长".repeat(size)}"`,
  surrogate: () => `"\\ud83d"`,
  proto: () => `"__proto__"`,
};

/** Canonical JSON where that is possible, otherwise the JSON that such a program would write. */
export function jsonBytes(value: Json): Buffer {
  const text = textOf(value).replace(marks, (_, mark: string, size: string) => written[mark]?.(Number(size)) ?? "null");
  return Buffer.from(text, "utf8");
}

function textOf(value: Json): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}

const oddNumbers = [
  0,
  -1,
  1,
  2,
  1.5,
  1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  2e9,
] as const;
const oddTexts = [
  "",
  " ",
  "0",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "\u0000",
  "\uffff",
  "a\u0301",
  "１２３",
  "👩‍👩‍👧",
  "2026-02-30",
  "2026-02-29T25:61",
  "99999-12-31",
  "1970-01-01",
  "../../../etc/passwd",
  "C:\\CON",
  "=1+1",
  "' OR 1=1 --",
  "00000000-0000-7000-8000-000000000000",
  "0".repeat(32),
  "f".repeat(64),
] as const;
const marked = [
  "@deep20@",
  "@deep31@",
  "@deep33@",
  "@deep1001@",
  "@wide100@",
  "@wide600@",
  "@long60@",
  "@long2000@",
  "@surrogate@",
] as const;
/** Each costs milliseconds or more: now and then. */
const costly = ["@deep100000@", "@wide30000@", "@long30000@", "@long2000000@"] as const;

function oddValue(random: Random): Json {
  const kind = random.int(0, 99);
  if (kind < 30) return random.pick(oddNumbers);
  if (kind < 60) return random.pick(oddTexts);
  if (kind < 75) return random.pick(marked);
  if (kind === 75) return random.pick(costly);
  return random.pick<Json>([null, true, false, [], {}, [[]], [null], { a: 1 }, { "@proto@": { polluted: true } }]);
}

interface Place {
  readonly holder: Json[] | JsonObject;
  readonly key: number | string;
}

const mostPlaces = 600;

function placesIn(value: Json): Place[] {
  const places: Place[] = [];
  const open: (Json[] | JsonObject)[] = isHolder(value) ? [value] : [];
  for (let holder = open.pop(); holder !== undefined && places.length < mostPlaces; holder = open.pop()) {
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      places.push({ holder, key });
      const member = valueAt({ holder, key });
      if (isHolder(member)) open.push(member);
    }
  }
  return places;
}

const isHolder = (value: Json | undefined): value is Json[] | JsonObject => typeof value === "object" && value !== null;

const valueAt = ({ holder, key }: Place): Json => {
  const value = Array.isArray(holder) ? holder[Number(key)] : holder[String(key)];
  return value ?? null;
};

function put({ holder, key }: Place, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[String(key)] = value;
}

/** A copy with one thing changed somewhere in it. */
export function mutatedJson(random: Random, value: Json): Json {
  const root: JsonObject = { root: structuredClone(value) };
  const places = placesIn(root);
  const place = random.pick(places);
  const found = valueAt(place);
  const way = random.int(0, 9);
  if (way === 0) remove(place);
  else if (way === 1) put(place, valueAt(random.pick(places)));
  else if (way === 2 && isHolder(found)) addTo(random, found);
  else if (way <= 5) put(place, nearTo(random, found));
  else put(place, oddValue(random));
  // What was put inside itself becomes a copy here.
  return structuredClone(isEndless(root) ? { root: oddValue(random) } : root)["root"] ?? null;
}

/** Whether a value was put into one that it holds. */
function isEndless(value: Json, above: ReadonlySet<Json> = new Set()): boolean {
  if (!isHolder(value)) return false;
  if (above.has(value)) return true;
  const path = new Set([...above, value]);
  return Object.values(value).some((member) => isEndless(member, path));
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[String(key)];
}

function addTo(random: Random, holder: Json[] | JsonObject): void {
  if (Array.isArray(holder)) holder.splice(random.int(0, holder.length), 0, holder[0] ?? oddValue(random));
  else
    holder[random.pick(["extra", "@proto@", "constructor", "toJSON", "10", "", "键", "k".repeat(300)])] =
      oddValue(random);
}

/** Something of the same type that is not the same. */
function nearTo(random: Random, value: Json): Json {
  if (typeof value === "number") return value + random.pick([-1, 1, 0.5, 1000, -value, value, 2 ** 40]);
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return nearText(random, value);
  if (Array.isArray(value)) return random.chance(0.5) ? value.toReversed() : [...value, ...value];
  if (value === null) return oddValue(random);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [random.chance(0.1) ? `${name}X` : name, member]),
  );
}

function nearText(random: Random, text: string): string {
  const at = random.int(0, Math.max(0, text.length - 1));
  const ways = [
    () => text.slice(0, at),
    () => `${text.slice(0, at)}${random.pick(["0", "f", "-", "Z", "中", " ", "\n"])}${text.slice(at + 1)}`,
    () => `${text}${text.slice(at)}`,
    () => text.toUpperCase(),
    () => `${text} `,
  ];
  return random.pick(ways)();
}

/** JSON that says the same in a form that is not the canonical one, or is broken. */
export function looseText(random: Random, bytes: Buffer): Buffer {
  const text = bytes.toString("utf8");
  const ways = [
    () => text.replace(",", ", "),
    () => `${text}\n`,
    () => `\ufeff${text}`,
    () => text.replace(/^\{("[^"]*":[^,{[]*),/, "{$1,$1,"),
    () => text.replace(/:(\d+)/, ":$1.0"),
    () => text.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
    () => text.slice(0, -1),
    () => "",
  ];
  if (random.chance(0.2))
    return Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from([0xff, 0xc0]), bytes]);
  return Buffer.from(random.pick(ways)(), "utf8");
}
