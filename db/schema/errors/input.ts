/** 2xxx: what was entered: records, attachments, lists. Rules in `../errors.ts`. */
import type { ErrorText } from "./error-text.ts";

export const inputErrors = {
  inputInvalid: {
    number: 2001,
    zh: "填写的内容不符合要求：{detail}。没有保存，请改正后再试。",
    en: "The input is not valid: {detail}. Nothing was saved.",
  },
  recordMissing: {
    number: 2002,
    zh: "找不到这条记录（{id}），可能已被删除。",
    en: "The record {id} is not there; it may have been deleted.",
  },
  operationUnknown: {
    number: 2003,
    zh: "程序的两个部分版本不一致（操作“{name}”）。请重新启动程序。",
    en: "Two parts of the program differ in version (operation {name}). Restart it.",
  },
  eventNotEditable: {
    number: 2004,
    zh: "办理事项只能追加，不能修改或删除。填错了请作废后重新登记。",
    en: "Events are append-only. Void the wrong one and add another.",
  },
  wrongRole: {
    number: 2005,
    zh: "这个操作只能在{role}使用。没有任何改动。",
    en: "This can only be done at a {role}. Nothing was changed.",
  },
  ownedByOther: {
    number: 2006,
    zh: "“{field}”由{owner}填写，这里不能修改。",
    en: "“{field}” belongs to the {owner} and cannot be changed here.",
  },
  staysDeleted: {
    number: 2011,
    zh: "这条记录不能恢复：{reason}。没有任何改动。",
    en: "This record cannot be brought back: {reason}. Nothing was changed.",
  },
  cancelled: {
    number: 2007,
    zh: "已取消。没有任何改动。",
    en: "Cancelled. Nothing was changed.",
  },
  commandUnknown: {
    number: 2008,
    zh: "命令不对：{detail}。用 --help 查看用法。",
    en: "Wrong command: {detail}. See --help.",
  },
  erasureUnfinished: {
    number: 2009,
    zh: "个人信息已从记录中删除，但附件文件正被别的程序占用，还没有删掉。请关闭打开附件的程序，再重新启动本程序，会自动删完。",
    en: "The personal data was erased from the record, but another program holds an attachment. Close it and restart.",
  },
  holidayFileUnread: {
    number: 2120,
    zh: "没有从“{file}”里认出节假日安排。没有任何改动。可以用国务院办公厅通知的文字（.txt，要写明年份），或网上的节假日数据（.json，chinese-days、holiday-cn 格式）。",
    en: "No holiday arrangement was recognised in {file}. Nothing was changed. Use the State Council's notice as text (.txt, with its year) or public holiday data (.json as of chinese-days or holiday-cn).",
  },
  holidayFileWrong: {
    number: 2121,
    zh: "“{file}”里的节假日安排有不对的日期：{detail}。没有任何改动。请核对文件后再导入。",
    en: "The holiday arrangement in {file} has a wrong date: {detail}. Nothing was changed. Check the file and import again.",
  },
  holidayFileTooLarge: {
    number: 2122,
    zh: "“{file}”太大，不像节假日安排（超过 {limit} MB）。没有任何改动。请换一个文件。",
    en: "{file} is too large for a holiday arrangement (over {limit} MB). Nothing was changed. Choose another file.",
  },
  attachmentDangerous: {
    number: 2140,
    zh: "“{file}”是可以运行的程序或脚本，为了安全不能作为附件，也不会打开。没有任何改动。请改用图片、PDF 或普通的 Office 文件（带宏的另存为 .docx、.xlsx）。",
    en: "“{file}” is a program or script; for safety it cannot be an attachment and is not opened. Nothing was changed. Use a picture, PDF or plain Office file.",
  },
  attachmentTooLarge: {
    number: 2141,
    zh: "“{file}”有 {size} MB，超过单个附件 {limit} MB 的上限。没有任何改动。请压缩后再添加，或请区县调整上限。",
    en: "“{file}” has {size} MB, more than the limit of {limit} MB an attachment. Nothing was changed. Make it smaller first, or ask the district to raise the limit.",
  },
  attachmentsTooLarge: {
    number: 2142,
    zh: "加上它，这条记录的附件共 {size} MB，超过每条记录 {limit} MB 的上限。没有任何改动。请先移除不需要的附件。",
    en: "With it the record's attachments have {size} MB, more than the limit of {limit} MB. Nothing was changed. Remove some first.",
  },
  attachmentLost: {
    number: 2143,
    zh: "附件“{file}”的内容不在本机。其他内容完好，没有任何改动。请重新添加这个文件，或从备份恢复数据目录里的 blobs 文件夹。",
    en: "The content of the attachment “{file}” is not on this PC. Everything else is intact. Add the file again, or restore the folder blobs from a backup.",
  },
  attachmentChanged: {
    number: 2144,
    zh: "附件“{file}”的内容与添加时不一致，可能被改动或磁盘出错。没有打开它，记录完好。请重新添加原来的文件，或从备份恢复。",
    en: "The content of the attachment “{file}” is not what was added; it was changed or the disk failed. It was not opened, the record is intact. Add the original again, or restore it from a backup.",
  },
  uploadBroken: {
    number: 2145,
    zh: "添加“{file}”时中断了。已有内容完好，没有添加这个文件。请再添加一次。",
    en: "Adding “{file}” was interrupted. Nothing else is affected. Add it again.",
  },
  fileNotOpened: {
    number: 2146,
    zh: "没有程序能打开“{file}”。附件完好。请安装 WPS、Office 或 PDF 阅读器后再打开。",
    en: "No program opens “{file}”. The attachment is intact. Install a program for this type of file.",
  },
  attachmentEmpty: {
    number: 2147,
    zh: "“{file}”是空文件或文件夹，没有添加。请选择有内容的文件。",
    en: "“{file}” is empty or a folder and was not added. Choose a file with content.",
  },
  filterUnknown: {
    number: 2160,
    zh: "这个筛选条件现在不能用了（{field}）。记录没有任何改动。请去掉这个条件再试。",
    en: "This filter cannot be used any more ({field}). No record was changed. Remove it and try again.",
  },
  sortUnknown: {
    number: 2161,
    zh: "列表不能按“{field}”排序。记录没有任何改动。请换一列。",
    en: "The list cannot be sorted by {field}. No record was changed. Choose another column.",
  },
  batchNotUndoable: {
    number: 2162,
    zh: "这批操作不能一起撤销了（{detail}）。没有任何改动。请打开有关记录逐条处理。",
    en: "These changes cannot be undone together any more ({detail}). Nothing was changed. Open the records one by one.",
  },
  settingFromDistrict: {
    number: 2180,
    zh: "这项设定由区县政协统一规定，本站不能修改。没有任何改动，本机原来的设定也还留着。需要修改请联系区县政协。",
    en: "The district has set this for all stations, so it cannot be changed here. Nothing was changed, and this PC's earlier value is kept. Ask the district.",
  },
} as const satisfies Record<string, ErrorText>;
