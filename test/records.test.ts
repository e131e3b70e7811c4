import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Input } from "../db/api/operations.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

const opinion: Input<"record.save"> = {
  kind: "opinion",
  fields: {
    title: "关于农网电压不稳的建议",
    collectedOn: "2026-03-01",
    reporters: ["韦志华"],
    facts: "双河村电压不稳",
  },
};

describe("记录", () => {
  test("协商活动连同问题和成效一起保存，改动、删掉、调整顺序都一次存好", async () => {
    const station = await makeStation();
    const saved = await station.call("record.save", {
      kind: "session",
      fields: {
        title: "老旧小区加装电梯",
        startAt: "2026-03-02T09:00",
        form: "small",
        memberCount: 3,
        residentCount: 12,
      },
      problems: [
        { id: null, fields: { text: "费用怎么分摊", state: "doing", unit: "住建局" } },
        { id: null, fields: { text: "一楼采光", state: "todo" } },
      ],
      measures: [{ id: null, fields: { name: "受益群众", amount: 48, unit: "人" } }],
    });
    const [first, second] = saved.problems;
    const again = await station.call("record.save", {
      kind: "session",
      id: saved.record.id,
      fields: { outcome: "达成一致" },
      problems: [
        { id: second?.id ?? null, fields: { state: "solved", solvedOn: "2026-03-20" } },
        { id: null, fields: { text: "施工扰民", state: "todo" } },
      ],
    });
    expect(again.problems.map(({ text, state }) => [text, state])).toEqual([
      ["一楼采光", "solved"],
      ["施工扰民", "todo"],
    ]);
    expect(again.problems.some(({ id }) => id === first?.id)).toBe(false);
    expect(again.measures).toHaveLength(1);
    expect(again.record).toMatchObject({ outcome: "达成一致", title: "老旧小区加装电梯" });
  });

  test("热线编号按站、按年接着编；手填的编号往后接", async () => {
    const station = await makeStation();
    const numberOf = async (calledAt: string, number?: string) => {
      const fields = { ...aCall, calledAt, ...(number === undefined ? {} : { number }) };
      return (await station.call("record.save", { kind: "hotline", fields })).record;
    };
    expect(await numberOf("2026-01-02")).toMatchObject({ number: "2026-0001" });
    expect(await numberOf("2026-01-03", "2026-0040")).toMatchObject({ number: "2026-0040" });
    expect(await numberOf("2026-01-04")).toMatchObject({ number: "2026-0041" });
    expect(await numberOf("2025-12-31")).toMatchObject({ number: "2025-0001" });
  });

  test("热线按办理事项显示状态：交办、签收、办结、重办，作废的不算", async () => {
    const station = await makeStation();
    const { record, state } = await station.call("record.save", { kind: "hotline", fields: aCall });
    expect(state).toBe("received");
    const add = (fields: Input<"event.add">["fields"]) => station.call("event.add", { recordId: record.id, fields });
    expect((await add({ type: "assigned", at: "2026-03-19", unit: "县水利局" })).state).toBe("assigned");
    expect((await add({ type: "accepted", at: "2026-03-19" })).state).toBe("accepted");
    const closed = await add({ type: "closed", at: "2026-03-22", text: "已修复" });
    expect(closed.state).toBe("closed");
    const wrong = await add({ type: "reopened", at: "2026-03-23" });
    expect(wrong.state).toBe("accepted");
    const reopening = wrong.events.find(({ type }) => type === "reopened");
    const voided = await station.call("event.void", { eventId: reopening?.id ?? "", text: "录错了" });
    expect(voided.state).toBe("closed");
    expect(voided.events.find(({ id }) => id === reopening?.id)?.isVoided).toBe(true);
    const list = await station.call("record.list", { kind: "hotline", state: "closed" });
    expect(list.records.map(({ id }) => id)).toEqual([record.id]);
  });

  test("办理事项不能改，只能作废后重登", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
    const { events } = await station.call("event.add", {
      recordId: record.id,
      fields: { type: "closed", text: "已办" },
    });
    const id = events[0]?.id ?? "";
    await expect(station.call("record.save", { kind: "event", id, fields: { text: "改" } })).rejects.toMatchObject({
      code: "eventNotEditable",
    });
    await expect(station.call("record.delete", { id })).rejects.toMatchObject({ code: "eventNotEditable" });
  });

  test("社情民意的采用、转报、批示、办理各记各的，可以同时成立", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", opinion);
    const add = (fields: Input<"event.add">["fields"]) => station.call("event.add", { recordId: record.id, fields });
    await add({ type: "submitted", at: "2026-03-05" });
    await add({ type: "adopted", level: "city", adoption: "single" });
    await add({ type: "passedOn", passedTo: "nationalCommittee" });
    const full = await add({ type: "instructed", level: "city", text: "请住建局研究" });
    expect(full.state).toBe("submitted");
    expect(full.events).toHaveLength(4);
  });

  test("删错了可以撤销，问题清单和办理事项一起回来", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", {
      kind: "session",
      fields: { title: "路灯", startAt: "2026-01-05" },
      problems: [{ id: null, fields: { text: "线路老化", state: "todo" } }],
    });
    await station.call("event.add", { recordId: record.id, fields: { type: "remark", text: "已约电工" } });
    await station.call("record.delete", { id: record.id });
    expect((await station.call("record.list", { kind: "session", search: "路灯" })).total).toBe(0);
    await expect(station.call("record.get", { id: record.id })).rejects.toMatchObject({ code: "recordMissing" });
    const back = await station.call("record.restore", { id: record.id });
    expect(back.problems.map(({ text }) => text)).toEqual(["线路老化"]);
    expect(back.events.map(({ text }) => text)).toEqual(["已约电工"]);
    expect((await station.call("record.list", { kind: "session", search: "线路老化" })).total).toBe(1);
    expect((await station.call("check.run", {})).ok).toBe(true);
  });

  test("填错的内容用表单上的名称说清楚，什么也不保存", async () => {
    const station = await makeStation();
    const save = (fields: Input<"record.save">["fields"]) => station.call("record.save", { kind: "hotline", fields });
    const message = (text: string) => ({ number: 2001, message: expect.stringContaining(text) as string });
    await expect(save({ ...aCall, calledAt: "2026年3月" })).rejects.toMatchObject(message("来电时间格式不对"));
    await expect(save({ ...aCall, line: "other" })).rejects.toMatchObject(message("热线类别不能是“other”"));
    await expect(save({ ...aCall, content: " " })).rejects.toMatchObject(message("诉求内容没有填写"));
    await expect(save({ ...aCall, nonsense: 1 })).rejects.toMatchObject(message("热线没有“nonsense”这一项"));
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(0);
  });

  test("委员按拼音排序，拼音首字母能找到人", async () => {
    const station = await makeStation();
    for (const name of ["张伟", "曾勇", "艾芳", "韦志华"]) {
      await station.call("record.save", { kind: "member", fields: { name, active: true } });
    }
    const list = await station.call("record.list", { kind: "member" });
    expect(list.records.map(({ title }) => title)).toEqual(["艾芳", "韦志华", "曾勇", "张伟"]);
    expect((await station.call("record.list", { kind: "member", search: "wzh" })).records[0]?.title).toBe("韦志华");
    expect(await station.call("suggest", { list: "member", search: "zy" })).toMatchObject([{ text: "曾勇" }]);
  });

  test("保存即落盘：草稿在保存成功的同一步里消失", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    await station.call("draft.put", {
      key: "opinion:new",
      kind: "opinion",
      recordId: null,
      content: { fields: opinion.fields },
    });
    expect((await station.call("today.get", {})).drafts).toMatchObject([{ title: "关于农网电压不稳的建议" }]);
    await station.call("record.save", { ...opinion, draftKey: "opinion:new" });
    await station.close();
    const again = open(dir);
    expect(await again.call("draft.list", {})).toEqual([]);
    expect((await again.call("record.list", { kind: "opinion" })).total).toBe(1);
  });

  test("快到期和超期的热线出现在今日，最急的在最前", async () => {
    const station = await makeStation(makeFolder(), { clock: () => new Date("2026-03-20T08:00:00").getTime() });
    const call = (dueOn: string) => station.call("record.save", { kind: "hotline", fields: { ...aCall, dueOn } });
    await call("2026-04-20");
    await call("2026-03-21");
    const late = await call("2026-03-10");
    const today = await station.call("today.get", {});
    expect(today.due.map(({ dueOn, warning }) => [dueOn, warning])).toEqual([
      ["2026-03-10", "overdue"],
      ["2026-03-21", "dueSoon"],
    ]);
    expect(today).toMatchObject({ dueTotal: 2, overdueTotal: 1, unsent: { hotline: 3 } });
    expect((await station.call("record.list", { kind: "hotline", due: true })).total).toBe(2);
    await station.call("event.add", { recordId: late.record.id, fields: { type: "closed", at: "2026-03-20" } });
    expect((await station.call("today.get", {})).overdueTotal).toBe(0);
  });

  test("附件：添加、移除、撤销移除，原文件删掉也不要紧", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const { record } = await station.call("record.save", {
      kind: "session",
      fields: { title: "路灯", startAt: "2026-01-05" },
    });
    const photo = join(dir, "签到表 3月.jpg");
    writeFileSync(photo, "照片内容");
    const added = await station.call("attachment.add", { recordId: record.id, file: photo, role: "signIn" });
    rmSync(photo);
    const [file] = added.attachments;
    expect(file).toMatchObject({ name: "签到表 3月.jpg", mime: "image/jpeg", size: 12 });
    const stored = await station.call("attachment.open", { sha256: file?.sha256 ?? "", name: file?.name ?? "" });
    expect(basename(stored.file)).toBe("签到表 3月.jpg");
    expect(readFileSync(stored.file, "utf8")).toBe("照片内容");
    await station.call("record.delete", { id: file?.id ?? "" });
    expect((await station.call("record.get", { id: record.id })).attachments).toEqual([]);
    await station.call("record.restore", { id: file?.id ?? "" });
    expect((await station.call("record.get", { id: record.id })).attachments).toHaveLength(1);
    expect((await station.call("check.run", {})).ok).toBe(true);
  });
});
