/** What a form goes on doing while another one is on the screen: files land in its draft, closing it ends that. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { attachmentOf } from "../../renderer/forms/attachment-values.ts";
import {
  cancelFiles,
  dropSession,
  moveSession,
  sessionOf,
  type FormSession,
} from "../../renderer/forms/form-sessions.ts";
import { startValues, type ChildRow } from "../../renderer/values/form-values.ts";
import { useOpenForms } from "../../renderer/stores/open-forms.ts";
import { newRoute, recordRoute } from "../../renderer/stores/route.ts";

const disk = vi.hoisted(() => ({
  calls: [] as { readonly name: string; readonly input: Record<string, unknown> }[],
  gates: [] as (() => void)[],
}));

vi.mock(import("../../renderer/hosts/client.ts"), async (original) => ({
  ...(await original()),
  client: {
    call: (name: string, input: unknown) => {
      disk.calls.push({ name, input: input as Record<string, unknown> });
      return Promise.resolve({ updatedAt: 1 }) as never;
    },
  },
}));

vi.mock(import("../../renderer/files/send-file.ts"), async (original) => ({
  ...(await original()),
  sendFile: async (content, name) => {
    await new Promise<void>((resolve) => disk.gates.push(resolve));
    return { name, mime: null, size: content.size, sha256: name.padEnd(64, "0") };
  },
}));

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

async function stored(session: FormSession) {
  await tick();
  disk.gates.shift()?.();
  await session.files.settled();
  await session.draft.flush();
}

function openSession(title = "老旧小区") {
  const route = newRoute("session");
  useOpenForms.getState().show(route);
  const base = startValues("session", { title });
  const session = sessionOf(
    { key: route.draftKey, kind: "session", recordId: null },
    { base, values: base, event: null, draft: null, full: null },
  );
  session.describe();
  return { route, session };
}

const pdf = new File(["%PDF"], "签到表.pdf");
const names = (session: FormSession) => session.history.present.attachments.map((row) => attachmentOf(row).name);
const puts = () => disk.calls.filter(({ name }) => name === "draft.put").map(({ input }) => input);
const tabOf = (key: string) => useOpenForms.getState().tabs.find(({ route }) => route.draftKey === key);

beforeEach(() => {
  disk.calls.length = 0;
  disk.gates.length = 0;
  useOpenForms.setState({ tabs: [] });
});

describe("表单不在眼前时", () => {
  test("附件落进它自己的草稿，打开的另一张不受影响；回来能撤销", async () => {
    const first = openSession("第一张");
    const second = openSession("第二张");
    const leave = first.session.onScreen(() => {
      throw new Error("it is not on the screen any more");
    });
    first.session.files.add([pdf], () => {});
    expect(tabOf(first.route.draftKey)).toMatchObject({ adding: 1, isUnsaved: true });
    leave();
    await stored(first.session);
    expect(names(first.session)).toEqual(["签到表.pdf"]);
    expect(names(second.session)).toEqual([]);
    expect(puts()).toMatchObject([
      { key: first.route.draftKey, recordId: null, content: { attachments: [{ fields: { name: "签到表.pdf" } }] } },
    ]);
    expect(tabOf(first.route.draftKey)).toMatchObject({ adding: 0, isUnsaved: true, title: "第一张" });
    expect(tabOf(second.route.draftKey)).toMatchObject({ adding: 0, isUnsaved: false });
    first.session.history.undo();
    expect(names(first.session)).toEqual([]);
  });

  test("在眼前时由表单自己写进去", async () => {
    const { session } = openSession();
    const written: ChildRow[][] = [];
    session.onScreen((rows) => written.push(rows));
    session.files.add([pdf], () => {});
    await stored(session);
    expect(written.map((rows) => rows.map((row) => attachmentOf(row).name))).toEqual([["签到表.pdf"]]);
    expect(puts()).toEqual([]);
  });

  test("关闭表单：不再落进来，草稿也不会又冒出来", async () => {
    const { route, session } = openSession();
    session.files.add([pdf], () => {});
    await tick();
    expect(cancelFiles(route.draftKey)).toBe(1);
    expect(tabOf(route.draftKey)).toMatchObject({ adding: 0, isUnsaved: false });
    dropSession(route.draftKey);
    await stored(session);
    expect(names(session)).toEqual([]);
    expect(puts()).toEqual([]);
  });

  test("正在写的办理步骤不会因为附件落进来而从草稿里丢掉", async () => {
    const { session } = openSession();
    session.typeEvent({ type: "remark", text: "写到一半" });
    session.files.add([pdf], () => {});
    await stored(session);
    expect(puts()).toMatchObject([{ content: { event: { text: "写到一半" } } }]);
  });

  test("新表保存以后才到的附件，进已保存记录的草稿", async () => {
    const { route, session } = openSession();
    session.files.add([pdf], () => {});
    const saved = recordRoute("session", "0190-a");
    moveSession(route.draftKey, { key: saved.draftKey, kind: "session", recordId: "0190-a" });
    useOpenForms.getState().rename(route.draftKey, saved);
    await stored(session);
    expect(puts()).toMatchObject([{ key: saved.draftKey, recordId: "0190-a" }]);
    expect(tabOf(saved.draftKey)).toMatchObject({ isUnsaved: true, adding: 0 });
  });
});
