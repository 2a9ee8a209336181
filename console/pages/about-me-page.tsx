// Who one is to the hotline: name, roles, and what these admit to. The plainest page; begin here to see how one is made.
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { ROUTES } from '../../functions/routes.ts';
import type { AdminRouteId, MeView } from '../../functions/admin/contract.ts';
import { useSignedIn } from '../api/api-context.ts';
import { usePreferences } from '../preferences.ts';
import type { Area } from '../words/en-us/about-me.ts';
import { session } from '../session.ts';
import { OwnPassword } from '../sign-in/password/own-password.tsx';
import { LANGUAGE_NAMES, useLanguage, useWords } from '../words/index.ts';

export default function AboutMePage(): ReactNode {
  const { aboutMe } = useWords();
  const { me } = useSignedIn();
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={aboutMe.description}>
          {aboutMe.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={2}>
          <Identity me={me} />
          <ThisBrowser />
        </ColumnLayout>
        {session()?.renewAfter !== undefined && <OwnPassword />}
        <Permissions me={me} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function Identity({ me }: { readonly me: MeView }): ReactNode {
  const { aboutMe } = useWords();
  return (
    <Container>
      <KeyValuePairs
        items={[
          { label: aboutMe.identity, value: me.id },
          {
            label: aboutMe.roles,
            value: me.roles.map((role) => <div key={role}>{aboutMe.rolesMeaning[role]}</div>),
          },
        ]}
      />
    </Container>
  );
}

function ThisBrowser(): ReactNode {
  const { language, words } = useLanguage();
  const { theme } = usePreferences();
  return (
    <Container>
      <KeyValuePairs
        items={[
          { label: words.aboutMe.language, value: LANGUAGE_NAMES[language] },
          { label: words.aboutMe.theme, value: words.shell.themes[theme] },
        ]}
      />
    </Container>
  );
}

/** Pixels; so that the table fits a phone’s screen. */
const NARROWEST = 80;

function Permissions({ me }: { readonly me: MeView }): ReactNode {
  const { aboutMe } = useWords();
  return (
    <Table
      variant="container"
      contentDensity="compact"
      wrapLines
      header={<Header variant="h2">{aboutMe.mayTitle}</Header>}
      items={areas(me.may)}
      trackBy="area"
      columnDefinitions={[
        {
          id: 'area',
          header: aboutMe.mayArea,
          cell: ({ area }) => aboutMe.areas[area],
          isRowHeader: true,
          minWidth: NARROWEST,
        },
        {
          id: 'see',
          header: aboutMe.mayColumns.see,
          minWidth: NARROWEST,
          cell: ({ see }) => <Allowed allowed={see} />,
        },
        {
          id: 'change',
          header: aboutMe.mayColumns.change,
          minWidth: NARROWEST,
          cell: ({ change }) => <Allowed allowed={change} />,
        },
      ]}
    />
  );
}

/** Undefined where there is nothing of the kind to be allowed. */
function Allowed({ allowed }: { readonly allowed: boolean | undefined }): ReactNode {
  const { aboutMe, common } = useWords();
  if (allowed === undefined) return common.none;
  return allowed ? (
    <StatusIndicator>{aboutMe.yes}</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">{aboutMe.no}</StatusIndicator>
  );
}

interface AreaRow {
  readonly area: Area;
  readonly see: boolean | undefined;
  readonly change: boolean | undefined;
}

const OPERATIONS = Object.entries(ROUTES).flatMap(([id, { method, writes, function: name }]) => {
  const area = id.replace(/\..*$/, '') as Area | 'me';
  const reads = method === 'GET' || writes.length === 0;
  return name === 'admin' && area !== 'me' ? [{ id: id as AdminRouteId, area, reads }] : [];
});

function areas(may: readonly AdminRouteId[]): AreaRow[] {
  const allowed = (area: Area, reads: boolean): boolean | undefined => {
    const operations = OPERATIONS.filter((one) => one.area === area && one.reads === reads);
    return operations.length === 0 ? undefined : operations.some(({ id }) => may.includes(id));
  };
  return [...new Set(OPERATIONS.map(({ area }) => area))].map((area) => ({
    area,
    see: allowed(area, true),
    change: allowed(area, false),
  }));
}
