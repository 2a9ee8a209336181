// 来电的处理结果和通话结果，控制台与模拟电话共用。
import type { Disposition, TalliedVerdict } from '../../../functions/admin/contract.ts';

export const VERDICTS = {
  reject: '拒接',
  appeal: '拒接，可申诉',
  busy: '忙音',
  'forwarding-loop': '循环转接，已拒接',
  pin: '员工，需输入密码',
  staff: '直接接通员工',
  menu: '直接进入菜单',
  challenge: '按键验证',
  voicemail: '转留言',
  unscreened: '未经筛查',
} satisfies Record<TalliedVerdict, string>;

export const DISPOSITIONS = {
  rejected: '已拒接',
  'forwarding-loop': '循环转接',
  'talked-to-staff': '已与员工通话',
  reported: '已提交举报或申诉',
  informed: '已得到答复',
  'left-message': '已留言',
  missed: '振铃未接',
  'gave-up': '来电者挂断',
  'in-progress': '进行中',
} satisfies Record<Disposition, string>;
