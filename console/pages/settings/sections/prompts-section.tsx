// Everything that callers hear.
import type { ReactNode } from 'react';
import { PromptPreview } from '../prompt-preview.tsx';

export function PromptsSection(): ReactNode {
  return <PromptPreview />;
}
