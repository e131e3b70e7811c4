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
    zh: "表格展开后太大（{size} MB，上限 {limit} MB）：{file}。没有导入任何记录。请按年度或月份拆成几个文件，删掉多余的行列，在 WPS 或 Excel 里另存后再试。",
    en: "The workbook expands to {size} MB (limit {limit} MB): {file}. Nothing was imported. Split it by year or month, delete rows and columns that are not needed, save it again and try again.",
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
  ledgerFileTooLarge: {
    number: 3020,
    zh: "文件太大（{size} MB，上限 {limit} MB）：{file}。没有导入任何记录。请按年度或月份拆成几个文件，删掉表里的图片，在 WPS 或 Excel 里另存后再试。",
    en: "The file {file} has {size} MB (limit {limit} MB). Nothing was imported. Split it by year or month, remove pictures, save it again and try again.",
  },
  ledgerTooManyRows: {
    number: 3021,
    zh: "行数太多（有内容的共 {count} 行，一次最多 {limit} 行）：{file}。没有导入任何记录。请按年度或月份拆成几个文件，分次导入。",
    en: "{file} has {count} rows with content (limit {limit}). Nothing was imported. Split it by year or month and import the parts one by one.",
  },
  ledgerTooManyColumns: {
    number: 3022,
    zh: "列数太多（内容到第 {count} 列，最多 {limit} 列）：{file}。没有导入任何记录。请删掉用不着的列，在 WPS 或 Excel 里另存后再试。",
    en: "The content of {file} reaches to column {count} (limit {limit}). Nothing was imported. Delete columns that are not needed, save it again and try again.",
  },
  ledgerTooManyCells: {
    number: 3023,
    zh: "内容太多（有内容的格子共 {count} 个，一次最多 {limit} 个）：{file}。没有导入任何记录。请按年度或月份拆成几个文件，分次导入。",
    en: "{file} has {count} cells with content (limit {limit}). Nothing was imported. Split it by year or month and import the parts one by one.",
  },
  ledgerCellTooLong: {
    number: 3024,
    zh: "有一格太长（{place} 有 {count} 个字，一格最多 {limit} 个字）：{file}。没有导入任何记录。请把这一格改短；如果是 .csv，多半是前面有双引号没有收尾，请用 WPS 或 Excel 打开核对、另存后再试。",
    en: "A cell is too long: {place} has {count} characters (limit {limit}): {file}. Nothing was imported. Shorten it; in a .csv a quote before it may never close: open it in WPS or Excel, check it and save it again.",
  },
  ledgerTooMuchText: {
    number: 3025,
    zh: "文字太多（共 {count} 个字，一次最多 {limit} 个字）：{file}。没有导入任何记录。请按年度或月份拆成几个文件，分次导入。",
    en: "{file} holds {count} characters (limit {limit}). Nothing was imported. Split it by year or month and import the parts one by one.",
  },
  ledgerTooManySheets: {
    number: 3026,
    zh: "工作表太多（{count} 张，最多 {limit} 张）：{file}。没有导入任何记录。请把要导入的工作表复制到一个新文件里，另存后再试。",
    en: "{file} has {count} sheets (limit {limit}). Nothing was imported. Copy the sheets to be imported into a new file.",
  },
  ledgerTooSpread: {
    number: 3027,
    zh: "表格里的空白太多（最远的内容在第 {row} 行、第 {column} 列）：{file}。没有导入任何记录。多半是很远处有一个多余的格子：请在 WPS 或 Excel 里按 Ctrl+End 找到它，删掉多余的行和列，另存后再试。",
    en: "{file} is mostly blank: its content reaches to row {row} and column {column}. Nothing was imported. Press Ctrl+End in WPS or Excel to find the stray cell, delete the rows and columns that are not needed, save it again and try again.",
  },
  ledgerBloated: {
    number: 3028,
    zh: "表格里的附加内容太多（{what}：{count}，上限 {limit}）：{file}。没有导入任何记录。请新建一个空白表格，把要导入的内容用“选择性粘贴 → 数值”粘进去，另存为 .xlsx 后再试。",
    en: "{file} carries too much besides its cells ({what}: {count}, limit {limit}). Nothing was imported. Paste the content as values into a new workbook and save that as .xlsx.",
  },
  ledgerTooSlow: {
    number: 3029,
    zh: "读了 {limit} 秒还没有读完，已经停下：{file}。没有导入任何记录。请按年度或月份拆成几个文件，在 WPS 或 Excel 里另存后再试。",
    en: "Reading {file} was stopped after {limit} seconds. Nothing was imported. Split it by year or month, save it again in WPS or Excel and try again.",
  },
  ledgerTooHeavy: {
    number: 3030,
    zh: "读这个文件要用的内存超过 {limit} MB，已经停下：{file}。没有导入任何记录，程序不受影响。请按年度或月份拆成几个文件，在 WPS 或 Excel 里另存后再试。",
    en: "Reading {file} takes more than {limit} MB of memory and was stopped. Nothing was imported. Split it by year or month, save it again in WPS or Excel and try again.",
  },
  ledgerQuoteOpen: {
    number: 3031,
    zh: "有一个双引号没有收尾（从第 {row} 行开始）：{file}。没有导入任何记录。请用 WPS 或 Excel 打开核对这一行、另存后再试。",
    en: "A quote never closes (from row {row}): {file}. Nothing was imported. Open it in WPS or Excel, check that row and save it again.",
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
