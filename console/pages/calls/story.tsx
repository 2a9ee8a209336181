// A call's story: step by step what was heard and pressed, and what was decided and why.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { ReactNode } from 'react';
import type { CallView, PlanKind } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat, type Format } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';
import { departmentName } from '../voicemail/department-name.ts';
import { reasonWords as messageReason } from '../voicemail/reason-words.ts';
import { reasonWords } from './reason-words.ts';
import { Verdict } from './verdict.tsx';

type Entry = CallView['timeline'][number];

export function Story({ call }: { readonly call: CallView }): ReactNode {
  const { calls } = useWords();
  const told = call.timeline.some(({ step }) => step === 'incoming');
  const steps = useSteps(call);
  return (
    <Container
      header={
        <Header variant="h2" description={calls.storyDescription}>
          {calls.story}
        </Header>
      }
    >
      {!told && <Decision call={call} />}
      {steps.length === 0 ? (
        <Box color="text-body-secondary">{calls.storyNone}</Box>
      ) : (
        <Steps steps={steps} ariaLabel={calls.story} />
      )}
    </Container>
  );
}

function useSteps(call: CallView): StepsProps.Step[] {
  const { words, language } = useLanguage();
  const { settings } = useSignedIn();
  const calendar = useCalendar();
  const format = useFormat();
  const nameOf = (id: string): string => departmentName(id, settings, language) ?? id;
  return call.timeline.map((entry) => ({
    status: LOOKS[entry.then as PlanKind] ?? 'info',
    statusIconAriaLabel: stepWords(entry, words),
    header: (
      <>
        <Box fontWeight="bold" display="inline">
          {stepWords(entry, words)}
        </Box>{' '}
        <Box color="text-body-secondary" fontSize="body-s" display="inline">
          {calendar.clock(entry.at)}
        </Box>
      </>
    ),
    details: (
      <>
        {entry.step !== 'incoming' && <div>{outcomeWords(entry, words)}</div>}
        <Detail words={detailWords(entry, words, format, nameOf)} />
        {entry.step === 'incoming' && <Decision call={call} />}
        <Then entry={entry} />
      </>
    ),
  }));
}

/** What is good news for the caller, what is not, and what is neither. */
const LOOKS: Readonly<Partial<Record<PlanKind, StepsProps.Status>>> = {
  reject: 'stopped',
  menu: 'success',
  bridge: 'success',
  'case-opened': 'success',
  decline: 'stopped',
  voicemail: 'pending',
  'after-hours': 'pending',
};

/** The words are complete for this version; an entry of a newer one is shown as it is called. */
const wordFor = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name;

const stepWords = ({ step }: Entry, { calls }: Words): string => wordFor(calls.steps, step);

const outcomeWords = ({ outcome }: Entry, { calls }: Words): string => wordFor(calls.outcomes, outcome);

function Then({ entry }: { readonly entry: Entry }): ReactNode {
  const { calls } = useWords();
  const then = wordFor(calls.then, entry.then);
  return then === '' ? null : <Box color="text-body-secondary">→ {then}</Box>;
}

function Detail({ words }: { readonly words: string | undefined }): ReactNode {
  return words === undefined ? null : (
    <Box color="text-body-secondary" fontSize="body-s">
      {words}
    </Box>
  );
}

function Decision({ call }: { readonly call: CallView }): ReactNode {
  const words = useWords();
  const format = useFormat();
  return (
    <div className="decision">
      <Verdict verdict={call.verdict} />
      <ul>
        {call.reasons.map((reason) => (
          <li key={reason.text}>{reasonWords(reason, words, format)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Puts `front-desk, 12 s` and `6 s, chosen` into words. Any other text was written by a person and stays as it is. */
function detailWords(
  { step, detail }: Entry,
  words: Words,
  format: Format,
  nameOf: (department: string) => string,
): string | undefined {
  if (detail === undefined) return undefined;
  const [, department, talked] = /^(.*), (\d+) s$/.exec(detail) ?? [];
  if (step === 'ring' && department !== undefined)
    return [nameOf(department), ...(talked === '0' ? [] : [format.spokenLength(Number(talked))])].join(', ');
  const [, seconds, why] = /^(\d+) s(?:, (.*))?$/.exec(detail) ?? [];
  if (seconds !== undefined)
    return [
      format.spokenLength(Number(seconds)),
      ...(why === undefined ? [] : [messageReason(why, words)]),
    ].join(', ');
  return step === 'reason' ? `“${detail}”` : detail;
}
