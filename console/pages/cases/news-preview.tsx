// What the reporter will hear, said by the same prompts that the telephone says it with.
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type ReactNode } from 'react';
import type { CaseNewsView, CaseView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Spoken } from '../../speech/spoken.tsx';
import { useWords } from '../../words/index.ts';
import type { AnswerDraft } from './answer-draft.ts';

interface NewsPreviewProps {
  readonly found: Pick<CaseView, 'caseNumber' | 'kind'>;
  readonly draft: AnswerDraft;
  /** The reason of an extension that is being written. */
  readonly extension?: string;
}

/** After the last key: not at each. */
const PAUSE_MS = 350;

export function NewsPreview({
  found: { caseNumber, kind },
  draft: { status, feedback },
  extension = '',
}: NewsPreviewProps): ReactNode {
  const { cases } = useWords();
  const api = useApi();
  const [news, setNews] = useState<CaseNewsView | 'failed'>();
  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      const body = { status, feedback, extension };
      api.call('cases.preview', { params: { caseNumber }, body, signal: aborter.signal }).then(
        (answer) => {
          setNews(answer.body);
        },
        () => {
          if (!aborter.signal.aborted) setNews('failed');
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, caseNumber, status, feedback, extension]);
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{cases.willHear[kind]}</Box>
      {news === 'failed' && <Box color="text-body-secondary">{cases.previewFailed}</Box>}
      {typeof news === 'object' && <Spoken parts={news.spoken} title={cases.willHear[kind]} />}
      {typeof news === 'object' && news.sms !== undefined && (
        <Box>
          <Box variant="awsui-key-label">{cases.willRead}</Box>
          {news.sms}
        </Box>
      )}
    </SpaceBetween>
  );
}
