// 多个页面共用的文案。
import type { Words } from '../words.ts';

export const COMMON: Words['common'] = {
  productName: 'Hotline Guard',
  loading: '正在加载',
  reload: '刷新',
  tryAgain: '重试',
  save: '保存',
  cancel: '取消',
  more: '显示更多',
  nobody: '无人',
  none: '–',
  withheld: '未显示号码',
  copy: (what) => `复制${what}`,
  copied: '已复制',
  sentences: (...all) => all.join(''),
  clock: (own, hotline) => `时间按您所在的时区（${own}）显示；热线时区为 ${hotline}。`,
  notCopied: '浏览器不允许复制，请手动选择并复制。',
};
