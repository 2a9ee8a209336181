// Prompts that can be heard in the browser.
export const SPEECH = {
  listen: 'Listen',
  stop: 'Stop',
  noVoice: (language: string) =>
    `This browser has no ${language} voice, so you can’t listen here. Callers will hear the prompt.`,
} as const;
