// Says why a message has no transcript, with a link to the setting.
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';

export function NotWritten({ of }: { readonly of: 'message' | 'report' }): ReactNode {
  const { voicemail, common } = useWords();
  const { transcribe } = useSignedIn().settings.voicemail;
  const may = useMay();
  return (
    <Box color="text-body-secondary">
      {transcribe
        ? voicemail.notInWriting[of]
        : common.sentences(voicemail.notInWriting[of], voicemail.writingIsOff)}
      {!transcribe && may('settings.put') && (
        <>
          {' '}
          <Link href={hrefOf(PAGE_PATHS.settings, {}, { section: 'voicemail' })}>
            {voicemail.writingSettings}
          </Link>
        </>
      )}
    </Box>
  );
}
