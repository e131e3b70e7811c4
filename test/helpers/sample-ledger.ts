/** A small hotline ledger, with the date forms that ledgers mix: 2 calls, one from an enterprise, one handled at once. */
import type { OutputTable } from "../../db/spreadsheet/ledger-xlsx.ts";

const headers = ["序号", "来电时间", "热线类别", "来电人", "联系电话", "反映事项", "办理方式", "办结时间", "满意度"];

export const sampleLedger: OutputTable = {
  title: "企业、群众服务热线受理登记台账",
  columns: headers.map((header) => ({ header })),
  rows: [
    [1, "2023.3.18", "群众热线", "韦志华", "13988192468", "石桥村饮水不稳", "即时办理", "20230320", "满意"],
    [2, "2023年4月2日", "企业热线", "石桥机械有限公司", "15896380090", "用电负荷不足", "转办", "2023/04/08", "满意"],
  ],
};
