/** What the main process says by itself, where no page can. */
import { words, type Words } from "../db/schema/words.ts";
import { WrongArgument, type Language } from "./host/language.ts";

export const emergencyTexts = {
  name: words("连心桥", "Lianxinqiao"),
  cannotStart: words("连心桥无法启动", "Lianxinqiao cannot start"),
  nothingChanged: words("没有任何改动。", "Nothing was changed. "),
  keepsFailing: words("窗口连续出现故障", "The window keeps failing"),
  dataIsSafe: words(
    "已保存的数据和草稿完好。可以重新载入窗口，或退出后再打开程序。",
    "Saved data and drafts are intact. Load the window again, or quit and open the program once more.",
  ),
  reload: words("重新载入", "Reload"),
  quit: words("退出", "Quit"),
  file: words("文件(&F)", "&File"),
  edit: words("编辑(&E)", "&Edit"),
  undo: words("撤销", "Undo"),
  redo: words("重做", "Redo"),
  cut: words("剪切", "Cut"),
  copy: words("复制", "Copy"),
  paste: words("粘贴", "Paste"),
  selectAll: words("全选", "Select all"),
} as const satisfies Record<string, Words>;

/** Title and text of the dialog for a start that failed. */
export function startFailure(error: unknown, language: Language): { readonly title: string; readonly text: string } {
  const detail =
    error instanceof WrongArgument ? error.words[language] : error instanceof Error ? error.message : String(error);
  return { title: emergencyTexts.cannotStart[language], text: emergencyTexts.nothingChanged[language] + detail };
}

/** The dialog for a page that died twice within a minute; the first button loads it again. */
export const pageFailure = (language: Language) => ({
  message: emergencyTexts.keepsFailing[language],
  detail: emergencyTexts.dataIsSafe[language],
  buttons: [emergencyTexts.reload[language], emergencyTexts.quit[language]],
});
