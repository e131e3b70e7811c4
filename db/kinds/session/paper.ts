/** What fills the 协商活动记录表 with its sign-in sheet. */
import type { FullRecord } from "../../api/operations.ts";
import { problemStates, sessionForms, sessionPlatforms } from "../../schema/session.ts";
import type { Stored } from "../../schema/kinds.ts";
import { attendanceOrBlank, listedAttendance, memberCountOf } from "./attendance.ts";
import { joined, labelOf, numberText, paragraphs, shortDay, spanText, type PaperData } from "../common/paper-words.ts";

/** Rows at the end of the sign-in sheet for those who came without being on the list. */
const SPARE_ROWS = 5;
/** One page of the built-in sheet. */
const FEWEST_ROWS = 18;
const MOST_ROWS = 300;

/** @param members the attending members, in the record's order */
export function sessionData(
  full: FullRecord,
  session: Stored<"session">,
  members: readonly Stored<"member">[],
): PaperData {
  return {
    议题: session.title,
    议题来源: session.topicSource ?? "",
    协商形式: labelOf(sessionForms, session.form),
    活动平台: labelOf(sessionPlatforms, session.platform),
    品牌: session.brand ?? "",
    时间: spanText(session.startAt, session.endAt),
    地点: session.place ?? "",
    村社区: session.village ?? "",
    主持人: session.host ?? "",
    牵头委员: session.convener ?? "",
    参加委员: joined(members.map(({ name }) => name)),
    列席人员: joined(session.guests),
    委员人数: numberText(memberCount(session)),
    群众人数: numberText(session.residentCount),
    部门人数: numberText(session.departmentCount),
    其他人数: numberText(session.otherCount),
    总人次: attendanceText(session),
    背景: paragraphs(session.background).join("\n"),
    协商过程: paragraphs(session.process).join("\n"),
    协商意见: paragraphs(session.agreedOpinions).join("\n"),
    协商成果: paragraphs(session.outcome).join("\n"),
    提案号: session.proposalNumber ?? "",
    有问题: full.problems.length > 0,
    问题清单: full.problems.map((problem, index) => ({
      序号: String(index + 1),
      问题: problem.text,
      责任单位: problem.unit ?? "",
      完成期限: shortDay(problem.dueOn),
      状态: labelOf(problemStates, problem.state),
      解决日期: shortDay(problem.solvedOn),
      受益人数: numberText(problem.beneficiaries),
    })),
    有成效: full.measures.length > 0,
    成效: full.measures.map(({ name, amount, unit }) => ({
      名称: name,
      数量: numberText(amount),
      计量单位: unit ?? "",
    })),
    签到: signInRows(session, members),
  };
}

/** Null when nothing was entered: the paper leaves its place blank. */
const memberCount = (session: Stored<"session">): number | null =>
  session.memberIds.length === 0 && session.memberCount === null ? null : memberCountOf(session);

/** A total that was only published as a number is marked as such. */
const attendanceText = (session: Stored<"session">): string =>
  session.statedAttendance === null
    ? numberText(attendanceOrBlank(session))
    : `${session.statedAttendance}（只有总数）`;

/** Everyone who is named, then blank rows for those who are only counted, and a few more. */
function signInRows(session: Stored<"session">, members: readonly Stored<"member">[]): readonly PaperData[] {
  const named = [
    ...members.map(({ name, employer, phone }) => ({
      姓名: name,
      身份: "委员",
      工作单位: employer ?? "",
      电话: phone ?? "",
    })),
    ...session.guests.map((name) => ({ 姓名: name, 身份: "列席", 工作单位: "", 电话: "" })),
  ];
  // The sheet has no rows for 其他.
  const counted = listedAttendance({ ...session, otherCount: null });
  const length = Math.min(
    MOST_ROWS,
    Math.max(FEWEST_ROWS, counted, named.length) + (counted > FEWEST_ROWS ? SPARE_ROWS : 0),
  );
  const blank = { 姓名: "", 身份: "", 工作单位: "", 电话: "" };
  return Array.from({ length: Math.max(length, named.length) }, (_, index) => ({
    序号: String(index + 1),
    ...(named[index] ?? blank),
  }));
}
