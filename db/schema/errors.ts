/**
 * The numbered catalogue of errors. A number is for the phone call to support and never changes its meaning; the sentence
 * says what happened, that nothing was lost, and what to do. `{name}` is replaced from the error's parameters.
 *
 * 1xxx database and disk · 2xxx input · 3xxx ledger · 4xxx bundle and receipt · 5xxx enrolment · 9xxx the program itself
 */
export interface ErrorText {
  readonly number: number;
  readonly zh: string;
  readonly en: string;
}

export const errorCatalogue = {
  databaseInUse: {
    number: 1001,
    zh: "这个数据目录正被另一个窗口或程序使用。没有任何改动。请先关闭它再打开。",
    en: "This data folder is in use by another window or program. Nothing was changed. Close it first.",
  },
  databaseReadOnly: {
    number: 1002,
    zh: "数据目录不能写入（{path}）。没有任何改动。请检查文件夹权限，或把数据放到本机硬盘。",
    en: "The data folder cannot be written to ({path}). Nothing was changed. Check its permissions.",
  },
  diskFull: {
    number: 1003,
    zh: "磁盘已满，这一步没有保存，原有数据完好。请清理磁盘后再试。",
    en: "The disk is full. This step was not saved; existing data is intact. Free some space and try again.",
  },
  databaseCorrupt: {
    number: 1004,
    zh: "数据文件已损坏，程序没有改动它。请联系区县政协，用备份恢复（备份在“{path}”）。",
    en: "The data file is damaged and was left untouched. Restore a backup (they are in {path}).",
  },
  databaseNewer: {
    number: 1005,
    zh: "数据由更新版本的程序建立（数据版本 {found}，本程序支持到 {known}）。没有任何改动。请先升级本程序。",
    en: "The data was made by a newer program (version {found}; this one knows {known}). Nothing was changed. Update first.",
  },
  databaseMissing: {
    number: 1006,
    zh: "这个目录里没有连心桥的数据：{path}。请检查路径，或先初始化。",
    en: "There is no 连心桥 data in {path}. Check the path, or set it up first.",
  },
  databaseExists: {
    number: 1007,
    zh: "这个目录里已经有数据：{path}。没有任何改动。请换一个空目录。",
    en: "There is already data in {path}. Nothing was changed. Choose an empty folder.",
  },
  databaseWrongKey: {
    number: 1008,
    zh: "数据文件打不开：文件已损坏、密钥不对，或不是连心桥的数据文件。没有任何改动。请用备份恢复，或联系技术支持。",
    en: "The data file cannot be opened: damaged, a wrong key, or not a 连心桥 data file. Nothing was changed. Restore a backup or ask support.",
  },
  diskFailed: {
    number: 1009,
    zh: "读写磁盘时出错（{detail}）。这一步没有保存，原有数据完好。请检查磁盘后再试。",
    en: "Reading or writing the disk failed ({detail}). This step was not saved; existing data is intact.",
  },
  fileUnreadable: {
    number: 1010,
    zh: "文件读不出来：{file}。没有任何改动。请确认文件存在、没有被别的程序占用。",
    en: "The file cannot be read: {file}. Nothing was changed. Check that it exists and is not in use.",
  },
  fileUnwritable: {
    number: 1011,
    zh: "文件写不进去：{file}。没有丢失任何数据。请检查U盘是否写保护、空间是否足够。",
    en: "The file cannot be written: {file}. No data was lost. Check write protection and free space.",
  },
  fileExists: {
    number: 1012,
    zh: "目标文件已存在：{file}。没有覆盖它。请换一个文件名。",
    en: "The file already exists: {file}. It was not overwritten. Choose another name.",
  },
  backupDamaged: {
    number: 1100,
    zh: "这份备份不完整或已损坏（{file}）。现有数据没有任何改动。请换另一份备份。",
    en: "This backup is incomplete or damaged ({file}). The present data was not touched. Choose another backup.",
  },
  backupOtherOffice: {
    number: 1101,
    zh: "这份备份是“{name}”的，不是本单位的。现有数据没有任何改动。请选择本单位的备份。",
    en: "This backup belongs to “{name}”, not to this office. The present data was not touched. Choose another one.",
  },
  backupPlaceMissing: {
    number: 1102,
    zh: "找不到备份的第二个位置（{folder}）。本机上的备份照常进行，没有丢失任何数据。请插好U盘或移动硬盘，或另选一个文件夹。",
    en: "The second place of backups is not there ({folder}). Backups on this PC go on; nothing was lost. Plug the disk in or choose another folder.",
  },
  restoreDistrictSent: {
    number: 1103,
    zh: "这份备份之后，本机已经给联络站发出过回执；恢复它会使各联络站收不了新的回执，所以没有恢复，现有数据没有任何改动。请选择更新的备份，或联系技术支持。",
    en: "Since this backup was made, receipts went out to stations, which would refuse new ones after a restore. Nothing was changed. Choose a newer backup or ask support.",
  },
  workUnderWay: {
    number: 1104,
    zh: "还有别的工作正在进行（例如导入或导出），这一步没有做，没有任何改动。请等它完成后再试。",
    en: "Other work is under way, such as an import or export. Nothing was changed. Try again when it has ended.",
  },
  folderNetwork: {
    number: 1110,
    zh: "“{folder}”在网络位置上（{detail}），不能存放数据：网络一断，正在写的内容就可能损坏。没有任何改动。请选择本机硬盘上的文件夹。",
    en: "“{folder}” is on a network drive ({detail}) and cannot hold the data: a lost connection may damage it. Nothing was changed. Choose a folder on this PC's own disk.",
  },
  folderRemovable: {
    number: 1111,
    zh: "“{folder}”在U盘或移动硬盘上，不能存放数据：拔出时正在写的内容会损坏。没有任何改动。请选择本机硬盘上的文件夹；U盘可以用来存备份。",
    en: "“{folder}” is on a removable disk and cannot hold the data: pulling it out may damage it. Nothing was changed. Choose a folder on this PC's own disk; the stick is fine for backups.",
  },
  folderReadOnly: {
    number: 1112,
    zh: "“{folder}”不能写入。没有任何改动。请换一个文件夹，例如“文档”里新建的文件夹。",
    en: "“{folder}” cannot be written to. Nothing was changed. Choose another folder.",
  },
  folderFull: {
    number: 1113,
    zh: "“{folder}”所在的磁盘只剩 {free}，至少要有 {needed}。没有任何改动。请清理磁盘，或换一个磁盘上的文件夹。",
    en: "The disk of “{folder}” has only {free} left; {needed} are needed. Nothing was changed. Free some space or choose another disk.",
  },
  folderInvalid: {
    number: 1114,
    zh: "“{folder}”不能用作数据文件夹（{detail}）。没有任何改动。请换一个文件夹。",
    en: "“{folder}” cannot be used as the data folder ({detail}). Nothing was changed. Choose another folder.",
  },
  folderTaken: {
    number: 1115,
    zh: "“{folder}”里已经有“{name}”的数据。没有任何改动。请换一个空文件夹，或直接打开那里的数据。",
    en: "“{folder}” already holds the data of “{name}”. Nothing was changed. Choose an empty folder or open that data.",
  },
  moveVerifyFailed: {
    number: 1116,
    zh: "数据拷贝到新文件夹后核对不一致（{file}），没有搬过去。数据仍在原来的文件夹里，完好无损。请换一个磁盘再试。",
    en: "The copy in the new folder differs ({file}). The data stays where it was, intact. Try another disk.",
  },
  sampleOnly: {
    number: 1120,
    zh: "现在打开的是示例数据，不能加入区县或导出上报。没有任何改动。请先结束试用，再做这一步。",
    en: "This is sample data; it cannot join a district or be exported. Nothing was changed. End the trial first.",
  },
  sampleNotNow: {
    number: 1121,
    zh: "本机已经有正式数据，不能再打开示例数据，以免混淆。没有任何改动。",
    en: "This PC already holds real data; sample data cannot be opened beside it. Nothing was changed.",
  },
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
  attachmentDangerous: {
    number: 2140,
    zh: "“{file}”是可以运行的程序或脚本，为了安全不能作为附件，也不会打开。没有任何改动。请改用图片、PDF 或普通的 Office 文件（带宏的另存为 .docx、.xlsx）。",
    en: "“{file}” is a program or script; it is neither attached nor opened. Nothing was changed. Use a picture, PDF or plain Office file.",
  },
  attachmentTooLarge: {
    number: 2141,
    zh: "“{file}”有 {size} MB，超过单个附件 {limit} MB 的上限。没有任何改动。请压缩后再添加，或请区县调整上限。",
    en: "“{file}” has {size} MB, more than the limit of {limit} MB a file. Nothing was changed. Make it smaller first.",
  },
  attachmentsTooLarge: {
    number: 2142,
    zh: "加上它，这条记录的附件共 {size} MB，超过每条记录 {limit} MB 的上限。没有任何改动。请先移除不需要的附件。",
    en: "With it the record's attachments have {size} MB, more than the limit of {limit} MB. Nothing was changed. Remove some first.",
  },
  attachmentLost: {
    number: 2143,
    zh: "附件“{file}”的内容不在本机。其他内容完好，没有任何改动。请重新添加这个文件，或从备份恢复数据目录里的 blobs 文件夹。",
    en: "The content of “{file}” is not on this PC. Everything else is intact. Add the file again, or restore the folder blobs from a backup.",
  },
  attachmentChanged: {
    number: 2144,
    zh: "附件“{file}”的内容与添加时不一致，可能被改动或磁盘出错。没有打开它，记录完好。请重新添加原来的文件，或从备份恢复。",
    en: "The content of “{file}” is not what was added; it was changed or the disk failed. It was not opened. Add the original again.",
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
    en: "The workbook expands to {size} MB (limit {limit} MB): {file}. Nothing was imported.",
  },
  ledgerEncoding: {
    number: 3005,
    zh: "CSV 文件的文字编码认不出来（第 {line} 行）：{file}。没有导入任何记录。请另存为 UTF-8 或 GB18030 编码再试。",
    en: "The encoding of {file} was not recognised (line {line}). Nothing was imported. Save it as UTF-8 or GB18030.",
  },
  ledgerNoHeader: {
    number: 3006,
    zh: "没有找到表头行：{file}。没有导入任何记录。请确认表格里有“议题”“来电时间”“标题”之类的列名。",
    en: "No header row was found in {file}. Nothing was imported.",
  },
  ledgerKindUnknown: {
    number: 3007,
    zh: "看不出这是哪一种台账：{file}。没有导入任何记录。请选择协商活动、社情民意或热线后再试。",
    en: "It is not clear which kind of ledger {file} is. Nothing was imported. Choose the kind.",
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
    en: "The template {file} holds macros, embedded objects or outside links ({part}). Nothing was replaced.",
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
  bundleNotOurs: {
    number: 4001,
    zh: "这不是连心桥的数据包：{file}。没有任何改动。请确认选对了文件。",
    en: "{file} is not a 连心桥 bundle. Nothing was changed.",
  },
  bundleTruncated: {
    number: 4002,
    zh: "数据包不完整：{file}。没有任何改动。可能拷贝时U盘拔早了，请重新拷贝。",
    en: "The bundle {file} is incomplete. Nothing was changed. Copy it again.",
  },
  bundleDamaged: {
    number: 4003,
    zh: "数据包内容被改动或已损坏：{file}。没有任何改动。请重新导出、重新拷贝。",
    en: "The bundle {file} was altered or is damaged. Nothing was changed. Export and copy it again.",
  },
  bundleUnknownSender: {
    number: 4004,
    zh: "数据包来自没有登记的电脑：{file}。没有任何改动。请确认对方已用本区县的邀请加入。",
    en: "The bundle {file} comes from a PC that is not enrolled here. Nothing was changed.",
  },
  bundleOtherDistrict: {
    number: 4005,
    zh: "这个数据包是发给另一个单位的：{file}。没有任何改动。请转交给收件单位。",
    en: "The bundle {file} is addressed to another office. Nothing was changed.",
  },
  bundleNewerFormat: {
    number: 4006,
    zh: "数据包由更新版本的程序生成：{file}。已原样保留，没有任何改动。请先升级本程序，再导入一次。",
    en: "The bundle {file} was made by a newer program. It was kept; nothing was changed. Update this program first.",
  },
  bundleGap: {
    number: 4007,
    zh: "前面还缺第 {from}–{to} 条，这个数据包先保留：{file}。没有任何改动。请向联络站要缺少的数据包。",
    en: "Entries {from}–{to} are missing before this bundle, so it is held: {file}. Ask the station for them.",
  },
  bundleFork: {
    number: 4008,
    zh: "同一台电脑出现了两份不同的历史（可能是克隆或恢复了备份）：{file}。两份都保留，没有任何改动。请与联络站核对后处理。",
    en: "Two different histories of one PC were found (a clone or a restored backup): {file}. Both are kept.",
  },
  bundleNothing: {
    number: 4009,
    zh: "没有需要导出的新内容：全部记录都已由区县确认导入。",
    en: "There is nothing new to export: the district has confirmed everything.",
  },
  bundleWaiting: {
    number: 4010,
    zh: "这台电脑还没有确认加入，数据包先保留：{file}。请打电话核对校验码 {checkCode}，再点“确认加入”。",
    en: "The PC is not confirmed yet, so the bundle is held: {file}. Compare the check code {checkCode} by phone.",
  },
  bundleVerifyFailed: {
    number: 4011,
    zh: "写到U盘后读回核对不一致：{file}。不要使用这个文件。本机数据完好，请换一个U盘再导出。",
    en: "The file {file} reads back differently. Do not use it. The data here is intact; try another stick.",
  },
  bundleRetired: {
    number: 4012,
    zh: "这台电脑已停用：{file}。没有任何改动。请联系区县政协重新登记。",
    en: "This PC has been retired: {file}. Nothing was changed.",
  },
  receiptWrongKind: {
    number: 4013,
    zh: "这个文件不是给本单位这一步用的（{found}）：{file}。没有任何改动。请选择{wanted}。",
    en: "The file {file} is a {found}; a {wanted} is needed. Nothing was changed.",
  },
  receiptRolledBack: {
    number: 4014,
    zh: "区县已收到的内容比本机多，说明本机的数据是旧备份。没有任何改动。请联系区县政协取回缺少的内容。",
    en: "The district has more than this PC: its data is an old backup. Nothing was changed. Ask the district.",
  },
  bundleChainMismatch: {
    number: 4015,
    zh: "数据包与已收到的内容接不上：{file}。没有任何改动。请联络站重新导出。",
    en: "The bundle {file} does not continue what was received. Nothing was changed. Export it again.",
  },
  bundleWaitingSecond: {
    number: 4016,
    zh: "这份邀请已经被另一台电脑用过，数据包先保留：{file}。请打电话问清是不是本站换了电脑，核对校验码 {checkCode}，再点“确认加入”。",
    en: "Another PC has used this invitation, so the bundle is held: {file}. Ask by phone, and compare the check code {checkCode}.",
  },
  bundleDuplicate: {
    number: 4017,
    zh: "这个数据包的内容以前已经收到过：{file}。没有任何改动，不影响数据。",
    en: "The contents of this bundle were received before: {file}. Nothing was changed; this does no harm.",
  },
  receiptGap: {
    number: 4018,
    zh: "这份回执前面还缺区县的第 {from}–{to} 条反馈：{file}。没有任何改动。请导出一次数据包交给区县，再取新的回执。",
    en: "Entries {from}–{to} of the district's feedback are missing before this receipt: {file}. Export a bundle, then get a new receipt.",
  },
  receiptFork: {
    number: 4019,
    zh: "区县发来的反馈与本机已有的不一致（区县可能恢复过备份）：{file}。没有任何改动。请联系区县政协核对。",
    en: "The district's feedback differs from what is here (the district may have restored a backup): {file}. Nothing was changed.",
  },
  documentInvalid: {
    number: 5001,
    zh: "文件内容不对，或签名验证不通过：{file}。没有任何改动。请向区县政协重新索取。",
    en: "The file {file} is malformed or its signature is wrong. Nothing was changed. Ask for it again.",
  },
  rosterOld: {
    number: 5002,
    zh: "这份名册（第 {version} 版）不比本机的新（第 {current} 版）。没有任何改动。请索取最新名册。",
    en: "This roster (version {version}) is not newer than the one here ({current}). Nothing was changed.",
  },
  invitationForeign: {
    number: 5003,
    zh: "这份文件来自另一个区县（{district}）。没有任何改动。本站已加入{current}。",
    en: "This file comes from another district ({district}). Nothing was changed.",
  },
  notJoined: {
    number: 5004,
    zh: "本站还没有加入区县，不能导出。记录都已保存在本机。请先打开区县政协发来的邀请文件。",
    en: "This station has not joined a district yet. All records are saved here. Open the invitation first.",
  },
  replicaMissing: {
    number: 5005,
    zh: "找不到要确认的电脑：{replica}。没有任何改动。",
    en: "There is no such PC: {replica}. Nothing was changed.",
  },
  stationMissing: {
    number: 5006,
    zh: "找不到联络站：{station}。没有任何改动。",
    en: "There is no such station: {station}. Nothing was changed.",
  },
  alreadyJoined: {
    number: 5007,
    zh: "本站已经加入{district}，不能再用另一份邀请。没有任何改动。",
    en: "This station has already joined {district}. Nothing was changed.",
  },
  keysMissing: {
    number: 5008,
    zh: "本机的密钥文件不见了：{path}。记录都还在，但暂时不能导出或导入。请联系区县政协重新登记这台电脑。",
    en: "The key file of this PC is missing: {path}. The records are intact. Ask the district to enrol this PC again.",
  },
  stationUnconfirmed: {
    number: 5009,
    zh: "{station}还没有确认加入的电脑，回执没有收件人。没有任何改动。请先导入它的数据包、核对校验码并确认。",
    en: "No PC of {station} is confirmed yet, so there is nobody to send a receipt to. Confirm it first.",
  },
  documentNewer: {
    number: 5010,
    zh: "文件由更新版本的程序生成：{file}。没有任何改动。请先升级本程序，再打开一次。",
    en: "The file {file} was made by a newer program. Nothing was changed. Update this program first.",
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
  unexpected: {
    number: 9001,
    zh: "程序出了意外（{detail}）。已保存的数据完好。请重试；再次出现时请把编号告诉技术支持。",
    en: "Something unexpected happened ({detail}). Saved data is intact. Try again.",
  },
  accessRefused: {
    number: 9003,
    zh: "这个页面不能访问本机的后台（{detail}）。没有任何改动。请关闭它，从程序给出的地址重新打开。",
    en: "This page may not talk to the program on this PC ({detail}). Nothing was changed. Open the printed address again.",
  },
  hostLost: {
    number: 9004,
    zh: "与本机后台的连接断开了。已保存的数据和草稿都在。请重新运行程序。",
    en: "The connection to the program on this PC was lost. Saved data and drafts are intact. Start it again.",
  },
  serviceLost: {
    number: 9002,
    zh: "后台服务中断后已重新启动。已保存的数据和草稿都在，请再试一次。",
    en: "The background service stopped and was restarted. Saved data and drafts are intact. Try again.",
  },
} as const satisfies Record<string, ErrorText>;

export type ErrorName = keyof typeof errorCatalogue;
export type ErrorParams = Readonly<Record<string, string | number>>;

/** What crosses a process boundary for an error; `code` is the catalogue's number. */
export interface ErrorReport {
  readonly code: number;
  readonly name: ErrorName;
  readonly message: string;
  readonly params: ErrorParams;
}

/** The catalogue's sentence with its parameters filled in. */
export function errorText(name: ErrorName, params: ErrorParams, language: "zh" | "en" = "zh"): string {
  return errorCatalogue[name][language].replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ""));
}
