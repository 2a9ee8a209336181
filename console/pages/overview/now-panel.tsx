// Right now: whether the hotline answers, how hard it is guarded, who waits; and the switches for it.
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { GuardSwitch } from './guard-switch.tsx';
import { HotlineState } from './hotline-state.tsx';
import { SettingsWarnings } from './settings-warnings.tsx';
import { Waiting } from './waiting.tsx';

export function NowPanel(): ReactNode {
  const { overview } = useWords();
  const may = useMay();
  const state = useAnswer('overview.state', {}, { everySeconds: 15 });
  return (
    <Container header={<Header variant="h2">{overview.now}</Header>}>
      <ProblemAlert problem={state.problem} again={state.reload} />
      <SettingsWarnings warnings={state.body?.warnings ?? []} />
      <ColumnLayout columns={3} variant="text-grid" minColumnWidth={240}>
        <HotlineState state={state.body} onChanged={state.reload} />
        <GuardSwitch state={state.body} onChanged={state.reload} />
        {may('voicemails.page') && may('cases.page') && <Waiting />}
      </ColumnLayout>
    </Container>
  );
}
