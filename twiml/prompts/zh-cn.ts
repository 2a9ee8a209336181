// Mandarin, in simplified characters.
import type { Catalog } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': '受保护号码',
  allowlisted: '白名单客户',
  verified: '近期已通过按键验证',
  challenged: '刚刚通过按键验证',
  unverified: '未经验证',
} as const;

export const zhCN: Catalog = {
  voice: { name: 'Polly.Zhiyu-Neural', language: 'cmn-CN' },
  offerThisLanguage: (key) => `中文服务，请按${key === '*' ? '星号' : key}键。`,
  challengeOpening: {
    welcome: (company) => `您好，欢迎致电${company}。请先完成一个简单的按键确认。`,
    again: () => '请再试一次。',
    slower: () => '不着急，请慢慢来。',
    'other-language': () => '现在为您使用中文。',
  },
  challenge: (digits) => `请按 ${digits}。再说一遍：${digits}。需要人工服务，请按 0。`,
  menuOpening: {
    'welcome-back': (company) => `欢迎再次致电${company}。`,
    passed: () => '谢谢。',
    'unknown-key': () => '这个按键没有对应的服务，请再听一遍。',
    silence: () => '不着急，请再听一遍。',
    'other-language': () => '现在为您使用中文。',
    none: () => '',
  },
  menu: (department) => `联系${department}，请按 1。留言，请按 0。重听，请按星号键。`,
  connecting: (department) => `正在为您接通${department}，请稍候。`,
  voicemailOpening: {
    'asked-for-person': () => '我们的工作人员会给您回电。',
    'challenge-failed': () => '没关系，我们的工作人员会给您回电。',
    withheld: (company) => `您好，欢迎致电${company}。您的号码未显示，请在留言中说出您的电话号码。`,
    chosen: () => '您现在可以留言。',
    'menu-unanswered': () => '我们很乐意给您回电。',
    'nobody-answered': () => '现在暂时无人接听，我们会给您回电。',
    'after-hours': (company) => `您好，欢迎致电${company}。现在是非工作时间。`,
  },
  voicemail: '请在提示音后说出您的姓名、电话和留言，留言将被录音。说完请按井号键，或直接挂机。',
  voicemailAgain: '没有听到您的声音。请在提示音后讲话，留言将被录音。',
  goodbye: {
    conversation: '感谢您的来电，再见。',
    message: '谢谢，您的留言已收到，再见。',
    'no-message': '没有听到留言，欢迎您随时再次来电，再见。',
  },
  whisper: ({ company, caller, admission }) =>
    `${company}热线来电，来电号码 ${caller ?? '未显示'}，${ADMISSION_WORDS[admission]}。接听请按 1。`,
};
