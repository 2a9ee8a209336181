// Leads from a case, a call or a look-up to the request for an evidence package about it.
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useMay } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';

type EvidenceLinkProps = { readonly caseNumber: string } | { readonly number: string | undefined };

/** Nothing for people who may not request a package, and for a caller without a telephone number. */
export function EvidenceLink(props: EvidenceLinkProps): ReactNode {
  const { evidence } = useWords();
  const may = useMay();
  const query = 'caseNumber' in props ? { case: props.caseNumber } : { number: props.number };
  const isThere = 'caseNumber' in props || props.number?.startsWith('+') === true;
  if (!isThere || !may('evidence.post')) return null;
  return <Button href={hrefOf(PAGE_PATHS.evidence, {}, query)}>{evidence.link}</Button>;
}
