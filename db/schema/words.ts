/** A sentence in both of the window's languages. The service answers with both, because it does not know which one shows. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const words = (zh: string, en: string): Words => ({ zh, en });

/** What may stand in a sentence: a part that is the same in both languages, or one that is not. */
export type Part = string | number | Words;

export const partIn = (part: Part | undefined, language: keyof Words): string =>
  typeof part === "object" ? part[language] : String(part ?? "");

/** Sentences after one another: “……；……”. */
export const joined = (all: readonly Words[]): Words => ({
  zh: all.map(({ zh }) => zh).join("；"),
  en: all.map(({ en }) => en).join("; "),
});

/** Names after one another, as each language sets them apart. */
export const listed = (names: readonly string[]): Words => words(names.join("、"), names.join(", "));

/** Who may do something, where an operation is refused. */
export const offices = {
  station: words("联络站", "station"),
  district: words("区县政协", "district"),
  /** What a browser cannot do. */
  window: words("桌面窗口", "desktop window"),
} as const;

/** Stands in a list for a record that is linked and not here. */
export const linkedElsewhere = words("有", "yes");

/** Said of a record that may come back without what was erased. */
export const erasedNote = words("其中的个人信息已永久删除", "its personal data was erased for good");

/** Why a deleted record cannot be brought back. */
export const stayReasons = {
  otherSide: words("由另一方删除，只有另一方能恢复", "the other office deleted it and alone can bring it back"),
  otherOffice: words("属于其他单位", "another office owns it"),
} as const;

export type StayReason = keyof typeof stayReasons;

export const fileKinds = {
  bundle: words("数据包", "bundle"),
  receipt: words("回执", "receipt"),
} as const;

/** What may be left to do once an import is done (`db/exchange/follow-up.ts`). */
export const leftWork = {
  blobs: words("随包附件存到本机", "storing the attachments that came along"),
  purge: words("清除已注销的个人信息留下的附件和草稿", "removing the attachments and drafts of erased personal data"),
  index: words("全文检索", "the full-text index"),
} as const;
export type Left = keyof typeof leftWork;

export const leftWords = (left: readonly Left[]): Words => {
  const names = [...new Set(left)].map((name) => leftWork[name]);
  return { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
};
