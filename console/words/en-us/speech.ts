// Prompts that can be heard in the browser.
export const SPEECH = {
  listen: 'Listen',
  stop: 'Stop',
  noVoice: (language: string) => `This browser has no voice for ${language}; callers hear one.`,
} as const;
