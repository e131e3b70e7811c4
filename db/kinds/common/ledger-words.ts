/** What ledgers of every kind call some columns, and the shape in which a kind names its own. */

/** Labels by target: a field of the kind, or something that becomes an event or part of another field. */
export type LedgerWords = Readonly<Record<string, readonly string[]>>;

/** Labels in one line, set apart by blanks. */
export const wordList = (list: string): readonly string[] => list.split(" ");

export const phoneWords = ["联系电话", "电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "联系号码"];
export const villageWords = ["村社区", "所在村", "所属村", "所在村社区", "所属村社区", "行政村", "村居", "村名"];
export const noteWords = ["备注", "说明", "其他说明"];
