// Many reports for one authority, as a CSV file in the field order of its form.
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { AuthorityId } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { SubmitForm } from '../../shell/submit-form.tsx';
import { useWords } from '../../words/index.ts';
import { saveFile } from '../audit/csv.ts';
import { MarkMany } from './mark-many.tsx';

export default function AuthorityExportPage(): ReactNode {
  const { authorities } = useWords();
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={authorities.manyDescription}>
          {authorities.many}
        </Header>
      }
    >
      <ExportForm />
    </ContentLayout>
  );
}

function ExportForm(): ReactNode {
  const { authorities } = useWords();
  const [authority, setAuthority] = useState<AuthorityId>('12321');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [unsent, setUnsent] = useState(true);
  const { busy, problem, exported, save } = useExport();
  const may = useMay();
  const options = (Object.keys(authorities.names) as AuthorityId[]).map((value) => ({
    value,
    label: authorities.names[value],
  }));
  return (
    <SpaceBetween size="l">
      <Container>
        <SubmitForm onSubmit={() => save(authority, { from: from.trim(), to: to.trim(), unsent })}>
          <SpaceBetween size="m">
            <ProblemAlert problem={problem} />
            <FormField label={authorities.authority}>
              <Select
                options={options}
                selectedOption={options.find(({ value }) => value === authority) ?? null}
                onChange={({ detail }) => {
                  setAuthority(
                    options.find(({ value }) => value === detail.selectedOption.value)?.value ?? 'ftc',
                  );
                }}
              />
            </FormField>
            <Day label={authorities.from} value={from} onChange={setFrom} />
            <Day label={authorities.to} value={to} onChange={setTo} />
            <Checkbox
              checked={unsent}
              onChange={({ detail }) => {
                setUnsent(detail.checked);
              }}
            >
              {authorities.unsent}
            </Checkbox>
            <Button variant="primary" loading={busy} formAction="submit">
              {authorities.export}
            </Button>
          </SpaceBetween>
        </SubmitForm>
      </Container>
      {exported !== undefined && may('authorities.mark') && (
        <MarkMany key={exported.cases.join()} authority={exported.authority} cases={exported.cases} />
      )}
    </SpaceBetween>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, value, onChange }: DayProps): ReactNode {
  const { authorities } = useWords();
  return (
    <FormField label={label} constraintText={authorities.dateHint}>
      <Input
        value={value}
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
      />
    </FormField>
  );
}

interface Period {
  readonly from: string;
  readonly to: string;
  readonly unsent: boolean;
}

interface Exported {
  readonly authority: AuthorityId;
  readonly cases: readonly string[];
}

function useExport() {
  const { authorities } = useWords();
  const api = useApi();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [exported, setExported] = useState<Exported>();
  const save = async (authority: AuthorityId, query: Period): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    setExported(undefined);
    try {
      const { file, cases } = await api.downloadCsv('authorities.export', { params: { authority }, query });
      saveFile(file, `reports-${authority}.csv`);
      notices.done(authorities.exported(cases.length));
      if (cases.length > 0) setExported({ authority, cases });
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return { busy, problem, exported, save };
}
