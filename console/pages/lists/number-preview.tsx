// How a number or rule is read, while it is typed: as it would be listed, what it covers, what stands there.
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { listingReason } from '../../../core/lists/listing-reason.ts';
import type { List, PreviewView } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

interface NumberPreviewProps {
  /** Undefined while the number is being checked. */
  readonly preview: PreviewView | undefined;
  readonly list: List;
  /** Nothing is typed yet. */
  readonly empty: boolean;
}

export function NumberPreview({ preview, list, empty }: NumberPreviewProps): ReactNode {
  const { lists } = useWords();
  if (empty) return null;
  if (preview === undefined) return <StatusIndicator type="loading">{lists.reading}</StatusIndicator>;
  if (!preview.ok)
    return <StatusIndicator type="warning">{lists.numberProblems[preview.problem]}</StatusIndicator>;
  return <Read preview={preview} list={list} />;
}

interface ReadProps {
  readonly preview: Extract<PreviewView, { ok: true }>;
  readonly list: List;
}

function Read({ preview, list }: ReadProps): ReactNode {
  const { lists, calls } = useWords();
  const format = useFormat();
  const { written, pattern, covers, own, wide, remark, listing } = preview;
  const isRule = pattern.endsWith('*');
  return (
    <div aria-live="polite">
      <StatusIndicator type={covers === 0 ? 'warning' : 'success'}>{lists.isRead(written)}</StatusIndicator>
      {isRule && (
        <Box>
          {covers === 0
            ? lists.coversNone
            : `${lists.coversMany(format.number(covers))} ${lists.exceptListed}`}
        </Box>
      )}
      {remark !== undefined && <StatusIndicator type="info">{lists.numberRemarks[remark]}</StatusIndicator>}
      {wide && <StatusIndicator type="warning">{lists.wide}</StatusIndicator>}
      {own > 0 && list === 'block' && (
        <StatusIndicator type={isRule ? 'warning' : 'error'}>
          {isRule ? lists.ownCovered(format.number(own)) : lists.own}
        </StatusIndicator>
      )}
      {listing !== undefined && (
        <StatusIndicator type="info">
          {lists.standing(calls.lists[listing.list], listingReason(listing, format.language))}
        </StatusIndicator>
      )}
    </div>
  );
}
