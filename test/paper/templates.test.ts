/** 模板: what is taken, what is refused and why, and that the district's reach its stations. */
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, test } from "vitest";
import { builtInTemplate } from "../../db/paper/built-in.ts";
import { fillTemplate, tagsOf } from "../../db/paper/fill.ts";
import { photoXml } from "../../db/paper/photos.ts";
import { sampleData, samplePhotos } from "../../db/paper/sample.ts";
import { checkTemplate } from "../../db/paper/template-check.ts";
import { saveSettings, settingsFrom } from "../../db/office/settings.ts";
import { mostTemplateBytes, paperKinds, type PaperKind } from "../../db/schema/paper.ts";
import { paperTags } from "../../db/schema/paper.ts";
import { makeTemplate } from "../../scripts/make-templates.ts";
import { answer, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { makeFolder, makeStation } from "../helpers/folder.ts";
import { makePaperRecords } from "../helpers/paper-records.ts";

/** A built-in template with something changed in its package. */
function changed(kind: PaperKind, change: (zip: PizZip) => void): Buffer {
  const zip = new PizZip(builtInTemplate(kind));
  change(zip);
  return zip.generate({ type: "nodebuffer", compression: "DEFLATE" });
}
const withText = (kind: PaperKind, from: string, to: string): Buffer =>
  changed(kind, (zip) =>
    zip.file("word/document.xml", (zip.file("word/document.xml")?.asText() ?? "").replace(from, to)),
  );
const check = (kind: PaperKind, docx: Buffer): Promise<string> => codeOf(checkTemplate(docx, kind, "模板.docx"));
const documentText = (file: string): string =>
  (new PizZip(readFileSync(file)).file("word/document.xml")?.asText() ?? "").replaceAll(/<[^>]+>/gu, "");

describe("模板的检查", () => {
  test("内置的三份都通过，和 scripts/templates 里写的一致", async () => {
    for (const kind of paperKinds) {
      expect(await check(kind, builtInTemplate(kind)), kind).toBe("none");
      expect(builtInTemplate(kind).equals(await makeTemplate(kind)), kind).toBe(true);
    }
  });

  test("标签表里的每一个标签，数据里都有；数据里的也都写在表里", async () => {
    const folder = makeFolder();
    const service = await makeStation(join(folder, "数据"));
    const ids = await makePaperRecords(service, folder);
    for (const kind of paperKinds) {
      // Every tag of the table between brackets: one that no data fills would print nothing.
      const plain = paperTags(kind).filter(
        ({ rows, condition, picture }) => rows === undefined && condition !== true && picture !== true,
      );
      const marks = plain.map(({ tag }) => `[${tag}={${tag}}]`).join("");
      const known = new Set(paperTags(kind).map(({ tag }) => tag));
      const docx = withText(
        kind,
        kind === "hotline" ? "受理单位：" : kind === "session" ? "填报单位：" : "反映人：",
        marks,
      );
      const file = join(folder, `${kind}-模板.docx`);
      writeFileSync(file, docx);
      await service.call("paper.replaceTemplate", { kind, file });
      const out = join(folder, `${kind}.docx`);
      await service.call("paper.save", { id: ids[kind], file: out });
      const filled = [...documentText(out).matchAll(/\[([^=\]]+)=([^\]]+)\]/gu)].map(([, name = ""]) => name);
      expect(filled.every((name) => known.has(name))).toBe(true);
      expect(filled.length, kind).toBeGreaterThan(8);
    }
  });

  test("不认识的标签点名拒绝，循环里外都查；照片以外的内容不能原样插入", async () => {
    expect(await check("opinion", withText("opinion", "{标题}", "{标提}"))).toBe("templateUnknownTags");
    expect(await check("session", withText("session", "{责任单位}", "{责任单味}"))).toBe("templateUnknownTags");
    expect(await check("session", withText("session", "{责任单位}", "{议题}"))).toBe("none");
    expect(await check("opinion", withText("opinion", "社情民意信息", "{@标题}"))).toBe("templateUnknownTags");
    await expect(checkTemplate(withText("opinion", "{标题}", "{标提}"), "opinion", "南川.docx")).rejects.toThrow(
      "{标提}（南川.docx）",
    );
  });

  test("没写完的标签、宏、外部链接、太大的文件、改了名的文件都拒绝，各有各的说法", async () => {
    expect(await check("opinion", withText("opinion", "{标题}", "{标题"))).toBe("templateTags");
    expect(await check("opinion", withText("opinion", "{#正文}", "{#正}"))).toBe("templateTags");
    expect(
      await check(
        "opinion",
        changed("opinion", (zip) => zip.file("word/vbaProject.bin", "x")),
      ),
    ).toBe("templateActive");
    const linked = changed("opinion", (zip) =>
      zip.file(
        "word/_rels/document.xml.rels",
        (zip.file("word/_rels/document.xml.rels")?.asText() ?? "").replace(
          "</Relationships>",
          '<Relationship Id="rIdX" Type="http://x/image" Target="http://x/a.png" TargetMode="External"/></Relationships>',
        ),
      ),
    );
    expect(await check("opinion", linked)).toBe("templateActive");
    expect(await check("opinion", Buffer.from("这不是 Word 文件"))).toBe("templateUnreadable");
    const bomb = changed("opinion", (zip) => zip.file("word/extra.xml", " ".repeat(30 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(mostTemplateBytes);
    expect(await check("opinion", bomb)).toBe("templateTooLarge");
    expect(await check("opinion", Buffer.alloc(mostTemplateBytes + 1))).toBe("templateTooLarge");
  });

  const part = (name: string, text: string) => changed("opinion", (zip) => zip.file(name, text));
  const inBody = (xml: string) => withText("opinion", "<w:body>", `<w:body><w:p>${xml}</w:p>`);
  const code = (...runs: readonly string[]) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${runs.map((run) => `<w:r><w:instrText xml:space="preserve">${run}</w:instrText></w:r>`).join("")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const relation = (attributes: string) =>
    part(
      "word/_rels/settings.xml.rels",
      `<Relationships xmlns="x"><Relationship Id="r1" ${attributes}/></Relationships>`,
    );

  test.each<[string, () => Buffer]>([
    ["远程模板", () => relation('Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"')],
    ["远程模板，写法藏起来", () => relation('Type="http://x/hyperlink" Target="a" TargetMode="&#69;xternal"')],
    ["没有说是外部的网址", () => relation('Type="http://x/image" Target="https://x/a.png"')],
    ["共享文件夹", () => relation('Type="http://x/image" Target="\\\\server\\a.png"')],
    ["设置里挂的模板", () => part("word/settings.xml", '<w:settings><w:attachedTemplate r:id="r1"/></w:settings>')],
    ["OLE 对象", () => inBody('<w:object><o:OLEObject Type="Embed" ProgID="Package"/></w:object>')],
    ["ActiveX 控件", () => inBody('<w:r><w:control r:id="r9"/></w:r>')],
    ["DDE 域", () => inBody(code("DDEAUTO c:\\\\a.exe"))],
    ["拆开写的 DDE 域", () => inBody(code(" D", "DE", "AUTO x"))],
    ["字符写成编号的 DDE 域", () => inBody(code("&#x44;DE x"))],
    ["简写的域", () => inBody('<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x/a.png&quot; "/>')],
    ["页眉里的域", () => part("word/header9.xml", `<w:hdr><w:p>${code('INCLUDETEXT "a"')}</w:p></w:hdr>`)],
    ["按钮", () => inBody(code("MACROBUTTON x 点我"))],
  ])("会带进别的文件或运行程序的：%s，拒绝", async (_name, make) => {
    expect(await check("opinion", make())).toBe("templateActive");
  });

  test("页码、日期这些普通的域照收；不是 UTF-8 的部件不收", async () => {
    for (const field of [" PAGE ", " NUMPAGES ", ' DATE \\@ "yyyy年M月d日" ', " REF 链接LINK文 "])
      expect(await check("opinion", inBody(code(field))), field).toBe("none");
    const wide = changed("opinion", (zip) => zip.file("word/footer9.xml", Buffer.from("<w:ftr/>", "utf16le")));
    expect(await check("opinion", wide)).toBe("templateUnreadable");
  });

  test("试排：引号、尖括号、花括号、换行和生僻字都经得住", () => {
    for (const kind of paperKinds) {
      const made = fillTemplate(builtInTemplate(kind), sampleData(kind), photoXml(samplePhotos), "模板.docx");
      const xml = new PizZip(made).file("word/document.xml")?.asText() ?? "";
      expect(xml).toContain("&lt;乙&gt;&amp;");
      expect(xml).toContain("𠮷");
      expect(tagsOf(builtInTemplate(kind), "模板.docx").length).toBeGreaterThan(5);
    }
  });
});

describe("区县的模板", () => {
  const replace = async (pc: Pc, folder: string, docx: Buffer, name = "南川.docx") => {
    const file = join(folder, name);
    writeFileSync(file, docx);
    return pc.call("paper.replaceTemplate", { kind: "hotline", file });
  };
  const sourceAt = async (pc: Pc) =>
    (await pc.call("paper.templates", {})).find(({ kind }) => kind === "hotline") ?? { source: "none", name: null };

  test("随回执到联络站，那里按它排版、不能另换；区县恢复内置后，站里也恢复", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await replace(district, world.stick, withText("hotline", "受理单位：", "武宣县专用　"));
    await send(world, station, district);
    await answer(world, district, station);
    expect(await sourceAt(station)).toMatchObject({ source: "district", name: "南川.docx" });
    const out = join(world.stick, "受理单.docx");
    await station.call("paper.save", { id, file: out });
    expect(documentText(out)).toContain("武宣县专用");
    expect(await codeOf(replace(station, world.stick, builtInTemplate("hotline"), "本站.docx"))).toBe(
      "templateFromDistrict",
    );
    await district.call("paper.resetTemplate", { kind: "hotline" });
    await record(station, "又一件");
    await send(world, station, district);
    await answer(world, district, station);
    expect(await sourceAt(station)).toMatchObject({ source: "builtIn" });
  });

  /** As a district that does not check would have it. */
  const forceTemplate = (pc: Pc, source: "district" | "local", docx: Buffer) =>
    saveSettings(pc.db, source, { hotlineTemplate: { name: "带远程模板.docx", docx: docx.toString("base64") } });
  const evil = () =>
    changed("hotline", (zip) =>
      zip.file(
        "word/_rels/settings.xml.rels",
        '<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/></Relationships>',
      ),
    );

  test("区县下发的模板带远程模板：站里不收、说出来，别的设置照样生效，照内置的打印", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    // Taken for the version, then put over by a district that does not check.
    await replace(district, world.stick, builtInTemplate("hotline"));
    await district.call("settings.set", { values: { opinionLimit: 1_234 } });
    forceTemplate(district, "district", evil());
    await send(world, station, district);
    const taken = await answer(world, district, station);
    expect(taken.refusedTemplates).toEqual(["带远程模板.docx"]);
    expect(settingsFrom(station.db, "district")).not.toHaveProperty("hotlineTemplate");
    expect((await station.call("settings.get", {})).opinionLimit).toBe(1_234);
    expect(await sourceAt(station)).toMatchObject({ source: "builtIn" });
    const out = join(world.stick, "受理单.docx");
    await station.call("paper.save", { id, file: out });
    expect(new PizZip(readFileSync(out)).file("word/_rels/settings.xml.rels")).toBeNull();
  });

  test("以前就存着的有害模板不再用：打印、导出模板都用下一份，设置里点名，本站可以另换", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    forceTemplate(station, "district", evil());
    expect(await sourceAt(station)).toMatchObject({ source: "builtIn", refused: "带远程模板.docx" });
    const out = join(world.stick, "受理单.docx");
    await station.call("paper.save", { id, file: out });
    expect(new PizZip(readFileSync(out)).file("word/_rels/settings.xml.rels")).toBeNull();
    const exported = join(world.stick, "导出.docx");
    await station.call("paper.exportTemplate", { kind: "hotline", file: exported });
    expect(readFileSync(exported).equals(builtInTemplate("hotline"))).toBe(true);
    await replace(station, world.stick, withText("hotline", "受理单位：", "本站专用　"), "本站.docx");
    expect(await sourceAt(station)).toMatchObject({ source: "local", name: "本站.docx" });
  });

  test("三份都到大小上限，回执照样送得到", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    for (const kind of paperKinds) {
      const base = new PizZip(builtInTemplate(kind));
      const noise = randomBytes(480_000);
      base.file("word/media/logo.png", noise);
      const docx = base.generate({ type: "nodebuffer", compression: "DEFLATE" });
      expect(docx.length).toBeGreaterThan(480_000);
      expect(docx.length).toBeLessThan(mostTemplateBytes);
      const file = join(world.stick, `${kind}.docx`);
      writeFileSync(file, docx);
      await district.call("paper.replaceTemplate", { kind, file });
    }
    await record(station);
    await send(world, station, district);
    await answer(world, district, station);
    const templates = await station.call("paper.templates", {});
    expect(templates.map(({ source }) => source)).toEqual(["district", "district", "district"]);
  });
});
