// After an export: all its reports are noted as sent at once, and the note can be taken back.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { markAsSent } from '../../../api-client/client.ts';
import type { AnswerOf, AuthorityId } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { SubmitForm } from '../../shell/submit-form.tsx';
import { useWords } from '../../words/index.ts';

interface MarkManyProps {
  readonly authority: AuthorityId;
  readonly cases: readonly string[];
}

type Batches = readonly AnswerOf<'authorities.mark'>[];

export function MarkMany({ authority, cases }: MarkManyProps): ReactNode {
  const { authorities } = useWords();
  const [day, setDay] = useState(today);
  const [reference, setReference] = useState('');
  const { busy, problem, batches, takenBack, mark, takeBack } = useMarking({ authority, cases });
  const name = authorities.names[authority];
  if (batches !== undefined)
    return (
      <Alert
        type={takenBack ? 'info' : 'success'}
        action={
          !takenBack && (
            <Button loading={busy} onClick={() => void takeBack()}>
              {authorities.markManyUndo}
            </Button>
          )
        }
      >
        <ProblemAlert problem={problem} />
        {takenBack ? (
          authorities.markManyUndone(sum(batches, 'marked'), name)
        ) : (
          <Told batches={batches} name={name} />
        )}
      </Alert>
    );
  return (
    <Container
      header={
        <Header variant="h2" description={authorities.markManyHint}>
          {authorities.markManyTitle(cases.length, name)}
        </Header>
      }
    >
      <SubmitForm onSubmit={() => mark(day, reference.trim())}>
        <SpaceBetween size="m">
          <ProblemAlert problem={problem} />
          <FormField label={authorities.sentOn}>
            <DatePicker
              value={day}
              format="iso"
              isDateEnabled={(date) => dayOf(date) <= today()}
              onChange={({ detail }) => {
                setDay(detail.value);
              }}
            />
          </FormField>
          <FormField label={authorities.reference} description={authorities.referenceHint}>
            <Input
              value={reference}
              onChange={({ detail }) => {
                setReference(detail.value);
              }}
            />
          </FormField>
          <Button loading={busy} formAction="submit">
            {authorities.markMany(cases.length)}
          </Button>
        </SpaceBetween>
      </SubmitForm>
    </Container>
  );
}

function Told({ batches, name }: { readonly batches: Batches; readonly name: string }): ReactNode {
  const { authorities } = useWords();
  const [already, left] = [sum(batches, 'already'), sum(batches, 'left')];
  return (
    <>
      <div>{authorities.markedMany(sum(batches, 'marked'), name)}</div>
      {already > 0 && <div>{authorities.markedBefore(already)}</div>}
      {left > 0 && <div>{authorities.notMarked(left)}</div>}
    </>
  );
}

function useMarking({ authority, cases }: MarkManyProps) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [batches, setBatches] = useState<Batches>();
  const [takenBack, setTakenBack] = useState(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    await act().catch((error: unknown) => {
      setProblem(asProblem(error));
    });
    setBusy(false);
  };
  const mark = (day: string, reference: string): Promise<void> =>
    attempt(async () => {
      const note = {
        ...(reference === '' ? {} : { reference }),
        ...(day === '' || day === today() ? {} : { sentAt: noonOf(day) }),
      };
      setBatches(await markAsSent(api, authority, { cases: [...cases], ...note }));
    });
  const takeBack = (): Promise<void> =>
    attempt(async () => {
      for (const { batch, marked } of batches ?? [])
        if (marked.length > 0)
          await api.call('authorities.unmark', { params: { authority }, body: { batch, cases: marked } });
      setTakenBack(true);
    });
  return { busy, problem, batches, takenBack, mark, takeBack };
}

const sum = (batches: Batches, name: 'marked' | 'already' | 'left'): number =>
  batches.reduce((total, batch) => total + batch[name].length, 0);

const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
const today = (): string => dayOf(new Date());
/** Of the reader's clock: a day alone has no time of its own. */
const noonOf = (day: string): string => new Date(`${day}T12:00`).toISOString();
