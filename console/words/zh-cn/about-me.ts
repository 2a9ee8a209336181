// “关于我”页面。
import type { Words } from '../index.ts';

export const ABOUT_ME: Words['aboutMe'] = {
  title: '关于我',
  description: '您在热线系统中的身份，以及您的角色可以做什么。',
  identity: '登录身份',
  roles: '角色',
  rolesMeaning: {
    viewer: '查看员：查看来电、名单和设置',
    agent: '坐席：处理来电、案件和语音留言',
    editor: '编辑：维护名单',
    approver: '审批员：审批申诉，维护名单',
    auditor: '审计员：查看来电、名单和设置',
    admin: '管理员：全部权限，包括设置',
  },
  mayTitle: '我的权限',
  mayArea: '范围',
  mayColumns: { see: '查看', change: '修改' },
  yes: '可以',
  no: '不可以',
  areas: {
    listings: '名单',
    lookup: '号码查询',
    calls: '来电',
    voicemails: '语音留言',
    cases: '案件',
    guard: '防护等级',
    holidays: '法定节假日',
    settings: '设置',
    staff: '员工与密码',
    notifications: '通知',
    audit: '审计日志',
    'do-not-disturb': '免打扰',
  },
  thisBrowser: '此浏览器',
  language: '语言',
  theme: '外观',
};
