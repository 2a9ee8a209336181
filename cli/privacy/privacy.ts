// The record of processing activities and the impact assessment.
import type { Connection } from '../connection.ts';

export interface DocumentOptions {
  readonly language?: 'en-US' | 'zh-CN';
  readonly json?: boolean;
}

export async function document(
  { api }: Connection,
  route: 'privacy.records' | 'privacy.assessment',
  { language, json = false }: DocumentOptions,
): Promise<void> {
  const { markdown, ...rest } = (await api.call(route, { query: language === undefined ? {} : { language } }))
    .body;
  process.stdout.write(json ? `${JSON.stringify(rest)}\n` : markdown);
}
