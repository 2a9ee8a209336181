// “失败任务”页面：未能完成的后台任务，可重试或删除。
import type { Words } from '../words.ts';

export const FAILED_TASKS: Words['failedTasks'] = {
  title: '失败任务',
  description: '未能完成的后台任务。请先排除原因，再重试。在此期间来电照常接听。',
  empty: '没有失败任务',
  shown: (shown, all) => `共 ${String(all)} 项任务，显示 ${String(shown)} 项。`,
  columns: {
    task: '任务',
    problem: '问题',
    attempts: '尝试次数',
    accepted: '接收时间',
    failed: '失败时间',
    actions: '操作',
  },
  lanes: {
    writes: '写入数据库',
    work: '内部处理',
    carrier: '运营商处的录音',
    transcription: '文字转写',
    mail: '电子邮件',
    sms: '短信',
    webhooks: 'Webhook',
  },
  problems: {
    unreadable: '任务已损坏，无法读取。',
    refused: '数据库不会接受此任务。',
    attempts: '失败次数过多。',
    'too-late': '等待时间过长。',
  },
  retry: '重试',
  retryAll: '全部重试',
  drop: '删除',
  dropTitle: (task) => `删除：${task}`,
  dropExplained: '任务将被删除，其内容不会再执行。',
  retried: '正在重试该任务。',
  retriedAll: (count) => `正在重试 ${String(count)} 项任务。`,
  dropped: '任务已删除。',
};
