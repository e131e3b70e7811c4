/** 1xxx: database, disk, folders, backups. Rules in `../errors.ts`. */
import type { ErrorText } from "./error-text.ts";

export const diskErrors = {
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
    en: "The data file is damaged and was left untouched. Ask the district for help, and restore a backup (they are in {path}).",
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
  fileNotForOutput: {
    number: 1018,
    zh: "不能写到这里：{file}。那是连心桥自己的数据，或者不是普通文件。什么也没有改动。请换一个文件夹或文件名。",
    en: "Cannot write to {file}: it is the program's own data, or no ordinary file. Nothing was changed. Choose another folder or name.",
  },
  folderNotForgotten: {
    number: 1019,
    zh: "旧文件夹 {folder} 没有删干净，还剩：{detail}。现在的数据完好，不受影响。请关闭可能打开它们的程序，再删一次。",
    en: "The old folder {folder} could not be cleared; left are: {detail}. The data in use is intact. Close what may have them open and try again.",
  },
  fileBusy: {
    number: 1013,
    zh: "文件正被别的程序占用：{file}。原有数据完好。请关闭可能打开它的程序（例如 Word、WPS、杀毒软件），再试一次。",
    en: "Another program holds {file}. Existing data is intact. Close what may have it open (Word, WPS, a virus scanner) and try again.",
  },
  filesTooMany: {
    number: 1014,
    zh: "这台电脑同时打开的文件太多，暂时不能再打开（{detail}）。原有数据完好。请关闭一些别的程序，再试一次。",
    en: "Too many files are open on this PC ({detail}). Existing data is intact. Close some other programs and try again.",
  },
  pathTooLong: {
    number: 1015,
    zh: "文件名或文件夹的路径太长：{file}。没有任何改动。请换一个短一些的名称，或选一个层次少一些的文件夹。",
    en: "The name or path is too long: {file}. Nothing was changed. Choose a shorter name or a folder nearer to the root.",
  },
  folderNotEmpty: {
    number: 1016,
    zh: "文件夹里还有别的文件，不能删除或替换：{file}。原有数据完好。请看一看里面是什么，移走后再试。",
    en: "The folder {file} still holds files and cannot be removed or replaced. Existing data is intact. Look into it, move them away and try again.",
  },
  attachmentsUnreadable: {
    number: 1017,
    zh: "数据文件完好，全部记录都在；只有这些附件的内容读不出来或被改过：{files}。请打开所在的记录重新添加这些附件，其他不用处理。",
    en: "The data file is intact and all records are there; only the content of these attachments is missing or changed: {files}. Open their records and add them again; nothing else is needed.",
  },
  databaseGone: {
    number: 1020,
    zh: "数据文件被删除或换掉了（{path}），程序已停止写入。{detail}",
    en: "The data file was deleted or replaced ({path}), and the program has stopped writing. {detail}",
  },
  databaseLost: {
    number: 1021,
    zh: "数据文件不见了，或者是空的（{path}），但这个文件夹里还有 {detail}。没有任何改动。请从备份恢复；没有备份就先到回收站或U盘找回数据文件。要重新开始，请另选一个空文件夹。",
    en: "The data file is missing or empty ({path}), but the folder still holds {detail}. Nothing was changed. Restore a backup; without one, look for the file in the recycle bin or on a stick. To begin afresh, choose an empty folder.",
  },
  doneNotOpened: {
    number: 1022,
    zh: "这一步已经做完，但数据一时打不开（{detail}）。没有丢失任何数据。请关闭程序，检查磁盘后再打开。",
    en: "This step is done, but the data cannot be opened now ({detail}). Nothing was lost. Close the program, check the disk and open it again.",
  },
  databaseIsFolder: {
    number: 1023,
    zh: "数据文件的位置上是一个文件夹（{path}），数据打不开。没有任何改动。请打开这个文件夹看一看，解压或拷贝时数据文件可能放到了里面：先把文件夹改名，再把数据文件移回原处；找不到数据文件，就在改名之后重新打开程序，用备份恢复。",
    en: "There is a folder where the data file belongs ({path}), and the data cannot be opened. Nothing was changed. Look into it: unpacking or copying may have put the data file inside. Rename the folder, then move the data file back into its place; if it is not to be found, start the program again after renaming and restore a backup.",
  },
  folderIsFile: {
    number: 1024,
    zh: "程序要用的文件夹的位置上是一个文件，或者是断开的链接（{path}），所以没有打开数据。没有任何改动，数据文件不受影响。请把它改名或移到别处，不要删除；原来的文件夹如果被改了名，请改回来，然后重新打开程序。没有这个文件夹时，程序会自己新建。",
    en: "There is a file or a dead link where the program needs a folder ({path}), so the data was not opened. Nothing was changed; the data file is not affected. Rename it or move it elsewhere, do not delete it; if the folder itself was renamed, give it back its name. Then start the program again; it makes the folder where there is none.",
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
  // 1103 was a restore refused at a district whose receipts had left.
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
} as const satisfies Record<string, ErrorText>;
