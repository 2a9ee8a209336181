// The form of one authority, filled in for a report: each field to copy, all of them at once, and the note that it was sent.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { AuthorityReport } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { SubmitForm } from '../../shell/submit-form.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { SentReports } from './sent-reports.tsx';

type Field = AuthorityReport['fields'][number];

export default function AuthorityReportPage({ params }: PageProps): ReactNode {
  const { caseNumber = '', authority = '' } = params;
  const { authorities } = useWords();
  const { language } = useFormat();
  const may = useMay();
  const answered = useAnswer('authorities.report', { params: { caseNumber, authority } });
  const { body: report } = answered;
  if (report === undefined) {
    return answered.loading ? (
      <Spinner />
    ) : (
      <ProblemAlert problem={answered.problem} again={answered.reload} />
    );
  }
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={authorities.source(report.source)}
          actions={
            <Link href={report.url} external rel="noopener noreferrer">
              {authorities.openForm}
            </Link>
          }
        >
          {authorities.heading(report.name[language], caseNumber)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Link href={hrefOf(PAGE_PATHS.case, { caseNumber })}>{authorities.backToCase(caseNumber)}</Link>
        {report.note !== undefined && <Alert type="info">{report.note[language]}</Alert>}
        <Fields report={report} />
        {may('authorities.sent') && <MarkAsSent report={report} onMarked={answered.reload} />}
        <SentReports sent={report.sent} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function Fields({ report }: { readonly report: AuthorityReport }): ReactNode {
  const { authorities, common } = useWords();
  const all = report.fields.map((field) => `${field.label[report.language]}: ${field.value}`).join('\n');
  return (
    <Table<Field>
      wrapLines
      contentDensity="compact"
      header={
        <Header
          variant="h2"
          actions={
            <CopyToClipboard
              textToCopy={all}
              copyButtonText={authorities.copyAll}
              copySuccessText={common.copied}
              copyErrorText={common.notCopied}
            />
          }
        >
          {authorities.fields}
        </Header>
      }
      items={report.fields}
      trackBy={({ label }) => label['en-US']}
      columnDefinitions={[
        {
          id: 'field',
          header: authorities.columns.field,
          isRowHeader: true,
          minWidth: 120,
          cell: ({ label }) => <Label label={label} own={report.language} />,
        },
        {
          id: 'value',
          header: authorities.columns.value,
          minWidth: 160,
          cell: (field) => <Value field={field} own={report.language} />,
        },
      ]}
    />
  );
}

interface OfForm {
  readonly own: AuthorityReport['language'];
}

/** As it stands on the form, and under it in the reader's language where that is another. */
function Label({ label, own }: OfForm & Pick<Field, 'label'>): ReactNode {
  const { language } = useFormat();
  return (
    <>
      <span lang={own}>{label[own]}</span>
      {language !== own && (
        <Box color="text-body-secondary" fontSize="body-s">
          {label[language]}
        </Box>
      )}
    </>
  );
}

function Value({ field: { label, value }, own }: OfForm & { readonly field: Field }): ReactNode {
  const { authorities, common } = useWords();
  if (value === '')
    return (
      <span title={authorities.toFillInHint}>
        <StatusIndicator type="pending">{authorities.toFillIn}</StatusIndicator>
      </span>
    );
  return (
    <div className="to-copy">
      <CopyToClipboard
        variant="icon"
        textToCopy={value}
        copyButtonAriaLabel={common.copy(label[own])}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
      />
      <span className="as-written">{value}</span>
    </div>
  );
}

interface MarkProps {
  readonly report: AuthorityReport;
  readonly onMarked: () => void;
}

function MarkAsSent({ report: { caseNumber, authority }, onMarked }: MarkProps): ReactNode {
  const { authorities } = useWords();
  const api = useApi();
  const notices = useNotices();
  const [reference, setReference] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const mark = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const given = reference.trim();
    try {
      await api.call('authorities.sent', {
        params: { caseNumber, authority },
        body: given === '' ? {} : { reference: given },
      });
      setReference('');
      notices.done(authorities.marked(authorities.names[authority]));
      onMarked();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <Container
      header={
        <Header variant="h2" description={authorities.markHint}>
          {authorities.markTitle}
        </Header>
      }
    >
      <SubmitForm onSubmit={mark}>
        <SpaceBetween size="m">
          <ProblemAlert problem={problem} />
          <FormField label={authorities.reference} description={authorities.referenceHint}>
            <Input
              value={reference}
              onChange={({ detail }) => {
                setReference(detail.value);
              }}
            />
          </FormField>
          <Button loading={busy} formAction="submit">
            {authorities.mark}
          </Button>
        </SpaceBetween>
      </SubmitForm>
    </Container>
  );
}
