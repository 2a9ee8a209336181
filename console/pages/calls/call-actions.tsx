// What staff do about a call: flag it, block or allow its caller, open a case, look the number up.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { CallView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import { EvidenceLink } from '../evidence/evidence-link.tsx';
import { ListingDialog } from '../lists/listing-dialog.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { FlagDialog } from './flag-dialog.tsx';

interface CallActionsProps {
  readonly call: CallView;
  readonly onChanged: () => void;
}

type Shown = 'flag' | 'unflag' | 'block' | 'allow' | 'case' | undefined;

export function CallActions({ call, onChanged }: CallActionsProps): ReactNode {
  const { calls } = useWords();
  const may = useMay();
  const [shown, setShown] = useState<Shown>();
  const { me } = useSignedIn();
  const { caller, flag } = call;
  const mayTakeBack =
    may('calls.unflag') && flag !== undefined && (flag.by === me.id || me.roles.includes('admin'));
  const close = (): void => {
    setShown(undefined);
  };
  const button = (what: NonNullable<Shown>, text: string): ReactNode => (
    <Button
      onClick={() => {
        setShown(what);
      }}
    >
      {text}
    </Button>
  );
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {caller !== undefined && may('lookup') && (
          <Button href={hrefOf(PAGE_PATHS['look-up'], {}, { number: caller })}>{calls.lookUp}</Button>
        )}
        {may('calls.flag') && call.flag === undefined && button('flag', calls.flag)}
        {mayTakeBack && button('unflag', calls.unflag)}
        {caller !== undefined && may('listings.put') && button('block', calls.block)}
        {caller !== undefined && may('listings.put') && button('allow', calls.allow)}
        {caller !== undefined && may('cases.post') && button('case', calls.openCase)}
        <EvidenceLink number={caller} />
      </SpaceBetween>
      {(shown === 'flag' || shown === 'unflag') && (
        <FlagDialog callSid={call.callSid} what={shown} onClose={close} onChanged={onChanged} />
      )}
      {(shown === 'block' || shown === 'allow') && caller !== undefined && (
        <ListingDialog list={shown} number={caller} onClose={close} onSaved={onChanged} />
      )}
      {shown === 'case' && caller !== undefined && (
        <CaseDialog callSid={call.callSid} reported={caller} onClose={close} />
      )}
    </>
  );
}
