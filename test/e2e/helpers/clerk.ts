/** What a clerk does in the window, in the words on the screen. */
import type { ElectronApplication, Locator, Page } from "playwright-core";

/** Answers the next native dialogs: files to open, or a folder. */
export async function answerOpenDialog(app: ElectronApplication, filePaths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

export async function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

export interface FirstRun {
  readonly role: "联络站" | "区县政协";
  readonly name: string;
  readonly operator: string;
}

/** From the first window to 今日. */
export async function setUpByHand(page: Page, { role, name, operator }: FirstRun): Promise<void> {
  await page.locator(".setup-role-name").getByText(role, { exact: true }).click();
  await page.locator("#setup-name").fill(name);
  await page.locator("#setup-operator").fill(operator);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("button", { name: role === "联络站" ? "以后再说，先开始记录" : "先看看" }).click();
  await page.getByRole("heading", { name: "今日" }).waitFor();
}

/** Opens a screen by its name in the side bar. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole("navigation").getByRole("button", { name, exact: false }).first().click();

/** The input with this label; required ones end in an asterisk. */
export function fieldOf(page: Page, label: string): Locator {
  const escaped = label.replaceAll(/[()]/g, String.raw`\$&`);
  return page.getByLabel(new RegExp(`^${escaped}( \\*)?$`, "u")).first();
}

/** Types into the field with this label, replacing what is there. */
export async function fillIn(page: Page, label: string, text: string): Promise<void> {
  const field = fieldOf(page, label);
  await field.click();
  await field.fill(text);
}

/** Ctrl+S, until the form says that it is saved. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await page.locator(".record-bar").getByText("已保存", { exact: true }).waitFor();
}
