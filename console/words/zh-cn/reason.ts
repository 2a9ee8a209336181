// 查看或导出个人信息的原因。
import type { Words } from '../words.ts';

export const REASON: Words['reason'] = {
  title: '请说明原因',
  explained: (what) => `${what}。您填写的原因会连同您的姓名记入审计日志。登录期间，同一内容只询问一次。`,
  about: {
    lookup: '您正在查询一个号码',
    'voicemails.audio': '您正在收听一段录音',
    'listings.export': '您正在导出名单',
    'authorities.report': '您正在生成给主管部门的举报材料',
    'authorities.export': '您正在导出举报',
    'cases.attachment': '您正在下载工单附件',
    'evidence.link': '您正在下载证据包',
    'rights.link': '您正在下载个人信息副本',
    'people.export': '您正在导出某号码的全部信息',
    'numbers.unmask': '您正在显示一条记录中的完整号码',
    'audit.links': '您正在导出审计日志',
    'audit.export': '您正在导出审计日志',
  },
  reason: '原因',
  choose: '请选择原因',
  usual: {
    complaint: '处理客户咨询或投诉',
    'suspicious-call': '核查可疑来电',
    case: '处理工单',
    authority: '公安机关、主管部门或法院要求',
    'own-report': '向主管部门举报',
    lists: '维护名单',
    control: '审计或内部检查',
    other: '其他（请自行填写）',
  },
  details: '补充说明（选填）',
  ownWords: '请填写原因',
  ownWordsNeeded: '请简要说明原因',
  detailsHint: '可填写工单号或来函文号；请勿填写姓名或电话号码。',
  go: '继续',
};
