// What staff do about a call: flag it, block or allow its caller, open a case, look the number up.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { CallView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { PAGES } from '../../pages.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import { ListingDialog } from '../lists/listing-dialog.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { FlagDialog } from './flag-dialog.tsx';

interface CallActionsProps {
  readonly call: CallView;
  readonly onChanged: () => void;
}

type Shown = 'flag' | 'block' | 'allow' | 'case' | undefined;

export function CallActions({ call, onChanged }: CallActionsProps): ReactNode {
  const { calls } = useWords();
  const may = useMay();
  const [shown, setShown] = useState<Shown>();
  const { caller } = call;
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
          <Button href={hrefOf(PAGES['look-up'].path, {}, { number: caller })}>{calls.lookUp}</Button>
        )}
        {may('calls.flag') && call.flag === undefined && button('flag', calls.flag)}
        {caller !== undefined && may('listings.put') && button('block', calls.block)}
        {caller !== undefined && may('listings.put') && button('allow', calls.allow)}
        {caller !== undefined && may('cases.post') && button('case', calls.openCase)}
      </SpaceBetween>
      {shown === 'flag' && <FlagDialog callSid={call.callSid} onClose={close} onChanged={onChanged} />}
      {(shown === 'block' || shown === 'allow') && caller !== undefined && (
        <ListingDialog list={shown} number={caller} onClose={close} onSaved={onChanged} />
      )}
      {shown === 'case' && caller !== undefined && (
        <CaseDialog callSid={call.callSid} reported={caller} onClose={close} />
      )}
    </>
  );
}
