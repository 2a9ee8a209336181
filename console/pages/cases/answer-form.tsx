// Moves a case on: its status, the answer with a preview of how it is heard, and the decision of an appeal. Written
// against the version that is shown; what a colleague saved meanwhile is put beside one's own, and never overwritten.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { CaseView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { CaseConflict } from './case-conflict.tsx';
import { NewsPreview } from './news-preview.tsx';
import type { AnswerDraft } from './answer-draft.ts';
import { isAnsweredBelow } from './first-step.tsx';
import type { CaseProps } from './use-case-act.ts';

type Change = SentBodyOf<'cases.patch'>;

const STATUSES = [
  'received',
  'investigating',
  'action-taken',
  'closed',
] as const satisfies AnswerDraft['status'][];
/** As the API takes it. */
const LONGEST_FEEDBACK = 400;

export function AnswerForm({ found, version, onSaved }: CaseProps): ReactNode {
  const { cases } = useWords();
  const [draft, setDraft] = useState<AnswerDraft>(draftOf(found));
  // The button of the first step moves the case on too: what is being written stays.
  const [status, setStatus] = useState(found.status);
  if (status !== found.status) {
    setStatus(found.status);
    setDraft({ ...draft, status: found.status });
  }
  const { save, busy, theirs, settle } = useSaving(found, version, (answer) => {
    setDraft(draftOf(answer.body));
    onSaved(answer);
  });
  const change = changeOf(found, draft);
  return (
    <Container
      header={
        <Header variant="h2" description={cases.answerHint[found.kind]}>
          {cases.answer}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {theirs !== undefined && (
          <CaseConflict
            theirs={theirs.body}
            draft={draft}
            busy={busy}
            onKeep={() =>
              void save({ ...changeOf(theirs.body, draft), ...theirs.decision }, cases.saved, theirs)
            }
            onDrop={() => {
              setDraft(draftOf(theirs.body));
              onSaved(theirs);
              settle();
            }}
          />
        )}
        <Fields kind={found.kind} draft={draft} onChange={setDraft} />
        <NewsPreview found={found} draft={draft} />
        <Button
          variant={isAnsweredBelow(found) ? 'primary' : 'normal'}
          loading={busy}
          disabledReason={cases.nothingChanged}
          disabled={Object.keys(change).length === 0 || theirs !== undefined}
          onClick={() => void save(change, cases.saved)}
        >
          {cases.save}
        </Button>
        {found.kind === 'appeal' && found.decision === undefined && theirs === undefined && (
          <Decide
            busy={busy}
            feedback={draft.feedback}
            onDecide={(decision, done) => {
              const { feedback } = change;
              const reason = feedback ?? (draft.feedback.trim() === '' ? undefined : draft.feedback);
              void save({ decision, ...(reason === undefined ? {} : { feedback: reason }) }, done);
            }}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

const draftOf = ({ status, feedback = '' }: CaseView): AnswerDraft => ({ status, feedback });

/** What the draft changes; an answer once given can be replaced, not taken back. */
function changeOf(found: CaseView, { status, feedback }: AnswerDraft): Change {
  const words = feedback.trim();
  return {
    ...(status === found.status ? {} : { status }),
    ...(words === '' || words === (found.feedback ?? '') ? {} : { feedback: words }),
  };
}

interface Theirs {
  readonly body: CaseView;
  readonly version: number | undefined;
  /** The decision that was being sent when it turned out that somebody else had changed the case. */
  readonly decision: Pick<Change, 'decision'>;
}

interface Saving {
  readonly busy: boolean;
  readonly theirs: Theirs | undefined;
  readonly settle: () => void;
  readonly save: (change: Change, done: string, over?: Theirs) => Promise<void>;
}

function useSaving(
  { caseNumber }: CaseView,
  version: number | undefined,
  onSaved: CaseProps['onSaved'],
): Saving {
  const { api } = useSignedIn();
  const notices = useNotices('case');
  const [busy, setBusy] = useState(false);
  const [theirs, setTheirs] = useState<Theirs>();
  const params = { caseNumber };
  const failed = async (error: unknown, { decision }: Change): Promise<void> => {
    const { kind } = asProblem(error);
    if (kind !== 'changed-meanwhile' && kind !== 'conflict') {
      notices.failed(error);
      return;
    }
    try {
      const latest = await api.call('cases.get', { params });
      const still = latest.body.decision === undefined && decision !== undefined;
      setTheirs({ ...latest, decision: still ? { decision } : {} });
    } catch (unread) {
      notices.failed(unread);
    }
  };
  return {
    busy,
    theirs,
    settle: () => {
      setTheirs(undefined);
    },
    save: async (change, done, over) => {
      setBusy(true);
      try {
        const nothing = Object.keys(change).length === 0;
        const saved =
          nothing && over !== undefined
            ? over
            : await api.call('cases.patch', { params, body: change, version: over?.version ?? version });
        setTheirs(undefined);
        onSaved(saved);
        notices.done(done);
      } catch (error) {
        await failed(error, change);
      } finally {
        setBusy(false);
      }
    },
  };
}

interface FieldsProps {
  readonly kind: CaseView['kind'];
  readonly draft: AnswerDraft;
  readonly onChange: (draft: AnswerDraft) => void;
}

function Fields({ kind, draft, onChange }: FieldsProps): ReactNode {
  const { cases } = useWords();
  const options = STATUSES.map((value) => ({ value, label: cases.statuses[value] }));
  return (
    <SpaceBetween size="l">
      <FormField label={cases.status}>
        <Select
          selectedOption={options.find(({ value }) => value === draft.status) ?? null}
          options={options}
          onChange={({ detail }) => {
            const status = STATUSES.find((one) => one === detail.selectedOption.value);
            if (status !== undefined) onChange({ ...draft, status });
          }}
        />
      </FormField>
      <FormField
        label={cases.feedback[kind]}
        description={cases.feedbackHint[kind]}
        constraintText={cases.feedbackLeft(LONGEST_FEEDBACK - draft.feedback.length)}
      >
        <Textarea
          value={draft.feedback}
          rows={3}
          onChange={({ detail }) => {
            onChange({ ...draft, feedback: detail.value.slice(0, LONGEST_FEEDBACK) });
          }}
        />
      </FormField>
    </SpaceBetween>
  );
}

interface DecideProps {
  readonly busy: boolean;
  readonly feedback: string;
  readonly onDecide: (decision: CaseView['decision'], done: string) => void;
}

function Decide({ busy, feedback, onDecide }: DecideProps): ReactNode {
  const { cases } = useWords();
  const { settings } = useSignedIn();
  const [missing, setMissing] = useState(false);
  const silent = feedback.trim() === '';
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{cases.appeal}</Box>
      <ColumnLayout columns={2} variant="text-grid">
        <SpaceBetween size="xs">
          <Box variant="p">{cases.acceptDoes(settings.reports.appealProtectionDays)}</Box>
          <Button
            disabled={busy}
            onClick={() => {
              onDecide('accepted', cases.accepted);
            }}
          >
            {cases.accept}
          </Button>
        </SpaceBetween>
        <FormField errorText={missing && silent ? cases.reasonMissing : undefined}>
          <SpaceBetween size="xs">
            <Box variant="p">{cases.refuseDoes}</Box>
            <Button
              disabled={busy}
              onClick={() => {
                setMissing(silent);
                if (!silent) onDecide('refused', cases.refused);
              }}
            >
              {cases.refuse}
            </Button>
          </SpaceBetween>
        </FormField>
      </ColumnLayout>
    </SpaceBetween>
  );
}
