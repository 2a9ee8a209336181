// Downloads a package: asks for a link, follows it, and shows the checksum that is read to the officer.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AnswerOf, PackageView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

type FileLink = AnswerOf<'evidence.link'>;

interface DownloadDialogProps {
  readonly about: PackageView;
  readonly onClose: () => void;
}

export function DownloadDialog({ about, onClose }: DownloadDialogProps): ReactNode {
  const { evidence } = useWords();
  const { link, problem } = useFollowedLink(about.id, onClose);
  return (
    <Modal
      visible={link !== undefined || problem !== undefined}
      header={link === undefined ? evidence.download : evidence.downloadTitle}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {evidence.close}
          </Button>
        </Box>
      }
    >
      <ProblemAlert problem={problem} />
      {link !== undefined && <Downloaded link={link} />}
    </Modal>
  );
}

/** Asked for once: each link that is given is written down as a release of the file. */
function useFollowedLink(
  id: string,
  onUnasked: () => void,
): { readonly link?: FileLink; readonly problem?: ApiProblem } {
  const api = useApi();
  const asked = useRef(false);
  const [state, setState] = useState<{ readonly link?: FileLink; readonly problem?: ApiProblem }>({});
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    api.call('evidence.link', { params: { package: id } }).then(
      ({ body }) => {
        setState({ link: body });
        follow(body);
      },
      (error: unknown) => {
        const problem = asProblem(error);
        if (problem.kind === 'reason-needed') onUnasked();
        else setState({ problem });
      },
    );
  }, [api, id, onUnasked]);
  return state;
}

/** The answer says that it is to be saved, so the page stays. */
function follow({ url, fileName }: FileLink): void {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
}

function Downloaded({ link }: { readonly link: FileLink }): ReactNode {
  const { evidence, common } = useWords();
  const format = useFormat();
  const { url, fileName, bytes, sha256, expiresAt } = link;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={2}
        items={[
          { label: evidence.fileName, value: fileName },
          { label: evidence.size, value: format.bytes(bytes) },
        ]}
      />
      <div>
        <Box variant="awsui-key-label">{evidence.checksum}</Box>
        <Box variant="code">{inGroups(sha256)}</Box>{' '}
        <CopyToClipboard
          variant="icon"
          textToCopy={sha256}
          copyButtonAriaLabel={common.copy(evidence.checksum)}
          copySuccessText={common.copied}
          copyErrorText={common.notCopied}
        />
      </div>
      <div>{evidence.downloadHint}</div>
      <Box color="text-body-secondary" fontSize="body-s">
        {evidence.linkUntil(format.dateTime(expiresAt))}{' '}
        <Button variant="inline-link" href={url} download={fileName}>
          {evidence.downloadAgain}
        </Button>
      </Box>
    </SpaceBetween>
  );
}

/** Four digits at a time are read and heard without losing one's place. */
const inGroups = (sum: string): string => sum.replaceAll(/(.{4})(?=.)/g, '$1 ');
