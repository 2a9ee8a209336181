// 举报数据：他人收集的举报，作为证据使用。
import type { Words } from '../words.ts';

export const FEEDS: Words['feeds'] = {
  title: '举报数据',
  description:
    '由他人收集的举报，例如美国 FTC 的公开数据。举报只会提高来电者的风险分；只有当您设定举报次数后，才会屏蔽号码。',
  importFile: '导入文件',
  none: '尚未导入任何举报数据。',
  loading: '正在加载',
  columns: {
    name: '名称',
    complaints: '举报数',
    numbers: '号码数',
    period: '起止日期',
    blocks: '屏蔽',
    refreshed: '更新',
    actions: '操作',
  },
  period: (from, to) => (from === to ? from : `${from} 至 ${to}`),
  blocksNobody: '不屏蔽',
  blocks: (count, atLeast, days) => `${count} 个（${String(days)} 天内举报 ${String(atLeast)} 次起）`,
  refreshed: (date, by) => `${date}，${by}`,
  takeBack: '撤回',
  takeBackWhat: (name) => `撤回 ${name}`,
  takeBackTitle: (name) => `要撤回举报数据 ${name} 吗？`,
  takeBackText: (complaints, blocks) =>
    `其中的 ${complaints} 次举报将不再计入，由其屏蔽的 ${blocks} 个号码将解除屏蔽。热线自身的记录不受影响。`,
  takenBack: (name) => `举报数据 ${name} 已撤回。`,
  importTitle: '导入举报数据',
  fileHint:
    '可使用 FTC 或 FCC 的文件，或每行一个号码的任意名单，也可以是压缩文件（.gz）。在您查看内容并确认之前，任何数据都不会生效。',
  choose: '选择文件',
  drop: '将文件拖放到此处',
  removeFile: (name) => `移除 ${name}`,
  named: (file) => `${file} 是举报数据，只作为判断依据。除非您在下一步选择拦截，否则不会拦截任何号码。`,
  name: '举报数据的名称',
  nameHint: '与已有数据同名的文件会取代原有数据。',
  nameWrong: '请使用 1 到 40 个小写字母、数字或连字符。',
  sending: '正在读取举报',
  putting: '正在生效',
  holds: (complaints, numbers, period) =>
    `文件中有 ${complaints.shown} 次举报，涉及 ${numbers.shown} 个号码（${period}）。`,
  holdsNothing: '文件中没有可用的举报。',
  old: (days) => `最新的举报已是 ${days} 天前：作为证据已经失效，据此屏蔽的依据也已过时。`,
  block: '屏蔽号码',
  blockHint: '白名单和永不屏蔽名单中的号码以及您自己的号码，绝不会因举报数据而被屏蔽。',
  blockNobody: '不屏蔽任何号码：举报只提高风险分',
  blockFrom: (complaints, numbers, days) =>
    `${String(days)} 天内至少举报 ${String(complaints)} 次：${numbers.shown} 个号码`,
  within: '统计天数（从最新的举报往前计算）',
  expires: '屏蔽在多少天后结束',
  daysWrong: '请输入 1 到 3650 之间的整数。',
  leftOut: '未采用的行',
  put: '使其生效',
  close: '关闭',
  cancel: '取消',
  done: '举报数据已生效。',
  doneBlocks: (count) => `由其屏蔽的号码：${count} 个。`,
  spared: (count) => `举报次数已达到、但因已在名单中或属于您自己而未处理的号码：${count} 个。`,
  lookUp: '举报数据中的记录',
  found: (feed, count, from, to) =>
    `${feed}：${String(count)} 次举报，${from === to ? from : `${from} 至 ${to}`}`,
};
