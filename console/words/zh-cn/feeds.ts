// 投诉记录页面：导入 FTC 等机构公开的投诉数据。
import type { Words } from '../words.ts';

export const FEEDS: Words['feeds'] = {
  title: '投诉记录',
  description:
    '其他机构收集的投诉，例如美国 FTC 的公开数据。投诉只提高风险评分；设定投诉次数后，才会拦截号码。',
  importFile: '导入文件',
  none: '尚未导入任何投诉记录。',
  loading: '正在加载',
  columns: {
    name: '名称',
    complaints: '投诉数',
    numbers: '号码数',
    period: '起止日期',
    blocks: '拦截',
    refreshed: '更新',
    actions: '操作',
  },
  period: (from, to) => (from === to ? from : `${from} 至 ${to}`),
  blocksNobody: '不拦截',
  blocks: (count, atLeast, days) => `${count} 个（${String(days)} 天内投诉 ${String(atLeast)} 次起）`,
  refreshed: (date, by) => `${date}，${by}`,
  takeBack: '移除',
  takeBackWhat: (name) => `移除 ${name}`,
  takeBackTitle: (name) => `要移除投诉记录 ${name} 吗？`,
  takeBackText: (complaints, blocks) =>
    `其中的 ${complaints} 次投诉将不再计入，由其拦截的 ${blocks} 个号码将解除拦截。热线自身的记录不受影响。`,
  takenBack: (name) => `投诉记录 ${name} 已移除。`,
  importTitle: '导入投诉记录',
  fileHint:
    '可使用 FTC 或 FCC 的文件，或每行一个号码的任意名单，也可以是压缩文件（.gz）。在您查看内容并确认之前，任何数据都不会生效。',
  choose: '选择文件',
  drop: '将文件拖放到此处',
  removeFile: (name) => `移除 ${name}`,
  named: (file) => `${file} 是投诉记录，只计入风险评分。除非您在下一步选择拦截，否则不会拦截任何号码。`,
  name: '投诉记录的名称',
  nameHint: '与已有数据同名的文件会取代原有数据。',
  nameWrong: '请使用 1 到 40 个小写字母、数字或连字符。',
  sending: '正在读取投诉',
  putting: '正在生效',
  holds: (complaints, numbers, period) =>
    `文件中有 ${complaints.shown} 次投诉，涉及 ${numbers.shown} 个号码（${period}）。`,
  holdsNothing: '文件中没有可用的投诉。',
  old: (days) => `最新的投诉已是 ${days} 天前，对评分几乎没有影响，据此拦截也已过时。`,
  block: '拦截号码',
  blockHint: '白名单和保护名单中的号码以及本公司的号码，不会因投诉记录而被拦截。',
  blockNobody: '不拦截任何号码：投诉只提高风险评分',
  blockFrom: (complaints, numbers, days) =>
    `${String(days)} 天内至少投诉 ${String(complaints)} 次：${numbers.shown} 个号码`,
  within: '统计天数（从最新的投诉往前计算）',
  expires: '拦截在多少天后结束',
  daysWrong: '请输入 1 到 3650 之间的整数。',
  leftOut: '未采用的行',
  put: '生效',
  close: '关闭',
  cancel: '取消',
  done: '投诉记录已生效。',
  doneBlocks: (count) => `由其拦截的号码：${count} 个。`,
  spared: (count) => `投诉次数已达到，但因已在名单中或属于本公司而未拦截的号码：${count} 个。`,
  lookUp: '投诉记录中的记录',
  found: (feed, count, from, to) =>
    `${feed}：${String(count)} 次投诉，${from === to ? from : `${from} 至 ${to}`}`,
};
