/** 附件 at a clerk's hands: dragged, pasted, chosen; photos made smaller; a power cut; a file that is gone. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { blobFile } from "../../db/attachments/store.ts";
import { pictureHeader } from "../../renderer/files/picture-header.ts";
import { camera, withExif } from "../helpers/photo.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { fillIn, goTo, save, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A photo as a phone makes it: 12 megapixels on its side, with rotation and place in its EXIF. */
async function phonePhoto(page: Page, width = 4_000, height = 3_000): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      const sky = context.createLinearGradient(0, 0, 0, h);
      sky.addColorStop(0, "#7db4e6");
      sky.addColorStop(0.5, "#dfeaf2");
      sky.addColorStop(0.51, "#5d7a45");
      sky.addColorStop(1, "#2f4a22");
      context.fillStyle = sky;
      context.fillRect(0, 0, w, h);
      for (let index = 0; index < 9_000; index += 1) {
        context.fillStyle = `hsl(${(index * 37) % 360} 45% ${30 + (index % 40)}%)`;
        context.fillRect((index * 7_919) % w, h / 2 + ((index * 104_729) % (h / 2)), 18, 18);
      }
      // Red at the top left as stored; turned upright by the rotation it is at the top right.
      context.fillStyle = "#e00000";
      context.fillRect(0, 0, w / 4, h / 4);
      const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.93 });
      const reader = new FileReader();
      return new Promise<string>((resolve) => {
        reader.addEventListener("load", () => {
          resolve(typeof reader.result === "string" ? (reader.result.split(",")[1] ?? "") : "");
        });
        reader.readAsDataURL(blob);
      });
    },
    [width, height] as const,
  );
  return withExif(Buffer.from(base64, "base64"), 6);
}

/** As the system does it: files from a folder onto the middle of the window. */
async function dragOnto(page: Page, files: readonly string[], { drop = true } = {}): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const steps = drop ? (["dragEnter", "dragOver", "drop"] as const) : (["dragEnter", "dragOver"] as const);
  for (const type of steps) await session.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
  await session.detach();
}

async function chooseByDialog(page: Page, files: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "添加文件" }).click(),
  ]);
  await chooser.setFiles([...files]);
}

/** vitest waits a second unless told; a busy PC takes longer. */
const eventually = <T>(read: () => Promise<T> | T) => expect.poll(read, { timeout: 15_000 });

const rowsOf = (page: Page) => page.locator(".attachment");
const pictureOf = (page: Page, name: string) => page.getByRole("button", { name: `查看${name}` });

async function newSession(page: Page, title: string): Promise<void> {
  await goTo(page, "今日");
  await page.getByRole("button", { name: "登记协商活动" }).click();
  await fillIn(page, "议题", title);
  await fillIn(page, "开始时间", "20260302");
  await page.keyboard.press("Enter");
}

async function savedAttachments(page: Page) {
  const { records } = await callService(page, "record.list", { kind: "session" });
  const [record] = records;
  return (await callService(page, "record.get", { id: record?.id ?? "" })).attachments;
}

