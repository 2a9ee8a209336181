// On the page of a case: the way to the form of each authority, and what was sent where and when.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { AuthorityId, CaseView } from '../../../functions/admin/contract.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import { SentReports } from './sent-reports.tsx';

export function AuthorityReports({ found }: { readonly found: CaseView }): ReactNode {
  const { authorities } = useWords();
  const { caseNumber, sent = [] } = found;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={authorities.description}
          actions={<Link href={hrefOf(PAGE_PATHS['authority-export'])}>{authorities.manyLink}</Link>}
        >
          {authorities.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <SpaceBetween direction="horizontal" size="l">
          {(Object.keys(authorities.names) as AuthorityId[]).map((authority) => (
            <Link key={authority} href={hrefOf(PAGE_PATHS['authority-report'], { caseNumber, authority })}>
              {authorities.names[authority]}
            </Link>
          ))}
        </SpaceBetween>
        {sent.length > 0 && <SentReports sent={sent} />}
      </SpaceBetween>
    </Container>
  );
}
