/**
 * What is said about the cells and rows of a ledger, in both of the window's languages: a remark travels as its code and
 * its parameters, and whoever shows it makes the sentence. `{name}` is replaced from the parameters.
 */
import { partIn, words, type Part, type Words } from "./words.ts";

export const cellRemarks = {
  // Dates and times
  yearUnlikely: words("年份不合理（{year}年）", "the year {year} is not plausible"),
  noSuchMonth: words("没有{month}月", "there is no month {month}"),
  noSuchDay: words("{year}年{month}月没有{day}日", "{year}-{month} has no day {day}"),
  yearShort: words("年份只写了两位，请写全", "the year has two digits only; write all four"),
  dayMissing: words("只写到月，缺少日", "the day is missing: only year and month are given"),
  yearMissing: words("没有写年份，请选择台账年度", "there is no year; choose the ledger's year"),
  dateUnknown: words("认不出的日期", "not recognised as a date"),
  notDate: words("不是日期", "this is no date"),
  firstOrTenth: words(
    "{text} 也可能是{month}月{day}日，请核对",
    "{text} may also mean day {day} of month {month}; check",
  ),
  noSuchTime: words("没有这个时间（{hour}时{minute}分）", "there is no such time ({hour}:{minute})"),
  outsideYear: words("日期不在{year}年度内，请核对", "the date is not in {year}; check"),
  endBeforeStart: words("结束时间早于开始时间，请核对", "it ends before it starts; check"),
  closedBeforeCalled: words("办结时间早于来电时间，请核对", "it was closed before the call; check"),

  // Values of fields
  valueMissing: words("缺少{field}", "{field} is missing"),
  valueUnfit: words("{field}的内容太长或格式不对", "{field} is too long or has a wrong form"),
  tooLong: words("内容太长", "too long"),
  formulaFailed: words("单元格公式出错（{text}），按空白导入", "the cell's formula failed ({text}); taken as empty"),
  characterBroken: words(
    "有一个字在原表里已经损坏，显示为“\uFFFD”，请核对原表",
    "a character is broken in the file and shows as “\uFFFD”; check the original",
  ),
  numberRounded: words(
    "号码在原表中已被四舍五入，只留下科学计数，请核对原表",
    "the file holds this number rounded, in scientific notation; check the original",
  ),
  notChoice: words("“{text}”不在选项中", "“{text}” is none of the choices"),
  takenAsOther: words("“{text}”不在选项中，按“其他”导入", "“{text}” is none of the choices; imported as “other”"),
  notInteger: words("不是整数", "not a whole number"),
  notFlag: words("不是“是”或“否”", "neither yes nor no"),
  notImportable: words("这一列不能从表格导入", "this column cannot be imported from a spreadsheet"),
  rolesUnknown: words("认不出“{text}”是哪种{field}", "“{text}” is not recognised as a kind of {field}"),
  roleLevelMissing: words(
    "“{text}”没有写明级别，按区县政协委员导入",
    "“{text}” does not say of which level; imported as a member of the county's committee",
  ),
  termsUnknown: words(
    "看不懂“{text}”，每届请写成“十四届 市政协委员 经济界”，几届之间用分号隔开",
    "“{text}” is not understood; write each term as its ordinal, role and sector, and a semicolon between two terms",
  ),
  gradeUnknown: words("认不出“{text}”是哪一档满意度", "“{text}” is not recognised as a grade of satisfaction"),
  compiledUnknown: words("看不出是否编报", "it does not say whether the item was submitted"),
  verdictUnknown: words(
    "认不出“{text}”是哪一级采用或转报",
    "“{text}” is not recognised as an adoption or as passing on, at any level",
  ),
  attendanceDiffers: words(
    "总人次{total}与分项之和{sum}不一致，按总人次统计",
    "the total of {total} is not the sum of its parts, {sum}; the total is counted",
  ),
  sectorUnlisted: words("“{sector}”不在{list}里，照原样导入", "“{sector}” is not in {list}; imported as it is"),
  sectorNear: words(
    "“{sector}”不在{list}里，照原样导入；名单里有：{near}",
    "“{sector}” is not in {list}; imported as it is. The list has: {near}",
  ),

  // Columns
  lineColumnMissing: words(
    "没有“热线类别”列，按来电人是否企业判断",
    "no column says which line; judged by whether the caller is an enterprise",
  ),
  columnMissing: words("没有找到“{field}”列，请指定是哪一列", "no column for “{field}” was found; choose one"),
  noField: words("没有对应的字段，内容写入备注", "no field for this column; its content goes into the note"),

  // Rows against each other and the records that are here
  likelyKnown: words(
    "已经有一条日期、标题都相同的记录，可能登记过了",
    "a record with this date and title is here already; it may have been entered before",
  ),
  repeatedRow: words("和第{row}行是同一人，只导入一次", "the same person as in row {row}; imported once"),
  sameNameApart: words(
    "和第{row}行同名、届次不同，电话或单位对不上，按两个人导入；是同一人就把电话改成一样的",
    "the name of row {row} in another term, with another phone or employer; imported as two people. If it is one person, make the phones equal",
  ),
  namesake: words(
    "名册里有同名的人，电话和单位都对不上；请看一看是不是同一人",
    "somebody in the register has this name, with another phone and employer; see whether it is the same person",
  ),
  termReplaced: words(
    "届次由“{known}”换成“{told}”，原来的任职转入往届任职",
    "the term changes from “{known}” to “{told}”; the former one goes to the earlier terms",
  ),
  termEarlier: words(
    "名册里已经是“{known}”，这一行只作为往届任职并入，其他栏目不动",
    "the register has “{known}” already; this row is added as an earlier term, and nothing else changes",
  ),
} as const satisfies Record<string, Words>;

export type CellRemarkCode = keyof typeof cellRemarks;

export interface CellRemark {
  readonly code: CellRemarkCode;
  readonly params: Readonly<Record<string, Part>>;
  /** The cell's text went into the note (备注). */
  readonly isKept: boolean;
}

export const cellRemark = (code: CellRemarkCode, params: CellRemark["params"] = {}): CellRemark => ({
  code,
  params,
  isKept: false,
});

/** The same remark about a cell whose text was written into the note. */
export const kept = (remark: CellRemark): CellRemark => ({ ...remark, isKept: true });

const inNote = words("，原文已写入备注", "; its text is in the note");

/** The sentence for a remark. */
export function cellRemarkText({ code, params, isKept }: CellRemark, language: keyof Words = "zh"): string {
  const sentence = cellRemarks[code][language].replace(/\{(\w+)\}/gu, (_, key: string) =>
    partIn(params[key], language),
  );
  return isKept ? sentence + inNote[language] : sentence;
}
