// What came of a request: the words that the person is told, what was erased and what stays, and the way to the copy.
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import type { RightsView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

export function Result({ request }: { readonly request: RightsView }): ReactNode {
  const words = useWords().rights;
  const { status, refusal, answer, erasure, copy, problem } = request;
  return (
    <>
      {status === 'working' && <StatusIndicator type="in-progress">{words.statuses.working}</StatusIndicator>}
      {status === 'failed' && (
        <StatusIndicator type="error">{problem ?? words.statuses.failed}</StatusIndicator>
      )}
      {refusal !== undefined && <div>{words.refusals[refusal]}</div>}
      {erasure === undefined && answer !== undefined && <div className="written">{answer}</div>}
      {erasure !== undefined && <Erased erasure={erasure} />}
      {copy !== undefined && <Copy id={request.id} until={copy.until} />}
    </>
  );
}

function Erased({ erasure }: { readonly erasure: NonNullable<RightsView['erasure']> }): ReactNode {
  const words = useWords().rights;
  const { removed, redacted, objects, carrierCopies, kept, suppressed } = erasure;
  return (
    <>
      <div>{words.erasure(removed, redacted, objects)}</div>
      {carrierCopies > 0 && <div>{words.atCarrier(carrierCopies)}</div>}
      {kept.map(({ reason, records }) => (
        <div key={reason}>{words.keptBecause(records, words.kept[reason])}</div>
      ))}
      {suppressed === true && <div>{words.suppressed}</div>}
    </>
  );
}

/** Each link is written down with its reason, as a release of the file. */
function Copy({ id, until }: { readonly id: string; readonly until: string }): ReactNode {
  const words = useWords().rights;
  const format = useFormat();
  const api = useApi();
  const may = useMay();
  const notices = useNotices('rights');
  const [busy, setBusy] = useState(false);
  const [now] = useState(() => Date.now());
  if (Date.parse(until) <= now) return null;
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      const { body } = await api.call('rights.link', { params: { request: id } });
      Object.assign(document.createElement('a'), { href: body.url, download: body.fileName }).click();
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>{words.copyUntil(format.date(until))}</div>
      {may('rights.link') && (
        <Button loading={busy} iconName="download" onClick={() => void download()}>
          {words.download}
        </Button>
      )}
    </>
  );
}
