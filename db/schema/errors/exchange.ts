/** 4xxx bundles and receipts, 5xxx enrolment. Rules in `../errors.ts`. */
import type { ErrorText } from "./error-text.ts";

export const exchangeErrors = {
  bundleNotOurs: {
    number: 4001,
    zh: "这不是连心桥的数据包：{file}。没有任何改动。请确认选对了文件。",
    en: "{file} is not a bundle of this program. Nothing was changed. Check that it is the right file.",
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
    en: "The bundle {file} comes from a PC that is not enrolled here. Nothing was changed. Make sure that it joined with an invitation of this district.",
  },
  bundleOtherDistrict: {
    number: 4005,
    zh: "这个数据包是发给另一个单位的：{file}。没有任何改动。请转交给收件单位。",
    en: "The bundle {file} is addressed to another office. Nothing was changed. Hand it on to that office.",
  },
  bundleNewerFormat: {
    number: 4006,
    zh: "数据包由更新版本的程序生成：{file}。已原样保留，没有任何改动。请先升级本程序，再导入一次。",
    en: "The bundle {file} was made by a newer program. It was kept; nothing was changed. Update this program first.",
  },
  bundleGap: {
    number: 4007,
    zh: "前面还缺第 {from}–{to} 条，这个数据包先保留：{file}。没有任何改动。请向联络站要缺少的数据包。",
    en: "Entries {from}–{to} are missing before this bundle, so it is held: {file}. Nothing was changed. Ask the station for the bundle that is missing.",
  },
  bundleFork: {
    number: 4008,
    zh: "同一台电脑出现了两份不同的历史（可能是克隆或恢复了备份）：{file}。两份都保留，没有任何改动。请与联络站核对后处理。",
    en: "Two different histories of one PC were found (a clone or a restored backup): {file}. Both are kept and nothing was changed. Check with the station.",
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
    en: "This PC has been retired: {file}. Nothing was changed. Ask the district to enrol it again.",
  },
  receiptWrongKind: {
    number: 4013,
    zh: "这个文件不是给本单位这一步用的（{found}）：{file}。没有任何改动。请选择{wanted}。",
    en: "The file {file} is a {found}; a {wanted} is needed. Nothing was changed.",
  },
  receiptRolledBack: {
    number: 4014,
    zh: "区县已收到的内容比本机多，说明本机的数据是旧备份。没有任何改动。请区县政协在“联络站”里对本站点“更多 → 交还该站记录”，再把交还的文件在这里导入。",
    en: "The district has more than this PC: its data is an old backup. Nothing was changed. Ask the district to choose “More → Return its records” for this station, and import that file here.",
  },
  bundleChainMismatch: {
    number: 4015,
    zh: "数据包与已收到的内容接不上：{file}。没有任何改动。请联络站重新导出。",
    en: "The bundle {file} does not continue what was received. Nothing was changed. Ask the station to export again.",
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
    en: "Entries {from}–{to} of the district's feedback are missing before this receipt: {file}. Nothing was changed. Export a bundle for the district, then get a new receipt.",
  },
  receiptFork: {
    number: 4019,
    zh: "区县发来的反馈与本机已有的不一致（区县可能恢复过备份）：{file}。没有任何改动。请联系区县政协核对。",
    en: "The district's feedback differs from what is here (the district may have restored a backup): {file}. Nothing was changed. Check with the district.",
  },
  receiptOutdated: {
    number: 4020,
    zh: "这份回执接不上本机已经收到的回执：{file}。区县恢复过备份或更换过电脑：它可能是在那之前写的，也可能是用更早的备份再恢复之后、或者在换下来的旧电脑上写的。没有任何改动。请导出一次数据包交给区县，再取新的回执。",
    en: "This receipt does not follow those received here: {file}. The district has restored a backup or changed its PC: it may have been written before that, or after another restore of an older backup, or on the PC that was replaced. Nothing was changed. Export a bundle, then get a new receipt.",
  },
  returnUnproved: {
    number: 4021,
    zh: "文件里交还的反馈没有本区县的签名作证，不能收回：{file}。没有任何改动。其他数据包可以照常导入。",
    en: "The feedback returned in {file} is not proved by this district's own signature and was not taken back. Nothing was changed; other bundles can be imported.",
  },
  returnNothing: {
    number: 4022,
    zh: "还没有收到过{station}的记录，没有可以交还的内容。没有任何改动。",
    en: "Nothing was received from {station} yet, so there is nothing to return. Nothing was changed.",
  },
  districtElsewhere: {
    number: 4024,
    zh: "已导入，但{station}收到过区县另一台电脑的回执，不再收本机以前的回执：{file}。换过电脑的，请停用这台旧电脑；本机刚恢复过备份的，给该站重新导出一次回执即可。",
    en: "Imported, but {station} has had receipts from another PC of the district and takes none of this PC's earlier ones: {file}. If the PC was changed, stop using this old one; if a backup was just restored here, export a new receipt for the station.",
  },
  workLeft: {
    number: 4025,
    zh: "已导入，记录都在。还有一项收尾没有做完：{work}（可能有别的程序占用文件，或磁盘暂时读写不了）。程序下次打开或下次导入时会自动再做，不用重新导入。",
    en: "Imported; all records are here. Still to be done: {work} (another program may hold a file, or the disk could not be used). The program does it by itself at its next start or import.",
  },
  receiptForOtherPc: {
    number: 4026,
    zh: "这份文件写出时，区县还没有确认这台电脑，本机打不开：{file}。没有任何改动。请用区县确认以后导出的那一份；没有的话，请区县再导出一次回执。",
    en: "The district had not confirmed this PC when it wrote {file}, so it cannot be opened here. Nothing was changed. Use the one written after the confirmation, or ask the district to export a receipt again.",
  },
  returnGap: {
    number: 4060,
    zh: "交还的文件要按次序导入：这一个前面还缺第 {from}–{to} 条：{file}。没有任何改动。请先导入它前面的那一个，再导入这一个。",
    en: "Files that return records are imported in order; entries {from}–{to} are missing before this one: {file}. Nothing was changed. Import the one before it first, then this one.",
  },
  documentInvalid: {
    number: 5001,
    zh: "文件内容不对，或签名验证不通过：{file}。没有任何改动。请向区县政协重新索取。",
    en: "The file {file} is malformed or its signature is wrong. Nothing was changed. Ask the district for it again.",
  },
  rosterOld: {
    number: 5002,
    zh: "这份名册（第 {version} 版）不比本机的新（第 {current} 版）。没有任何改动。请索取最新名册。",
    en: "This roster (version {version}) is not newer than the one here ({current}). Nothing was changed. Ask for the newest one.",
  },
  invitationForeign: {
    number: 5003,
    zh: "这份文件来自另一个区县（{district}）。没有任何改动。本站已加入{current}。",
    en: "This file comes from another district ({district}). Nothing was changed. This station has joined {current}.",
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
    en: "This station has already joined {district}; another invitation cannot be used. Nothing was changed.",
  },
  keysMissing: {
    number: 5008,
    zh: "本机的密钥文件不见了：{path}。记录都还在，但暂时不能导出或导入。请联系区县政协重新登记这台电脑。",
    en: "The key file of this PC is missing: {path}. The records are intact. Ask the district to enrol this PC again.",
  },
  stationUnconfirmed: {
    number: 5009,
    zh: "{station}还没有确认加入的电脑，回执没有收件人。没有任何改动。请先导入它的数据包、核对校验码并确认。",
    en: "No PC of {station} is confirmed yet, so there is nobody to send a receipt to. Nothing was changed. Import its bundle, compare the check code and confirm it first.",
  },
  documentNewer: {
    number: 5010,
    zh: "文件由更新版本的程序生成：{file}。没有任何改动。请先升级本程序，再打开一次。",
    en: "The file {file} was made by a newer program. Nothing was changed. Update this program first.",
  },
  keysFileInvalid: {
    number: 5011,
    zh: "这不是连心桥的密钥文件，或者它不完整：{file}。没有任何改动。请选择当初导出的密钥文件。",
    en: "{file} is not a 连心桥 key file, or is incomplete. Nothing was changed. Choose the key file that was exported.",
  },
  keysWrongPassphrase: {
    number: 5012,
    zh: "口令不对，或者密钥文件已损坏：{file}。没有任何改动。请核对口令（分大小写）后再试。",
    en: "The passphrase is wrong, or the key file {file} is damaged. Nothing was changed. Check the passphrase (capitals matter) and try again.",
  },
  keysOtherOffice: {
    number: 5013,
    zh: "这份密钥文件是“{name}”的，与本机的数据不是同一个单位。没有任何改动。请选择本单位的密钥文件。",
    en: "This key file belongs to “{name}”, not to the office whose data is here. Nothing was changed. Choose this office's key file.",
  },
  keysPresent: {
    number: 5014,
    zh: "本机的密钥完好，不需要导入密钥文件。没有任何改动。",
    en: "This PC has its keys; no key file is needed. Nothing was changed.",
  },
} as const satisfies Record<string, ErrorText>;
