/** 协商活动 in the window. */
import type { FullRecord } from "../../db/api/operations.ts";
import { listedAttendance } from "../../db/kinds/session/attendance.ts";
import type { Stored } from "../../db/schema/kinds.ts";
import { sessionForms, sessionPlatforms } from "../../db/schema/session.ts";
import type { FieldValues, FormValues } from "../values/form-values.ts";
import { opinionTitle, paragraphs } from "./conversion.ts";
import type { FormLayout, MainKindWindow, Origin } from "./kind-window.ts";
import {
  dateIn,
  dateWarnings,
  dayOf,
  isBefore,
  namesOf,
  numberOf,
  numberWarnings,
  warning,
  type Surroundings,
  type Warning,
} from "./warnings.ts";

/** What and when first, then who, then what came of it. */
const sessionLayout: FormLayout = [
  {
    title: { zh: "活动", en: "Event" },
    rows: [["title"], ["startAt", "endAt"], ["form", "platform"], ["village", "place"], ["brand", "topicSource"]],
  },
  {
    title: { zh: "参加人员", en: "People" },
    rows: [
      ["memberIds"],
      ["host", "convener"],
      ["guests"],
      ["memberCount", "residentCount", "departmentCount", "otherCount"],
      ["statedAttendance"],
    ],
  },
  {
    title: { zh: "经过与成果", en: "Course and outcome" },
    rows: [["background"], ["process"], ["agreedOpinions"], ["outcome"]],
  },
  { title: { zh: "问题清单", en: "Problems" }, rows: [["statedProblemsSolved"]], children: "problems" },
  { title: { zh: "成效数据", en: "Measures" }, rows: [], children: "measures" },
  { title: { zh: "转化与备注", en: "Follow-up and note" }, rows: [["proposalNumber"], ["note"]] },
];

function sessionWarnings({ fields, problems }: FormValues, around: Surroundings): Warning[] {
  const startAt = dateIn(fields["startAt"]);
  const endAt = dateIn(fields["endAt"]);
  return [
    ...dateWarnings(["startAt", "endAt"], fields, around),
    ...(startAt !== "" && endAt !== "" && isBefore(endAt, startAt) ? [warning("endBeforeStart", "fields.endAt")] : []),
    ...attendance(fields),
    ...problems.flatMap((row, index) => {
      const path = `problems.${index}.fields.solvedOn`;
      const solvedOn = dateIn(row.fields["solvedOn"]);
      if (solvedOn === "") return [];
      if (solvedOn > dayOf(around.now)) return [warning("future", path)];
      return startAt !== "" && solvedOn < dayOf(startAt) ? [warning("solvedBeforeSession", path)] : [];
    }),
  ];
}

function attendance(fields: FieldValues): Warning[] {
  const listed = namesOf(fields["memberIds"]).length;
  const counted = numberOf(fields["memberCount"]);
  const sum = listedAttendance({
    memberIds: namesOf(fields["memberIds"]),
    memberCount: counted,
    guests: namesOf(fields["guests"]),
    residentCount: numberOf(fields["residentCount"]),
    departmentCount: numberOf(fields["departmentCount"]),
    otherCount: numberOf(fields["otherCount"]),
  });
  const stated = fields["statedAttendance"];
  return [
    ...(typeof fields["memberCount"] === "number" && listed > counted
      ? [warning("memberCount", "fields.memberCount", { listed, counted })]
      : []),
    ...(typeof stated === "number" && sum > 0 && stated !== sum
      ? [warning("attendanceSum", "fields.statedAttendance", { stated, sum })]
      : []),
  ];
}

// A record of this kind, as `record.get` answers.
const sessionIn = (full: FullRecord) => full.record as Stored<"session">;

const problemLines = (full: FullRecord): string | null =>
  full.problems.length === 0
    ? null
    : full.problems.map(({ text }, index) => (full.problems.length === 1 ? text : `${index + 1}. ${text}`)).join("\n");

function opinionOf({ full, members }: Origin): FieldValues {
  const session = sessionIn(full);
  const reporters = [...new Set(session.convener === null ? members.map(({ name }) => name) : [session.convener])];
  const namesakes = members.filter(({ name }) => name === reporters[0]);
  // One reporter, and no doubt who it is: the sheet asks for the rest.
  const [only] = reporters.length === 1 && namesakes.length === 1 ? namesakes : [];
  return {
    title: opinionTitle(session.title),
    source: session.platform === "courtyard" ? "courtyard" : "session",
    reporterKind: "member",
    reporters,
    sector: only?.sector ?? null,
    employer: only?.employer ?? null,
    phone: only?.phone ?? null,
    village: session.village,
    facts: paragraphs(session.background, problemLines(full)),
    suggestions: session.agreedOpinions,
    sessionId: session.id,
  };
}

function callOf({ full }: Origin): FieldValues {
  const session = sessionIn(full);
  return {
    line: "resident",
    channel: "visit",
    calledAt: session.startAt,
    village: session.village,
    address: session.place,
    content: paragraphs(session.title, problemLines(full)),
    sessionId: session.id,
  };
}

export const sessionWindow: MainKindWindow = {
  layout: sessionLayout,
  columns: ["startAt", "title", "form", "platform", "village", "people", "delivery"],
  known: () => ({}),
  carried: [{ name: "startAt", as: "day" }, "form", "platform", "village", "brand"],
  warnings: (values, around) => [...sessionWarnings(values, around), ...numberWarnings("session", values.fields)],
  becomes: { opinion: opinionOf, hotline: callOf },
  figures: {
    total: "session.sessions",
    rows: [
      {
        paths: [
          "session.sessions",
          "session.attendances",
          "session.heads",
          "session.problemsSolved",
          "session.problemsOpen",
        ],
      },
    ],
    breakdowns: [
      { title: { zh: "按活动平台", en: "By platform" }, path: "session.byPlatform", options: sessionPlatforms },
      { title: { zh: "按协商形式", en: "By form" }, path: "session.byForm", options: sessionForms },
      { title: { zh: "按村(社区)", en: "By village" }, path: "session.byVillage" },
    ],
  },
};
