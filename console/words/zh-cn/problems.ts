// 请求失败时的提示，按类别；其后附接口返回的英文详情。
import type { Words } from '../index.ts';

export const PROBLEMS: Words['problems'] = {
  'invalid-request': '请求内容有误',
  'invalid-number': '该号码无法列入名单或查询',
  'invalid-settings': '设置存在问题',
  'not-signed-in': '登录已失效',
  'not-allowed': '您的角色无权执行此操作',
  'not-found': '记录不存在或已被删除',
  conflict: '有人同时修改了此记录，请刷新后重试',
  protected: '该号码受保护，不能被拦截',
  'changed-meanwhile': '此记录已被他人修改。请刷新查看，您的操作没有覆盖任何内容',
  'import-rejected': '未导入任何内容',
  'which-country': '无法判断文件中的号码属于哪个国家或地区',
  'reports-closed': '目前只接受电话举报',
  'not-solved': '未通过防自动提交验证',
  'already-used': '已经提交过了',
  'too-large': '内容过大',
  'too-many-requests': '请求过于频繁，请稍后再试',
  'store-refused': '数据库拒绝了此操作，重试无效。请联系运维人员',
  'store-misconfigured': '数据库配置有误，来电仍会正常接听。请联系运维人员',
  internal: '热线系统出现错误',
  'store-unavailable': '数据库暂时没有响应，来电仍会正常接听。请稍后重试',
  'sign-in-unavailable': '身份认证服务暂时没有响应，请稍后重试',
  unreachable: '无法连接热线。请检查网络后重试',
  unexpected: '收到了意外的响应',
};
