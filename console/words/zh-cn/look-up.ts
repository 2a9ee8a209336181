// 号码查询页面。
import type { Words } from '../words.ts';

export const LOOK_UP: Words['lookUp'] = {
  title: '号码查询',
  description: '如果此号码现在来电，会如何处理，以及为什么。',
  number: '号码',
  numberHint: '可用任意常用格式；未显示号码请输入“anonymous”。',
  attestation: '假设主叫认证级别为',
  ask: '查询',
  missing: '请输入号码。',
  answer: (number) => `如果 ${number} 现在来电`,
  verdict: '判定',
  because: '原因',
  listings: '与此号码有关的名单记录',
  noListings: '此号码不在任何名单中。',
  inForce: '生效中',
  expired: '已过期',
  decides: '判定依据',
  verifiedUntil: '免验证期限至',
  notVerified: '近期未通过按键验证',
  flagged: '被员工标记的来电',
  reporters: '计入的举报人数',
  claimants: '举报尚未核实的人数',
  sharing: '与合作机构共享',
  sharedSince: (time) => `自 ${time} 起`,
  doubtedBy: (partners) => `${partners} 反馈为误报。`,
  calls: '来电记录',
  showNumber: '显示号码',
  looks: {
    title: '号码查阅记录',
    of: (number) => `${number} 的查阅记录`,
    description:
      '谁查询过此号码、查看或收听过其来电、导出或更改过其信息，以及原因。取自审计日志，最新的在前。',
    numberHint: '可用任意常用格式。',
    ask: '显示',
    none: '尚无人查阅过此号码。',
  },
};