async function stubOpener(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve("");
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

describe.skipIf(electronBinary === null)("附件", () => {
  test("拖进来的照片缩小、转正、去掉拍摄地点；PDF 原样保存，用系统程序打开", async () => {
    const { app, page, errors } = await current.launch();
    await setUpByHand(page, station);
    const opened = await stubOpener(app);
    const folder = current.workplace.folder("桌面");
    mkdirSync(folder, { recursive: true });
    const original = await phonePhoto(page);
    expect(original.includes(camera)).toBe(true);
    const files = {
      photo: join(folder, "现场 1.jpg"),
      sheet: join(folder, "签到表.pdf"),
      virus: join(folder, "通知.exe"),
    };
    writeFileSync(files.photo, original);
    writeFileSync(files.sheet, pdf);
    writeFileSync(files.virus, "MZ");

    await newSession(page, "老旧小区加装电梯");
    await dragOnto(page, [files.photo], { drop: false });
    await page.getByText("松开鼠标，添加为附件").waitFor();
    await screenshot(page, "attachments-drop");
    const began = performance.now();
    await dragOnto(page, [files.photo, files.sheet, files.virus]);
    await page.getByText("错误编号 2140").waitFor();
    await eventually(() => rowsOf(page).count()).toBe(2);
    const took = performance.now() - began;
    expect(await page.getByText("松开鼠标，添加为附件").count()).toBe(0);
    await page.locator(".attachments .error-notice").getByRole("button", { name: "关闭" }).click();
    await page.locator(".attachments").scrollIntoViewIfNeeded();
    await eventually(() => page.locator(".attachment-open img").count()).toBe(1);
    await screenshot(page, "attachments-form");
    expect(await accessibilityProblems(page)).toEqual([]);
    // Everything that was dropped belongs to the save, however soon it comes.
    await save(page);

    const [photo, sheet] = await savedAttachments(page);
    expect([photo?.role, sheet?.role]).toEqual(["photo", "signIn"]);
    const kept = readFileSync(blobFile(current.workplace.dataDir, photo?.sha256 ?? ""));
    const header = pictureHeader(kept);
    process.stdout.write(
      `photo 4000x3000, ${original.length} bytes → ${header?.width}x${header?.height}, ${kept.length} bytes; with a PDF in ${Math.round(took)} ms\n`,
    );
    expect(header).toMatchObject({ width: 1_500, height: 2_000, hasMetadata: false });
    expect(kept.length).toBeLessThan(original.length / 2);
    expect(kept.includes(camera)).toBe(false);
    expect(readFileSync(blobFile(current.workplace.dataDir, sheet?.sha256 ?? "")).equals(pdf)).toBe(true);
    // The red corner went from the top left to the top right: the picture is upright.
    expect(await colourAt(page, kept, 0.9, 0.1)).toBe("red");
    expect(await colourAt(page, kept, 0.1, 0.1)).toBe("other");

    await pictureOf(page, "签到表.pdf").press("Enter");
    await eventually(async () => (await opened()).length).toBe(1);
    const [copy] = await opened();
    expect(copy).toMatch(/opened.*签到表\.pdf$/);
    expect(readFileSync(copy ?? "").equals(pdf)).toBe(true);
    expect(statSync(copy ?? "").mode & 0o222).toBe(0);
    expect(errors).toEqual([]);
  });

  test("粘贴截图、从对话框选、保留原图；键盘看照片、调顺序、移除再撤销", async () => {
    const { app, page } = await current.launch();
    await setUpByHand(page, station);
    const folder = current.workplace.folder("桌面");
    mkdirSync(folder, { recursive: true });
    const original = await phonePhoto(page, 3_000, 2_250);
    writeFileSync(join(folder, "原图.jpg"), original);
    writeFileSync(join(folder, "苹果.heic"), Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"));

    await newSession(page, "农村饮水安全");
    const png = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      canvas.width = 800;
      canvas.height = 500;
      const context = canvas.getContext("2d");
      if (context !== null) {
        context.fillStyle = "#1b4f8a";
        context.fillRect(100, 100, 300, 200);
      }
      return canvas.toDataURL("image/png");
    });
    await app.evaluate(({ clipboard, nativeImage }, url) => {
      // Electron 33, which the scenarios run in; the types are those of the release.
      const old = clipboard as unknown as { writeImage(image: Electron.NativeImage): void };
      old.writeImage(nativeImage.createFromDataURL(url));
    }, png);
    await page.getByLabel("议题 *", { exact: true }).focus();
    await page.keyboard.press("Control+v");
    await eventually(() => rowsOf(page).count()).toBe(1);
    // Text stays text.
    await app.evaluate(({ clipboard }) => clipboard.writeText("（第二次）"));
    await page.keyboard.press("End");
    await page.keyboard.press("Control+v");
    await eventually(() => page.getByLabel("议题 *", { exact: true }).inputValue()).toBe("农村饮水安全（第二次）");

    await page.getByRole("switch", { name: "保留原图" }).click();
    await chooseByDialog(page, [join(folder, "原图.jpg"), join(folder, "苹果.heic")]);
    await eventually(() => rowsOf(page).count()).toBe(3);
    await page.getByText("“苹果.heic”不是能显示的图片", { exact: false }).waitFor();
    await eventually(() => page.locator(".attachment-open img").count()).toBe(2);
    await screenshot(page, "attachments-three");

    await pictureOf(page, "原图.jpg").press("Space");
    await page.locator(".photo-stage img").waitFor();
    await page.waitForTimeout(300);
    await screenshot(page, "attachments-preview");
    expect(await page.locator(".photo-facts").textContent()).toContain("第 2 张，共 2 张");
    await page.keyboard.press("ArrowLeft");
    await eventually(() => page.locator(".photo-facts").textContent()).toContain("第 1 张，共 2 张");
    await page.keyboard.press("Escape");
    await eventually(() => page.locator(".photo-stage").count()).toBe(0);
    expect(await page.locator(".attachments").count()).toBe(1);

    await pictureOf(page, "原图.jpg").press("Alt+ArrowUp");
    await eventually(() => rowsOf(page).first().locator("input").first().inputValue()).toBe("原图");
    await pictureOf(page, "苹果.heic").press("Delete");
    await eventually(() => rowsOf(page).count()).toBe(2);
    await page.getByRole("button", { name: "撤销" }).last().click();
    await eventually(() => rowsOf(page).count()).toBe(3);
    await page.getByLabel("文件名 原图.jpg").fill("公开栏");
    await save(page);
    const saved = await savedAttachments(page);
    expect(saved.map(({ name }) => name.replace(/\d/g, "0"))).toEqual([
      "公开栏.jpg",
      "粘贴的图片 0000-00-00 000000.png",
      "苹果.heic",
    ]);
    expect(readFileSync(blobFile(current.workplace.dataDir, saved[0]?.sha256 ?? "")).equals(original)).toBe(true);
  });

  test("添加到一半去填别的表：照样落进原来的草稿，一起只告诉一次；取消和关闭表单都停得下来", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    const folder = current.workplace.folder("桌面");
    mkdirSync(folder, { recursive: true });
    const large = (name: string) => {
      writeFileSync(join(folder, name), randomBytes(20 * 1_048_576));
      return join(folder, name);
    };
    const scans = [large("扫描一.pdf"), large("扫描二.pdf"), join(folder, "通知.exe")];
    writeFileSync(join(folder, "通知.exe"), "MZ");
    const tabs = page.getByRole("region", { name: "打开的表单" }).locator("li");
    const draftsOf = async () =>
      (await callService(page, "draft.list", {})).map(({ title, content }) => [
        title,
        content["attachments"] === null ? 0 : (content["attachments"] as unknown[]).length,
      ]);
    const toasts = page.locator(".ant-message-notice");

    await newSession(page, "旧村改造");
    await chooseByDialog(page, scans);
    await page.getByText("正在添加 3 个文件").waitFor();
    await screenshot(page, "attachments-adding");
    await goTo(page, "今日");
    await page.getByRole("button", { name: "写社情民意" }).click();
    await fillIn(page, "标题", "村口路灯");
    expect(await tabs.first().textContent()).toMatch(/旧村改造附件 \+\d/u);
    await screenshot(page, "attachments-elsewhere");
    const notice = toasts.filter({ hasText: "“旧村改造”：已添加 2 个附件；1 个没有添加：通知.exe" });
    await notice.waitFor();
    await eventually(draftsOf).toEqual(
      expect.arrayContaining([
        ["旧村改造", 2],
        ["村口路灯", 0],
      ]),
    );
    expect(await toasts.filter({ hasText: "附件" }).count()).toBe(1);
    expect(await page.getByLabel("标题 *", { exact: true }).inputValue()).toBe("村口路灯");
    expect(await rowsOf(page).count()).toBe(0);
    await screenshot(page, "attachments-told");
    await notice.getByRole("button", { name: "去看看" }).click();
    await eventually(() => rowsOf(page).count()).toBe(2);
    await page.getByText("错误编号 2140").waitFor();

    // Stopped in the middle; what was there stays.
    await pictureOf(page, "扫描二.pdf").press("Delete");
    await eventually(() => rowsOf(page).count()).toBe(1);
    const again = [large("扫描三.pdf"), join(folder, "会议记录.pdf")];
    writeFileSync(join(folder, "会议记录.pdf"), pdf);
    await chooseByDialog(page, again);
    await page.locator(".attachment-pending .ant-progress").first().waitFor();
    await page.getByRole("button", { name: "取消添加扫描三.pdf" }).click();
    await eventually(() => rowsOf(page).count()).toBe(2);
    await pictureOf(page, "会议记录.pdf").waitFor();
    expect(await toasts.filter({ hasText: "已添加附件“会议记录.pdf”" }).count()).toBe(1);

    // Closing gives up what is under way and keeps what was there, in the draft.
    await chooseByDialog(page, [join(folder, "扫描三.pdf")]);
    await page.locator(".attachment-pending .ant-progress").first().waitFor();
    await page.keyboard.press("Control+w");
    await page.getByText("1 个文件还没有添加完，已取消").waitFor();
    await eventually(draftsOf).toEqual(
      expect.arrayContaining([
        ["旧村改造", 2],
        ["村口路灯", 0],
      ]),
    );
    await page.waitForTimeout(500);
    expect(await draftsOf()).toEqual(expect.arrayContaining([["旧村改造", 2]]));
    expect(await tabs.count()).toBe(1);
    expect(errors).toEqual([]);
  });

  test("写到一半断电：没保存的附件还在；内容丢了会提醒，重新添加就好", async () => {
    const first = await current.launch();
    await setUpByHand(first.page, station);
    const folder = current.workplace.folder("桌面");
    mkdirSync(folder, { recursive: true });
    const minutes = join(folder, "会议记录.pdf");
    writeFileSync(minutes, pdf);
    await newSession(first.page, "村级道路");
    await chooseByDialog(first.page, [minutes]);
    await eventually(() => rowsOf(first.page).count()).toBe(1);
    await expect
      .poll(async () => (await callService(first.page, "draft.list", {}))[0]?.content["attachments"])
      .toMatchObject([{ id: null, fields: { name: "会议记录.pdf", role: "minutes" } }]);
    // Told before anything is written; a large one shows its progress and does not stop the window.
    writeFileSync(join(folder, "录像.mp4"), "");
    truncateSync(join(folder, "录像.mp4"), 51 * 1_048_576);
    writeFileSync(join(folder, "扫描件.pdf"), randomBytes(40 * 1_048_576));
    const began = performance.now();
    await chooseByDialog(first.page, [join(folder, "录像.mp4"), join(folder, "扫描件.pdf")]);
    await first.page.locator(".attachment-pending .ant-progress").first().waitFor();
    await eventually(() => rowsOf(first.page).count()).toBe(2);
    process.stdout.write(`40 MB stored and read back in ${Math.round(performance.now() - began)} ms\n`);
    expect(await first.page.locator(".attachments .error-notice").textContent()).toContain("错误编号 2141");
    expect(await first.page.locator(".attachments-total").textContent()).toContain("40.0 MB");
    await pictureOf(first.page, "扫描件.pdf").press("Delete");
    await eventually(
      async () => (await callService(first.page, "draft.list", {}))[0]?.content["attachments"],
    ).toHaveLength(1);
    await first.kill();

    const { page } = await current.launch();
    await page
      .getByRole("button", { name: /村级道路/ })
      .first()
      .click();
    await screenshot(page, "attachments-restored");
    await eventually(() => rowsOf(page).count()).toBe(1);
    await save(page);
    const [saved] = await savedAttachments(page);
    expect(saved).toMatchObject({ name: "会议记录.pdf", size: pdf.length });
    const blob = blobFile(current.workplace.dataDir, saved?.sha256 ?? "");
    rmSync(blob);
    await goTo(page, "协商活动");
    await page.getByRole("row", { name: /村级道路/ }).dblclick();
    await page.getByText("重新添加").first().waitFor();
    await page.getByText("文件内容不在本机", { exact: false }).waitFor();
    await page.locator(".attachments").scrollIntoViewIfNeeded();
    await screenshot(page, "attachments-missing");
    expect(await callService(page, "check.run", {})).toMatchObject({
      ok: false,
      attachments: { missing: ["会议记录.pdf"] },
    });

    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "重新添加" }).click(),
    ]);
    await chooser.setFiles([minutes]);
    await page.getByText("“会议记录.pdf”已恢复").waitFor();
    await eventually(() => page.getByText("文件内容不在本机", { exact: false }).count()).toBe(0);
    expect(readFileSync(blob).equals(pdf)).toBe(true);
    expect((await callService(page, "check.run", {})).ok).toBe(true);
  });
});

/** Red or not, at a place given in parts of width and height. */
async function colourAt(page: Page, jpeg: Buffer, x: number, y: number): Promise<"red" | "other"> {
  return page.evaluate(
    async ([base64, px, py]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      context?.drawImage(bitmap, 0, 0);
      const [r = 0, g = 0] = context?.getImageData(px * bitmap.width, py * bitmap.height, 1, 1).data ?? [];
      return r > 180 && g < 60 ? "red" : "other";
    },
    [jpeg.toString("base64"), x, y] as const,
  );
}
