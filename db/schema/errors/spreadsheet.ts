/** 3xxx: ledgers and documents. Rules in `../errors.ts`. */
import type { ErrorText } from "./error-text.ts";

export const spreadsheetErrors = {
  ledgerUnreadable: {
    number: 3001,
    zh: "表格打不开：{file}。文件可能已损坏。没有导入任何记录。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。",
    en: "The workbook {file} cannot be opened; it may be damaged. Nothing was imported. Save it again as .xlsx.",
  },
  ledgerProtected: {
    number: 3002,
    zh: "表格有打开密码：{file}。没有导入任何记录。请在 Excel 或 WPS 中取消密码、另存后再试。",
    en: "The workbook {file} is password-protected. Nothing was imported. Remove the password and save it again.",
  },
  ledgerOldFormat: {
    number: 3003,
    zh: "这是旧版 .xls 表格：{file}。没有导入任何记录。请用 Excel 或 WPS 另存为 .xlsx 再试。",
    en: "{file} is an old .xls workbook. Nothing was imported. Save it as .xlsx.",
  },
  ledgerTooLarge: {
    number: 3004,
    zh: "表格展开后太大（{size} MB，上限 {limit} MB）：{file}。没有导入任何记录。请删掉多余的行列后另存再试。",
    en: "The workbook expands to {size} MB (limit {limit} MB): {file}. Nothing was imported. Delete rows and columns that are not needed, save it and try again.",
  },
  ledgerEncoding: {
    number: 3005,
    zh: "CSV 文件的文字编码认不出来（第 {line} 行）：{file}。没有导入任何记录。请另存为 UTF-8 或 GB18030 编码再试。",
    en: "The encoding of {file} was not recognised (line {line}). Nothing was imported. Save it as UTF-8 or GB18030.",
  },
  ledgerNoHeader: {
    number: 3006,
    zh: "没有找到表头行：{file}。没有导入任何记录。请确认表格里有“议题”“来电时间”“标题”之类的列名。",
    en: "No header row was found in {file}. Nothing was imported. Make sure that the sheet has column names such as 议题 (topic), 来电时间 (called at) or 标题 (title).",
  },
  ledgerKindUnknown: {
    number: 3007,
    zh: "看不出这是哪一种台账：{file}。没有导入任何记录。请选择协商活动、社情民意或热线后再试。",
    en: "It is not clear which kind of ledger {file} is. Nothing was imported. Choose sessions, opinions or hotline calls and try again.",
  },
  ledgerFormat: {
    number: 3008,
    zh: "不支持这种文件：{file}。请选择 .xlsx 或 .csv 文件。",
    en: "This kind of file is not supported: {file}. Choose an .xlsx or .csv file.",
  },
  ledgerBatchMissing: {
    number: 3009,
    zh: "找不到这一批导入（{batch}），可能已经撤销过。",
    en: "The import batch {batch} is not there; it may have been undone already.",
  },
  templateUnreadable: {
    number: 3100,
    zh: "这个文件不能用作模板：{file}。没有替换，原来的模板照常使用。请用 Word 或 WPS 打开后另存为 .docx 再试。",
    en: "{file} cannot serve as a template. Nothing was replaced. Save it as .docx and try again.",
  },
  templateTooLarge: {
    number: 3101,
    zh: "模板太大（{size} KB，上限 {limit} KB）：{file}。没有替换。请删掉模板里的大图片后再试。",
    en: "The template {file} is too large ({size} KB, limit {limit} KB). Nothing was replaced. Remove large pictures.",
  },
  templateActive: {
    number: 3102,
    zh: "模板里有宏、嵌入对象或外部链接（{part}）：{file}。没有替换。请去掉后另存为 .docx 再试。",
    en: "The template {file} holds macros, embedded objects or outside links ({part}). Nothing was replaced. Remove them, save it as .docx and try again.",
  },
  templateTags: {
    number: 3103,
    zh: "模板里的标签写得不完整：{tags}（{file}）。没有替换。请对照“模板里可以用的标签”改正后再试。",
    en: "Tags in the template are not complete: {tags} ({file}). Nothing was replaced. Compare them with the table of tags.",
  },
  templateUnknownTags: {
    number: 3104,
    zh: "模板里有程序不认识的标签：{tags}（{file}）。没有替换。请对照“模板里可以用的标签”改正后再试。",
    en: "The template has tags that are not known: {tags} ({file}). Nothing was replaced. See the table of tags.",
  },
  templateFromDistrict: {
    number: 3105,
    zh: "这份模板由区县政协统一下发，本站不能另换。没有任何改动。需要修改请联系区县政协。",
    en: "The district has sent this template, so it cannot be replaced here. Nothing was changed. Ask the district.",
  },
  printerMissing: {
    number: 3106,
    zh: "这台电脑没有装打印机，没有打印。可以改为导出 PDF，拷到有打印机的电脑上打印。",
    en: "This PC has no printer, so nothing was printed. Save a PDF and print it elsewhere.",
  },
  paperFailed: {
    number: 3107,
    zh: "文档没有排出来（{detail}）。记录都在，没有写任何文件。请重试，或改为导出 Word。",
    en: "The document could not be laid out ({detail}). The record is intact; no file was written. Try Word instead.",
  },
  printFailed: {
    number: 3108,
    zh: "打印没有成功（{detail}）。记录都在。请检查打印机后再试，或改为导出 PDF。",
    en: "Printing failed ({detail}). The record is intact. Check the printer, or save a PDF.",
  },
  ledgerNoCategories: {
    number: 3140,
    zh: "没有在表格里找到分类表：{file}。没有任何改动。表头里要有“一级分类”“二级分类”“三级分类”中的至少两列。",
    en: "No list of categories was found in {file}. Nothing was changed. It needs columns 一级分类, 二级分类, 三级分类.",
  },
  ledgerNoErrors: {
    number: 3141,
    zh: "没有要改正的行：{file} 里的行都可以导入。没有写文件。",
    en: "There is no row to correct in {file}. No file was written.",
  },
} as const satisfies Record<string, ErrorText>;
