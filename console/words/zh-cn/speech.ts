// 可在浏览器中试听的语音提示。
import type { Words } from '../words.ts';

export const SPEECH: Words['speech'] = {
  listen: '试听',
  stop: '停止',
  noVoice: (language) => `此浏览器没有${language}语音，来电者可以正常听到。`,
};
