// The door, as the configuration names it: one signs in at the issuer, or with a password, or pastes a token.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, type ReactNode } from 'react';
import type { ConsoleConfiguration } from '../../functions/http/console-configuration.ts';
import { setPreferences } from '../preferences.ts';
import { leaveReason, setSession, setToken } from '../session.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useWords } from '../words/index.ts';
import { PasswordDoor } from './password/password-door.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { RedirectDoor } from './redirect/redirect-door.tsx';
import { TokenForm } from './password/token-form.tsx';

interface SignInPageProps {
  readonly configuration: ConsoleConfiguration;
}

export function SignInPage({ configuration }: SignInPageProps): ReactNode {
  const { language, words } = useLanguage();
  const { shell, signIn, common } = words;
  useEffect(() => {
    document.title = `${signIn.title} · ${common.productName}`;
  }, [signIn, common]);
  return (
    <main className="sign-in">
      <SpaceBetween size="l">
        <Box textAlign="center">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <Box variant="h1">{common.productName}</Box>
        </Box>
        <LeftBecause />
        <Door configuration={configuration} />
        <div className="sign-in__languages">
          <SegmentedControl
            label={shell.language}
            selectedId={language}
            options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
            onChange={({ detail }) => {
              setPreferences({ language: LANGUAGES.find((id) => id === detail.selectedId) ?? language });
            }}
          />
        </div>
      </SpaceBetween>
    </main>
  );
}

function Door({ configuration }: SignInPageProps): ReactNode {
  switch (configuration.signIn) {
    case 'redirect':
      return <RedirectDoor configuration={configuration} />;
    case 'password':
      return <PasswordDoor onSession={setSession} onToken={setToken} />;
    case 'token':
      return <TokenForm onToken={setToken} />;
  }
}

const ALERTS = {
  'signed-out': { type: 'success', word: 'signedOut' },
  expired: { type: 'warning', word: 'expired' },
  'handed-over': { type: 'success', word: 'handedOver' },
} as const;

function LeftBecause(): ReactNode {
  const { signIn } = useWords();
  const reason = leaveReason();
  if (reason === undefined) return null;
  if (typeof reason !== 'string') return <ProblemAlert problem={reason} />;
  const { type, word } = ALERTS[reason];
  return <Alert type={type}>{signIn[word]}</Alert>;
}
