/**
 * What stations call their columns. A target is a field of the kind, or (in {@link virtualTargets}) something that becomes
 * an event or part of another field. A word under several targets goes to the first one that is still free.
 */
import { columnsOf, type ListedKind } from "../schema/kinds.ts";

type Words = Readonly<Record<string, readonly string[]>>;

const words = (list: string): readonly string[] => list.split(" ");

/** The running number of a paper list: means nothing once rows are records. */
export const SEQUENCE = "sequence";

/** Heads the column of reasons in a list of rows to correct (`errors-out.ts`); read again, it means nothing. */
export const REASON_HEADER = "导入问题";

const sequenceWords = ["序号", "序", "no", "项次", "行号"];
const phoneWords = ["联系电话", "电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "联系号码"];
const villageWords = ["村社区", "所在村", "所属村", "所在村社区", "所属村社区", "行政村", "村居", "村名"];
const noteWords = ["备注", "说明", "其他说明"];

const session: Words = {
  title: words(
    "议题 协商议题 活动议题 会议议题 主题 活动主题 协商主题 会议主题 活动名称 履职内容 协商事项 议事主题 议事议题 名称 活动内容 协商内容",
  ),
  startAt: words(
    "活动日期 日期 协商日期 开展日期 会议日期 召开日期 举办日期 履职日期 活动时间 协商时间 会议时间 开展时间 开始时间 举办时间 履职时间 召开时间 时间",
  ),
  endAt: ["结束时间", "结束日期"],
  clock: ["时间", "活动时间", "具体时间", "起止时间", "协商时间"],
  place: ["地点", "活动地点", "协商地点", "会议地点", "举办地点", "开展地点", "活动地址"],
  village: villageWords,
  form: ["协商形式", "形式", "活动形式", "活动类型", "活动类别", "协商类型", "协商类别", "履职形式", "类型"],
  platform: ["活动平台", "平台", "协商平台", "履职平台", "平台名称", "平台类型", "活动载体", "载体"],
  brand: ["品牌", "活动品牌", "协商品牌", "平台品牌"],
  topicSource: ["议题来源", "选题来源", "来源"],
  host: ["主持人", "主持", "召集人", "主持人姓名"],
  convener: ["牵头委员", "召集委员", "负责委员", "组织委员", "责任委员", "牵头人", "委员姓名"],
  memberCount: ["委员人数", "委员数", "参加委员人数", "参与委员人数", "参会委员人数", "参加委员数", "参与委员数"],
  members: ["参加委员", "参与委员", "参会委员", "到会委员", "委员名单", "参加委员名单", "参与委员名单", "委员"],
  guests: ["列席人员", "特邀人员", "邀请人员", "特邀嘉宾"],
  residentCount: [
    "群众人数",
    "群众数",
    "参加群众人数",
    "参与群众人数",
    "群众",
    "居民人数",
    "村民人数",
    "群众代表人数",
    "群众代表",
  ],
  departmentCount: ["部门人数", "参加部门人数", "参与部门人数", "部门代表人数", "职能部门人数", "部门代表", "部门"],
  otherCount: ["其他人数", "其他人员人数", "其他"],
  statedAttendance: words(
    "参加人数 参与人数 参会人数 出席人数 到会人数 活动人数 人次 参加人次 参与人次 总人次 人数 总人数 合计人数 小计人数 人数合计",
  ),
  background: ["背景", "活动背景", "协商背景"],
  process: ["过程", "协商过程", "活动过程", "活动情况", "协商情况", "开展情况", "活动内容", "协商内容", "主要内容"],
  agreedOpinions: ["协商意见", "意见建议", "达成共识", "协商共识", "形成意见", "形成共识"],
  outcome: [
    "协商成果",
    "成果",
    "活动成果",
    "活动成效",
    "成效",
    "协商结果",
    "成果转化",
    "转化情况",
    "落实情况",
    "办理结果",
  ],
  statedProblemsSolved: words(
    "解决问题数 解决问题 解决问题个数 解决问题数量 问题解决数 解决事项数 帮助解决问题数 推动解决问题数 解决问题件数",
  ),
  proposalNumber: ["转为提案号", "提案号", "转提案号", "提案编号"],
  note: noteWords,
};

const opinion: Words = {
  title: [
    "标题",
    "信息标题",
    "社情民意标题",
    "题目",
    "信息题目",
    "社情民意题目",
    "建议标题",
    "主题",
    "留言主题",
    "名称",
  ],
  reporterKind: ["反映人身份", "反映人类别", "身份"],
  reporters: words(
    "反映人 反映人姓名 信息反映人 反映委员 委员姓名 作者 信息作者 撰稿人 报送人 提交人 提供人 留言用户 姓名",
  ),
  sector: ["界别", "所属界别", "委员界别", "反映人界别"],
  employer: ["工作单位", "工作单位及职务", "单位及职务", "单位职务", "单位"],
  phone: phoneWords,
  source: ["来源", "信息来源", "收集渠道", "收集方式", "线索来源", "收集途径"],
  category: ["类别", "分类", "信息类别", "问题类别", "所属类别", "内容分类", "类型"],
  collectedOn: words(
    "收集日期 收集时间 反映日期 反映时间 提交日期 提交时间 登记日期 登记时间 收到日期 收到时间 撰写时间 走访时间 留言时间 日期 时间",
  ),
  village: villageWords,
  facts: words(
    "情况问题 情况反映 反映情况 反映问题 反映内容 问题情况 基本情况 存在问题 问题 情况 信息内容 社情民意内容 主要内容 具体内容 留言详情 内容",
  ),
  analysis: ["原因分析", "问题分析", "原因"],
  suggestions: ["意见建议", "建议", "对策建议", "工作建议", "意见"],
  compiled: ["是否编报", "编报", "编报情况", "是否报送", "报送情况", "是否上报", "是否编发", "是否采编"],
  submittedAt: ["编报时间", "编报日期", "报送时间", "报送日期", "上报时间", "上报日期"],
  verdict: words(
    "采用层级 采用级别 采用情况 采用 是否采用 采用单位 录用情况 采纳情况 采用转报情况 采用及转报情况 转报情况 转报",
  ),
  instruction: ["批示", "领导批示", "批示情况", "批示内容", "领导批示情况"],
  replyText: ["办理反馈", "答复意见", "答复内容", "回复内容", "反馈意见", "反馈情况", "办理情况", "办理结果"],
  replyAt: ["答复时间", "回复时间", "反馈时间", "办理时间", "答复日期", "反馈日期"],
  note: noteWords,
};

const hotline: Words = {
  number: ["编号", "受理编号", "热线编号", "登记编号", "工单编号", "工单号", "留言编号"],
  line: ["热线类别", "热线类型", "热线", "来电类别", "来电类型", "服务对象", "诉求主体"],
  channel: ["来电方式", "受理方式", "诉求渠道", "受理渠道", "反映方式", "反映渠道", "来源", "渠道"],
  calledAt: words(
    "来电时间 来电日期 接听时间 接电时间 受理时间 受理日期 登记时间 登记日期 诉求时间 反映时间 留言时间 日期 时间",
  ),
  clock: ["时间", "具体时间", "来电时间"],
  caller: ["诉求人", "诉求人姓名", "来电人", "来电人姓名", "来电者", "反映人", "来访人", "联系人", "留言用户", "姓名"],
  enterprise: ["企业名称", "来电企业", "公司名称", "企业", "单位名称"],
  phone: [...phoneWords, "来电号码", "来电电话", "诉求人电话"],
  confidential: ["保密", "是否保密"],
  village: villageWords,
  address: ["地址", "住址", "详细地址", "家庭住址", "事发地点", "地点"],
  demandType: ["诉求类型", "诉求类别", "事项类型", "反映类型", "类型"],
  category: ["类别", "分类", "事项类别", "问题类别", "内容分类"],
  content: words(
    "诉求内容 反映事项 来电内容 来电事项 反映内容 反映问题 反映的问题 诉求事项 主要诉求 问题描述 留言详情 具体内容 主要内容 内容 事项 诉求",
  ),
  contentTitle: ["留言主题", "诉求标题", "主题", "标题"],
  urgent: ["紧急", "是否紧急", "紧急程度"],
  takenBy: ["受理人", "受理人员", "接听人", "接电人", "登记人", "值班人员", "值班委员", "接待人"],
  handling: ["办理方式", "处理方式", "处置方式", "受理类型"],
  unit: ["承办单位", "办理单位", "责任单位", "转办单位", "交办单位", "承办部门", "责任部门", "处理单位"],
  dueOn: ["办结期限", "办理期限", "办理时限", "限办时间"],
  assignedAt: ["交办时间", "转办时间", "派单时间", "交办日期", "转办日期"],
  closedAt: ["办结时间", "办结日期", "完成时间", "办毕时间", "办理时间", "办理日期"],
  result: ["办理结果", "处理结果", "办理情况", "处理情况", "办结情况", "处置结果", "结果"],
  satisfaction: ["满意度", "满意情况", "是否满意", "群众满意度", "满意度评价", "回访满意度", "评价"],
  callback: ["回访情况", "回访结果", "是否回访", "回访"],
  callbackAt: ["回访时间", "回访日期"],
  replyText: ["答复意见", "答复内容", "答复情况", "回复内容"],
  replyAt: ["答复时间", "回复时间", "答复日期"],
  note: noteWords,
};

const member: Words = {
  name: ["姓名", "委员姓名", "代表姓名", "名字"],
  roles: words("身份 身份职务 委员身份 代表身份 政协职务 人大职务 委员类别 委员级别 身份类别 担任职务"),
  sector: ["界别", "所属界别", "委员界别", "政协界别"],
  term: ["届次", "届别", "所属届次", "届"],
  employer: words("工作单位及职务 单位及职务 工作单位职务 单位职务 现任职务 工作单位 所在单位 单位"),
  post: ["职务", "职称职务", "行政职务"],
  phone: phoneWords,
  honoraryVillage: words("名誉村主任 名誉村主任村 名誉村长 担任名誉村主任村 名誉村主任任职村 挂联村 联系村"),
  active: ["在任", "是否在任", "任职状态", "在职情况"],
  homeStation: ["所属联络站", "联络站", "所在联络站", "编入联络站"],
  leftOn: ["离任日期", "离任时间", "离职时间"],
  otherTerms: words(
    "往届 往届届次 往届情况 往届任职情况 历届任职 历届任职情况 历届 历任 曾任 曾任届次 曾任委员 任职经历 历任届次",
  ),
  note: noteWords,
};

const village: Words = {
  name: [...villageWords, "名称", "村社区名称", "村社区名", "社区名称"],
  type: ["类型", "类别", "村或社区"],
  note: noteWords,
};

const unit: Words = {
  name: ["单位名称", "承办单位", "单位", "部门", "部门名称", "责任单位", "名称"],
  contacts: ["联系人", "联络员", "负责人", "分管领导", "经办人"],
  phone: phoneWords,
  note: noteWords,
};

const dictionary: Readonly<Record<ListedKind, Words>> = { session, opinion, hotline, member, village, unit };

/** Targets that are no field: each becomes an event, a number or a part of a field (see `finish-*.ts`). */
const virtualTargets: Readonly<Record<ListedKind, Readonly<Record<string, string>>>> = {
  session: { [SEQUENCE]: "序号（不导入）", clock: "活动时间（时分）", members: "参加委员（人数或名单）" },
  opinion: {
    [SEQUENCE]: "序号（不导入）",
    compiled: "是否编报",
    submittedAt: "报送时间",
    verdict: "采用、转报",
    instruction: "批示",
    replyText: "办理反馈",
    replyAt: "反馈时间",
  },
  hotline: {
    [SEQUENCE]: "序号（不导入）",
    clock: "来电时间（时分）",
    contentTitle: "主题（并入诉求内容）",
    assignedAt: "交办时间",
    closedAt: "办结时间",
    result: "办理结果",
    satisfaction: "满意度",
    callback: "回访情况",
    callbackAt: "回访时间",
    replyText: "答复意见",
    replyAt: "答复时间",
  },
  member: { [SEQUENCE]: "序号（不导入）", post: "职务（并入工作单位）" },
  village: { [SEQUENCE]: "序号（不导入）" },
  unit: { [SEQUENCE]: "序号（不导入）" },
};

/** The same names in English. */
const virtualEnglish: Readonly<Record<string, string>> = {
  [SEQUENCE]: "Running number (left out)",
  clock: "Time of day",
  members: "Members attending (number or names)",
  compiled: "Compiled or not",
  submittedAt: "Submitted on",
  verdict: "Adopted, passed on",
  instruction: "Instruction",
  replyText: "Reply",
  replyAt: "Replied on",
  contentTitle: "Topic (joined to the demand)",
  assignedAt: "Assigned on",
  closedAt: "Closed on",
  result: "Result of the handling",
  satisfaction: "Satisfaction",
  callback: "Call-back",
  callbackAt: "Called back on",
  post: "Post (joined to the employer)",
};

/** Without one of these filled columns a row is no record: what a header must have to be one. */
export const anchors: Readonly<Record<ListedKind, readonly string[]>> = {
  session: ["title"],
  opinion: ["title"],
  hotline: ["content", "contentTitle"],
  member: ["name"],
  village: ["name"],
  unit: ["name"],
};

/** Words in titles, sheet names and file names that tell the kind. */
export const kindHints: Readonly<Record<ListedKind, RegExp>> = {
  session: /协商|履职活动|活动(情况|台账|统计|登记)|议事/,
  opinion: /社情民意|信息(登记|台账|汇总)/,
  hotline: /热线|来电/,
  member: /(委员|代表).{0,6}(名册|名单|花名册|信息表|登记表|通讯录|一览表)|名册/,
  village: /(村|社区).{0,4}(名册|名单|一览表)/,
  unit: /(单位|部门).{0,4}(名册|名单|一览表|通讯录)/,
};

export interface Target {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** What a column of this kind of ledger can be mapped to: the choices of the import screen. */
export function targetsOf(kind: ListedKind): readonly Target[] {
  const fields = columnsOf(kind)
    .filter(({ meta }) => meta.internal !== true && !["id", "ids"].includes(meta.type))
    .map(({ name, meta }) => ({ name, zh: meta.zh, en: meta.en }));
  const virtual = Object.entries(virtualTargets[kind]).map(([name, zh]) => ({
    name,
    zh,
    en: virtualEnglish[name] ?? zh,
  }));
  return [...fields, ...virtual];
}

/** The words of every target, with the field's own Chinese label first, so that an exported ledger reads back. */
export function wordsOf(kind: ListedKind): ReadonlyMap<string, readonly string[]> {
  const byTarget = new Map<string, readonly string[]>([[SEQUENCE, sequenceWords]]);
  for (const { name, zh } of targetsOf(kind)) {
    if (name !== SEQUENCE) byTarget.set(name, [zh, ...(dictionary[kind][name] ?? [])]);
  }
  return byTarget;
}
