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
    zh: "这台电脑还没有确认加入，文件先保留：{file}。请打电话给联络站，请对方念出屏幕上的加入码，在“联络站”里输入。",
    en: "The PC is not confirmed yet, so the file is held: {file}. Call the station, let it read out its join code, and type it under Stations.",
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
    zh: "这份邀请已经被另一台电脑用过，文件先保留：{file}。请打电话问清是不是该站换了电脑，再请对方念出加入码，在“联络站”里输入。",
    en: "Another PC has used this invitation, so the file is held: {file}. Ask by phone whether the station changed its PC, then let it read out its join code and type it under Stations.",
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
  siblingGap: {
    number: 4040,
    zh: "前面还有内容没有到，这个文件还接不上：{file}。没有任何改动，已有的记录都在。请把同一份回执的文件一次全部选上再导入；还是接不上，就照常导出一次数据包交给区县，下一份回执会把缺的补上。",
    en: "Something before {file} has not arrived yet, so it does not follow. Nothing was changed; all records are here. Choose all files of the receipt at once; if it still does not follow, export a bundle as usual: the district's next receipt brings what is missing.",
  },
  receiptForOtherPc: {
    number: 4026,
    zh: "这份文件写出时，区县还没有确认这台电脑，本机打不开：{file}。没有任何改动。请用区县确认以后导出的那一份；没有的话，请区县再导出一次回执。",
    en: "The district had not confirmed this PC when it wrote {file}, so it cannot be opened here. Nothing was changed. Use the one written after the confirmation, or ask the district to export a receipt again.",
  },
  uploadNoName: {
    number: 4070,
    zh: "连不上区县：网络里查不到 {host} 这个地址（可能没有联网，或地址写错）。记录都已保存在本机，联网以后再送一次就好。",
    en: "The district cannot be reached: the name {host} is not known in this network. All records are saved here and can be sent again later.",
  },
  uploadNoConnection: {
    number: 4071,
    zh: "连不上区县的接收端 {host}（对方没有开机、没有打开接收，或网络不通）。记录都已保存在本机，过一会儿再送；也可以用U盘导出。",
    en: "The district's receiver {host} cannot be reached (it is switched off, or the network is down). All records are saved here and can be sent again later; a stick works, too.",
  },
  uploadWrongCertificate: {
    number: 4072,
    zh: "对方的证书不对：{host} 不是区县的接收端，或者区县更换了证书。没有发出任何内容。请与区县核对；区县换过证书的，用U盘取一次新的回执就好。",
    en: "The certificate of {host} is not the district's, or the district has changed it. Nothing was sent. Check with the district; after a change of its certificate a new receipt by stick is enough.",
  },
  uploadRefused: {
    number: 4073,
    zh: "区县拒收：{reason}。记录都已保存在本机。请与区县联系；也可以用U盘导出。",
    en: "The district refused it: {reason}. All records are saved here. Ask the district; a stick works, too.",
  },
  uploadBusy: {
    number: 4074,
    zh: "区县现在收不了（{reason}）。记录都已保存在本机，请过一会儿再送。",
    en: "The district cannot take it now ({reason}). All records are saved here and can be sent again later.",
  },
  uploadProxy: {
    number: 4075,
    zh: "单位的代理 {proxy} 不通，或不让连接区县。记录都已保存在本机。请核对代理的地址，或改用U盘。",
    en: "The office's proxy {proxy} cannot be reached or does not let this program through to the district. All records are saved here. Check the proxy's address, or use a stick.",
  },
  uploadNoAddress: {
    number: 4077,
    zh: "还不知道区县的联网地址，没有发送。记录都已保存在本机，可以用U盘导出。区县开通联网接收后，取一次回执就会知道地址。",
    en: "The district's address is not known yet; nothing was sent. All records are saved here. Use a stick; the next receipt brings the address once the district has one.",
  },
  uploadTimeout: {
    number: 4078,
    zh: "与区县的连接中断了（{host}，太久没有回应）。记录都已保存在本机，再送一次，会从断开的地方接着送。",
    en: "The connection to the district ({host}) was interrupted. All records are saved here; sending goes on where it stopped.",
  },
  uploadNotReceiver: {
    number: 4079,
    zh: "{host} 的回答看不懂，可能不是连心桥的接收端，或版本不同。没有任何改动。请与区县核对地址，并把程序升级到最新版本。",
    en: "The answer of {host} is not understood: it may be no receiver of this program, or another version. Nothing was changed. Check the address with the district, and update the program.",
  },
  uploadUnproved: {
    number: 4080,
    zh: "区县的送达凭据验证不通过，不能算送达。记录都已保存在本机，请再送一次。如果反复出现，请与区县联系。",
    en: "The district's note of delivery does not verify, so nothing counts as delivered. All records are saved here; send again. If this goes on, ask the district.",
  },
  receiverKeysInvalid: {
    number: 4081,
    zh: "接收端的证书密钥读不出来：{path}。没有任何改动，已收到的文件都在。请从备份取回这个文件，或重新生成地址后用U盘发一次回执。",
    en: "The receiver's key {path} cannot be read. Nothing was changed; what was received is here. Bring the file back, or make a new address and hand out receipts by stick.",
  },
  receiverPortTaken: {
    number: 4082,
    zh: "端口 {port} 已被别的程序占用，接收没有打开。没有任何改动。请换一个端口，或关掉占用它的程序。",
    en: "The port {port} is used by another program, so receiving is not on. Nothing was changed. Choose another port, or end that program.",
  },
  receiverHostGone: {
    number: 4095,
    zh: "这台电脑现在没有地址 {host}，接收没有打开。没有任何改动。请接好网络，或改为在本机所有地址接收。",
    en: "This PC has no address {host} now, so receiving is not on. Nothing was changed. Connect it to its network, or receive at all of its addresses.",
  },
  receiverNotOpened: {
    number: 4083,
    zh: "接收没有打开：{detail}。没有任何改动。请检查本机地址和端口的设置。",
    en: "Receiving could not be switched on: {detail}. Nothing was changed. Check the address and the port.",
  },
  receiverAddressInvalid: {
    number: 4084,
    zh: "这不是可用的接收地址：{address}。没有任何改动。请写联络站能连到的主机名或地址，例如 https://10.20.30.40:8443。",
    en: "{address} is not an address at which stations can reach this PC. Nothing was changed. Give a host name or address such as https://10.20.30.40:8443.",
  },
  stickGone: {
    number: 4030,
    zh: "{stick}在读写时被拔出了。本机的数据完好，没有丢失任何内容；已经导入的不用重来。请把它重新插好，再点一次。",
    en: "{stick} was pulled out while it was in use. The data here is intact and nothing was lost; what was imported stays. Put it in again and press once more.",
  },
  stickReadOnly: {
    number: 4031,
    zh: "{stick}不能写入（写保护，或是只读光盘）。没有任何改动；上面的文件可以照常导入。要导出，请关掉写保护开关，或换一个U盘。",
    en: "{stick} cannot be written to (write protection, or a disc). Nothing was changed; files on it can be imported. To export, switch the protection off or take another stick.",
  },
  stickNothing: {
    number: 4032,
    zh: "{stick}上已经没有要处理的内容了（可能刚处理过，或文件被移走了）。没有任何改动。",
    en: "There is nothing left to do with {stick} (it was just done, or the files were moved). Nothing was changed.",
  },
  conflictNotDecided: {
    number: 4050,
    zh: "这一处没有决定：{reason}。两边的值都还在，没有任何改动。",
    en: "This was not decided: {reason}. Both values are still here; nothing was changed.",
  },
  conflictNotUndone: {
    number: 4051,
    zh: "决定以后这一项又改过，没有撤销。现在的值没有任何改动。需要的话，请打开记录直接修改。",
    en: "The field was changed after the decision, so nothing was taken back. Its value is as it was. Open the record to change it.",
  },
  uploadNotAll: {
    number: 4085,
    zh: "还有 {left} 处改动没有送达。记录都已保存在本机，下次会接着送。",
    en: "{left} changes are not delivered yet. All records are saved here; the next contact goes on.",
  },
  proxyAddressInvalid: {
    number: 4087,
    zh: "这不是可用的代理地址：{address}。没有任何改动。请写成“主机:端口”，例如 10.0.0.1:3128。",
    en: "{address} is no address of a proxy. Nothing was changed. Write host:port, such as 10.0.0.1:3128.",
  },
  uploadFileRefused: {
    number: 4086,
    zh: "区县没有收下 {file}：{reason}。记录都已保存在本机，程序不会一遍遍重送。请与区县联系；说好以后按“现在发送”再送一次，也可以用U盘导出。",
    en: "The district did not take {file}: {reason}. All records are saved here, and the program does not send it over and over. Ask the district, then press “Send now”, or use a stick.",
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
    zh: "{station}还没有确认加入的电脑，回执没有收件人。没有任何改动。请先导入它的加入申请，再打电话核对加入码。",
    en: "No PC of {station} is confirmed yet, so there is nobody to send a receipt to. Nothing was changed. Import its join file and type its join code first.",
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
  joinCodeShape: {
    number: 5015,
    zh: "加入码应该是 {length} 位数字，现在输入了 {count} 位。没有任何改动，也不算输错。请让对方再念一遍，逐组核对。",
    en: "A join code has {length} digits; {count} were typed. Nothing was changed, and it does not count as a failure. Let it be read out again, group by group.",
  },
  joinCodeWrong: {
    number: 5016,
    zh: "加入码不对，没有让这台电脑加入，没有任何改动。还可以再输 {left} 次。请逐组核对；如果反复不对，邀请文件可能被人换过，请当面交一份新的邀请。",
    en: "The join code does not fit; the PC was not let in and nothing was changed. {left} tries are left. Compare group by group; if it never fits, the invitation may have been swapped: hand over a new one in person.",
  },
  joinRefused: {
    number: 5017,
    zh: "这份加入申请的加入码已经输错 5 次，不能再用：{station}。本机的数据没有改动。请给该站再发一份邀请，对方打开后重新导出加入申请。",
    en: "The join code of this request was typed wrongly 5 times, so it cannot be used any more: {station}. The data here is unchanged. Send the station another invitation; it then exports a new join file.",
  },
  joinCodeUnknown: {
    number: 5018,
    zh: "没有等待确认的电脑符合这个加入码。没有任何改动。请先导入该站的加入申请，再逐组核对；如果反复不对，邀请文件可能被人换过。",
    en: "No PC that waits has this join code. Nothing was changed. Import the station's join file first and compare group by group; if it never fits, the invitation may have been swapped.",
  },
  joinOccupied: {
    number: 5019,
    zh: "这份文件里的加入申请用了另一台电脑的编号或密钥，没有接受：{file}。没有任何改动，原来那台电脑不受影响。请打电话问清文件是谁交来的。",
    en: "The join request in {file} uses the number or the keys of another PC and was refused. Nothing was changed; the other PC is not affected. Ask by phone whose file it is.",
  },
  invitationExpired: {
    number: 5020,
    zh: "这份邀请已过期（有效 {days} 天），加入申请没有接受：{file}。没有任何改动，对方的记录都还在对方电脑上。请给该站再发一份邀请。",
    en: "The invitation has expired (it is good for {days} days), so the join request in {file} was not taken. Nothing was changed; the station's records are safe there. Send it another invitation.",
  },
  invitationCancelled: {
    number: 5021,
    zh: "这份邀请已经作废，加入申请没有接受：{file}。没有任何改动。需要的话，请给该站再发一份邀请。",
    en: "The invitation is void, so the join request in {file} was not taken. Nothing was changed. Send the station another invitation if it should join.",
  },
  invitationMissing: {
    number: 5022,
    zh: "这份邀请已经用过，或者不在未使用的邀请里。没有任何改动。",
    en: "This invitation was used, or is not among the open ones. Nothing was changed.",
  },
  stationNotCompared: {
    number: 5023,
    zh: "还没有与{district}打电话核对，不能收发。记录都已保存在本机，没有任何改动。请在“同步”里念出加入码，再输入对方念出的回答码。",
    en: "This station has not compared with {district} by phone yet, so nothing goes out or comes in. All records are saved here; nothing was changed. Read out the join code under Exchange and type the answer.",
  },
  answerShape: {
    number: 5024,
    zh: "回答码应该是 6 位数字。没有任何改动，也不算输错。请让对方再念一遍。",
    en: "An answer code has 6 digits. Nothing was changed, and it does not count as a failure. Let it be read out again.",
  },
  answerWrong: {
    number: 5025,
    zh: "回答码不对，没有任何改动，本机的记录不受影响。请{district}再念一遍；如果对方说加入码对不上、没有回答码，邀请文件可能被人换过，请当面要一份新的邀请。",
    en: "The answer code is wrong. Nothing was changed; the records are safe. Let {district} read it out again; if it says that the join code does not fit, the invitation may have been swapped: get a new one in person.",
  },
  answerWait: {
    number: 5026,
    zh: "回答码输错多次，请过 {minutes} 分钟再试。没有任何改动，记录可以照常登记。",
    en: "The answer code was wrong several times. Try again in {minutes} minutes. Nothing was changed; go on recording.",
  },
  invitationRenames: {
    number: 5027,
    zh: "邀请上的名称是“{name}”，本站现在叫“{current}”。没有任何改动。确认是给本站的，请同意改用邀请上的名称；不是的，请向区县政协要本站的邀请。",
    en: "The invitation is for “{name}”, and this station is called “{current}”. Nothing was changed. If it is for this station, agree to take that name; if not, ask the district for the right one.",
  },
  stationNamed: {
    number: 5028,
    zh: "本站已加入{district}，名称以区县的名册为准，不能在本机修改。没有任何改动。要改名请联系区县政协。",
    en: "This station has joined {district}, whose roster decides its name. Nothing was changed. Ask the district for another name.",
  },
} as const satisfies Record<string, ErrorText>;
