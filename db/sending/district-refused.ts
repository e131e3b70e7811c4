/** The receiver's no, in words for a person and with what it tells a program: why, and when it is worth trying again. */
import type { RefusalReason } from "../network/protocol.ts";
import { AppError } from "../schema/app-error.ts";
import { words, type Words } from "../schema/words.ts";

export class DistrictRefused extends AppError {
  readonly reason: RefusalReason;
  /** Milliseconds after which it is worth trying again; null when only a person can help. */
  readonly retryAfter: number | null;

  constructor(reason: RefusalReason, retryAfterSeconds: number | null) {
    super(retryAfterSeconds === null ? "uploadRefused" : "uploadBusy", { reason: refusals[reason] });
    this.reason = reason;
    this.retryAfter = retryAfterSeconds === null ? null : retryAfterSeconds * 1_000;
  }
}

const refusals: Readonly<Record<RefusalReason, Words>> = {
  unproved: words(
    "区县的名册里没有这台电脑，或登记已变更",
    "this PC is not on the district's roster, or was changed there",
  ),
  retired: words("区县已停用这台电脑", "the district has retired this PC"),
  invitation: words("邀请已过期或已作废，请区县另发一份", "the invitation is no longer good; ask for another"),
  badRequest: words("请求看不懂，程序版本可能不同", "the request was not understood; the versions may differ"),
  notFound: words("要找的内容不在了", "what was asked for is not there"),
  badFile: words("文件验证不通过", "the file does not verify"),
  tooLarge: words("文件太大", "the file is too large"),
  quota: words("本站等待导入的内容太多", "too much of this station waits to be imported"),
  tooManyWaiting: words("等待确认的电脑太多", "too many PCs wait for their confirmation"),
  diskFull: words("区县电脑的磁盘快满了", "the district's disk is nearly full"),
  busy: words("区县正忙", "the district is busy"),
  failed: words("区县的接收端出了故障", "the district's receiver failed"),
};
