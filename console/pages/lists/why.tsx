// Why a number is listed, and the button that approves an automatic block that is pending approval.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import { listingReason } from '../../../core/lists/listing-reason.ts';
import type { ListingView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { CorrectionNote } from '../../shell/correction.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useLanguage, useWords } from '../../words/index.ts';

interface WhyProps {
  readonly listing: ListingView;
  readonly onApproved: () => void;
}

export function Why({ listing, onApproved }: WhyProps): ReactNode {
  const { language } = useLanguage();
  return (
    <>
      {listingReason(listing, language)}
      <CorrectionNote correction={listing.correction} />
      {listing.pending === true && <Pending listing={listing} onApproved={onApproved} />}
    </>
  );
}

function Pending({ listing: { pattern, version }, onApproved }: WhyProps): ReactNode {
  const { lists } = useWords();
  const { api } = useSignedIn();
  const may = useMay();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const approve = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.call('listings.approve', { params: { pattern }, body: {}, version });
      notices.done(lists.approved(pattern));
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
      onApproved();
    }
  };
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <StatusIndicator type="pending">{lists.pending}</StatusIndicator>
      {may('listings.approve') && (
        <Button
          variant="inline-link"
          ariaLabel={lists.approveWhat(pattern)}
          loading={busy}
          onClick={() => void approve()}
        >
          {lists.approve}
        </Button>
      )}
    </SpaceBetween>
  );
}
